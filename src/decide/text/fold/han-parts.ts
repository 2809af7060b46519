// SPDX-License-Identifier: Apache-2.0
/**
 * Characters taken to pieces ("石马" for 码, "亻言" for 信). Two parts in a row prove nothing (女子 is a word), so they are put
 * together only where the result completes a listed word, or where the parts never stand together honestly.
 */
import { HAN_WORDS } from './han-words.ts';

/** Character, then the ways in which it is taken to pieces, left part first. */
const PARTS_LINES = `
信 亻言 人言
群 君羊
验 马佥 马检
证 讠正 言正
码 石马
账 贝长
帐 巾长
号 口丂
银 钅艮 金艮
行 彳亍
卡 上卜
贷 代贝
款 士示欠
转 车专
汇 氵匚 冫匚
付 亻寸
借 亻昔
还 辶不 不辶
退 辶艮 艮辶
钱 钅戋 金戋
投 扌殳
资 次贝
理 王里
财 贝才
股 月殳
票 西示 覀示
彩 采彡
赌 贝者
博 十尃
佣 亻用
刷 尸巾刂
返 反辶 辶反
利 禾刂
现 王见
提 扌是
押 扌甲
抵 扌氐
低 亻氐
息 自心
加 力口
扣 扌口
红 纟工 糹工
链 钅连 金连
接 扌妾
抽 扌由
换 扌奂
话 讠舌 言舌
联 耳关
服 月艮 月卩又
快 忄夬
裸 衤果 衣果
聊 耳卯
约 纟勺
炮 火包
保 亻呆
院 阝完
洗 氵先
法 氵去
冻 冫东
结 纟吉
注 氵主
册 冂艹
设 讠殳
领 令页
取 耳又
收 丩攵
微 彳山一几攵
期 其月
货 化贝
稳 禾急
赚 贝兼
社 礻土
件 亻牛
通 辶甬 甬辶
网 冂乂乂
址 土止
`;

/** Characters whose parts stand for them anywhere. */
const ALWAYS: ReadonlySet<string> = new Set([
  '君羊',
  '亻言',
  '讠正',
  '钅艮',
  '彳亍',
  '扌殳',
  '钅戋',
  '氵匚',
  '讠舌',
  '纟工',
  '扌甲',
  '扌氐',
  '亻氐',
]);

/** What stands in the text, then what is meant. */
export function takenToPieces(): readonly (readonly [string, string])[] {
  const parts = new Map<string, readonly string[]>();
  for (const line of PARTS_LINES.trim().split('\n')) {
    const [character = '', ...ways] = line.split(' ');
    parts.set(character, ways);
  }
  const pairs: (readonly [string, string])[] = [];
  for (const [character, ways] of parts) for (const way of ways) if (ALWAYS.has(way)) pairs.push([way, character]);
  for (const word of HAN_WORDS) {
    for (const written of waysToWrite(Array.from(word), parts)) if (written !== word) pairs.push([written, word]);
  }
  return pairs;
}

/** Every writing of a word in which some characters are whole and others in pieces. */
function waysToWrite(characters: readonly string[], parts: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const [first, ...rest] = characters;
  if (first === undefined) return [''];
  const tails = waysToWrite(rest, parts);
  return [first, ...(parts.get(first) ?? [])].flatMap((head) => tails.map((tail) => head + tail));
}
