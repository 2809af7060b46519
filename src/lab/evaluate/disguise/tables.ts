// SPDX-License-Identifier: Apache-2.0
/**
 * What the disguises for evaluation put in place of what. No entry is one of those that make training rows (`train/evade.ts`): a test
 * compares them.
 */
export type Substitutions = Readonly<Record<string, readonly string[]>>;

export const LOOK_ALIKES: Substitutions = {
  a: ['ɑ', 'α'],
  c: ['ϲ', 'ⅽ'],
  d: ['ԁ', 'ⅾ'],
  e: ['ҽ', 'ɛ'],
  g: ['ɡ'],
  h: ['һ'],
  i: ['ı', 'ɩ'],
  j: ['ј'],
  k: ['κ'],
  n: ['ո'],
  o: ['ο', 'օ'],
  p: ['ρ'],
  s: ['ꜱ'],
  t: ['τ'],
  u: ['υ', 'ս'],
  v: ['ѵ', 'ν'],
  w: ['ԝ'],
  y: ['у', 'ү'],
};

export const SYMBOLS: Substitutions = {
  a: ['4', '/\\'],
  b: ['8'],
  c: ['('],
  e: ['€', '&'],
  g: ['9'],
  h: ['#'],
  i: ['!', '|'],
  l: ['1', '|'],
  o: ['()', 'ø'],
  s: ['5', '§'],
  t: ['7', '+'],
};

export const ACCENTS: Substitutions = {
  a: ['á', 'ä', 'â'],
  c: ['ç', 'ć'],
  e: ['é', 'ê', 'ë'],
  i: ['í', 'ï'],
  n: ['ñ', 'ń'],
  o: ['ö', 'ô', 'ó'],
  s: ['š', 'ś'],
  u: ['ü', 'ú', 'û'],
  y: ['ÿ', 'ý'],
  z: ['ž'],
};

/** What a hurried or a sly hand types instead: the key beside, or what sounds alike. */
export const MISSPELLINGS: Substitutions = {
  a: ['s', 'e'],
  c: ['k', 'v'],
  e: ['r', 'i'],
  i: ['o', 'y'],
  m: ['n'],
  n: ['m', 'b'],
  o: ['p', 'u'],
  s: ['z', 'd'],
  t: ['r', 'd'],
  u: ['y', 'oo'],
  v: ['b', 'f'],
};

export const INVISIBLES = ['\u200c', '\u2063', '\ufeff', '\u180e', '\u202c'];
export const SPLITTERS = ['_', '*', '·', '/'];
export const EMOJI = ['🔥', '✅', '💬', '🎁', '⭐', '👉'];
export const DOTS = ['(dot)', '(.)', '。', ' . ', '{.}'];
export const SCHEMES = ['hxxp://', 'h t t p://', ''];

export const HAN_SYMBOLS = ['·', '/', '|', '_', '＋', '^', '…'];
export const HAN_SOUNDS: Substitutions = {
  微: ['威', '徽', '巍'],
  信: ['伩', '心'],
  款: ['宽'],
  贷: ['袋', '岱'],
  账: ['仗', '胀'],
  户: ['沪', '护'],
  验: ['焰', '艳'],
  证: ['正', '政'],
  码: ['蚂', '马'],
  银: ['吟'],
  转: ['砖'],
  登: ['灯'],
  加: ['伽', '家'],
  群: ['裙'],
  币: ['毕'],
  钱: ['欠', '前'],
};
export const HAN_PARTS: Substitutions = {
  好: ['女子'],
  信: ['亻言'],
  微: ['彳散'],
  码: ['石马'],
  银: ['钅艮'],
  钱: ['钅戋'],
  验: ['马佥'],
  们: ['亻门'],
  的: ['白勺'],
  到: ['至刂'],
  加: ['力口'],
  款: ['士示欠'],
};
export const HAN_TRADITIONAL: Substitutions = {
  银: ['銀'],
  账: ['賬'],
  户: ['戶'],
  验: ['驗'],
  证: ['證'],
  码: ['碼'],
  转: ['轉'],
  贷: ['貸'],
  钱: ['錢'],
  币: ['幣'],
  链: ['鏈'],
  击: ['擊'],
  点: ['點'],
  处: ['處'],
  异: ['異'],
  领: ['領'],
  奖: ['獎'],
  积: ['積'],
  单: ['單'],
  费: ['費'],
  时: ['時'],
  请: ['請'],
  联: ['聯'],
  系: ['繫'],
};
/** The signs of 0 to 9. */
export const NUMBER_FORMS = {
  han: ['零壹贰叁肆伍陆柒捌玖', '⓪①②③④⑤⑥⑦⑧⑨'],
  thai: ['๐๑๒๓๔๕๖๗๘๙'],
  hangul: ['영일이삼사오육칠팔구'],
} as const;

/** Innocent sentences, written for this; training pads with messages of its own rows. */
export const PADDINGS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Thanks again for dinner on Sunday, the kids had a lovely time and the dog slept the whole way home.',
    'Remember to bring the blue folder and your trainers tomorrow, the bus leaves at half past eight.',
    'We walked along the river after lunch and it hardly rained at all, wish you had been there.',
  ],
  zh: [
    '昨天晚上大家一起吃了火锅，孩子们玩得很开心，回来的路上都睡着了。',
    '明天记得带伞，听说下午会下雨，我们还是老地方见。',
    '妈妈说家里的花都开了，有空回来看看，她做了你爱吃的菜。',
  ],
  ko: [
    '어제 저녁에 다 같이 삼겹살을 먹었는데 아이들이 정말 좋아했어요.',
    '내일 비 온다니까 우산 꼭 챙기고 늘 보던 데서 봐요.',
    '엄마가 김치 담그셨다고 주말에 와서 가져가라고 하시네요.',
  ],
  th: [
    'เมื่อวานไปกินข้าวกันทั้งบ้าน เด็กๆ สนุกมาก กลับมาหลับกันหมดเลย',
    'พรุ่งนี้อย่าลืมเอาร่มมาด้วยนะ เจอกันที่เดิม',
    'แม่บอกว่าต้นไม้หน้าบ้านออกดอกแล้ว ว่างๆ กลับมาเยี่ยมบ้าง',
  ],
  tr: [
    'Pazar günkü yemek için tekrar teşekkürler, çocuklar çok eğlendi, köpek yol boyu uyudu.',
    'Yarın mavi dosyayı ve spor ayakkabını unutma, otobüs sekiz buçukta kalkıyor.',
    'Öğleden sonra sahilde yürüdük, hava hiç bozmadı, keşke sen de olsaydın.',
  ],
};
