// SPDX-License-Identifier: Apache-2.0
/**
 * Written disguises of Chinese words: what stands in messages, then what is meant. Sounds and rare characters are matched by
 * `homophones.ts`; here stand look-alikes, letters, and common characters that only a list can tell from honest words.
 */
const LINES = `
威信 微信
徽信 微信
薇信 微信
嶶信 微信
溦信 微信
维信 微信
葳信 微信
崴信 微信
微亻言 微信
微言 微信
v信 微信
w信 微信
v❤ 微信
v心 微信
微❤ 微信
薇❤ 微信
薇芯 微信
威芯 微信
微x 微信
加v 加微
+v 加微
+微 加微
加薇 加微
加威 加微
+薇 加微
+威 加微
扣扣 qq
抠抠 qq
蔻蔻 qq
球球 qq
企鹅号 qq号
加裙 加群
进裙 进群
入裙 入群
裙主 群主
裙号 群号
q裙 q群
君羊 群
验证石马 验证码
验正码 验证码
验证玛 验证码
马佥证码 验证码
贷 款 贷款
代款 贷款
贷敫 贷款
钅艮行 银行
银彳亍 银行
讠正 证
亻言 信
扌殳 投
`;

export const HAN_DISGUISES: readonly (readonly [string, string])[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const split = line.lastIndexOf(' ');
    return [line.slice(0, split), line.slice(split + 1)] as const;
  });
