// SPDX-License-Identifier: Apache-2.0
/**
 * Written disguises of Chinese words: what is meant, then what stands in messages, which is never shorter. Sounds with rare characters are matched by
 * `homophones.ts`; here stand look-alikes, letters, and common characters that only a list can tell from honest words.
 */
const ANYWHERE_LINES = `
微信: 徽信 薇信 嶶信 溦信 葳信 崴信 微伩 薇芯 威芯 v信 w信 wei信 v❤ v心 微❤ 薇❤ 威❤ 薇x vx wx weixin
加微: 加v 加徽 加溦 伽微 +v +薇 +威 +徽 茄薇
加微信: 佳薇信 +vx +wx
微号: v号
支付宝: zhifubao 支负宝 支付饱 支会宝
qq: 扣扣 抠抠 蔻蔻
qq号: 球球号 口口号
qq群: 球球群 企鹅群
q群: q裙 扣裙 扣群
加qq: 加球球 加企鹅 加口口
加q: 加叩
加群: 加裙 加郡 佳裙 +裙
进群: 进裙 近裙 迸群
入群: 入裙
群主: 裙主
群号: 裙号
贷款: 代款 贷欵 贷敫 岱款 贷kuan daikuan 待欵 贷歀
网贷: 网岱 往贷 wang贷
借款: 借欵 借歀
银行: 银航 银hang yin行 银彳亍
银行卡: 银行咔 很行卡 银行ka 艮行卡
信用卡: 信用咔 信佣卡 信用ka xin用卡 芯用卡
发票: 发嫖 发剽 发缥 fa票 发piao
彩票: cai票
赌博: 堵博 肚博 睹博 du博
博彩: 薄彩 bo彩
投资: 投zi
理财: li财
股票: 骨票 鼓票 股漂 gu票
荐股: 荐gu
刷单: 唰单 刷丹 涮单 shua单
佣金: 庸金 yong金
兼职: 煎职 兼zhi jian职
转账: 转zhang
汇款: 汇宽
红包: 虹包 鸿包 洪包 hong包
裸聊: 裸撩 倮聊 luo聊
约炮: y炮
公安: gong安
链接: 链jie
点击: 点叽
密码: 蜜码 密玛 密ma
账号: 仗号 账hao zhang号
免费: 免废 勉费 冕费 免fei
征信: 征心报告
办证: 瓣证 办zheng
验证码: 验正码 验证玛 验证马 演证码 验征码 检证码 脸证码 险证码 验zheng码 验证ma yan证码
充值: 冲值 充zhi
提现: tixian
抵押: 抵压 抵鸭
套现: 套xian
身份证: 身份zheng
电话: 殿话 dian话
客服: ke服 客fu
抽奖: 抽蒋 抽桨
中奖: 中桨
领取: 岭取
百家乐: 白家乐 百佳乐 佰家乐
六合彩: 六和彩 六合采 6合彩
赚钱: 赚米 赚qian zhuan钱
返利: 返li
下载: 吓载 下zai xia载
注册: 注栅 住册
`;

/** The same, believed only beside a sign of contact: 加, +, 聊, 扫, 号, a colon, Latin letters or figures. */
const BESIDE_CONTACT_LINES = `
微信: 威信 维信 围信 唯信 魏信 巍信 卫信 微言 微芯 微星 微x
微: 薇 v
qq: 球球 企鹅 叩叩 寇寇
q号: 扣号
群: 裙
`;

export type Disguise = { readonly from: string; readonly to: string; readonly besideContact: boolean };

export const HAN_DISGUISES: readonly Disguise[] = [...read(ANYWHERE_LINES, false), ...read(BESIDE_CONTACT_LINES, true)];

function read(lines: string, besideContact: boolean): readonly Disguise[] {
  return lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [to = '', disguises = ''] = line.split(': ');
      return disguises.split(' ').map((from) => ({ from, to, besideContact }));
    });
}
