// SPDX-License-Identifier: Apache-2.0
/** What the page itself says. What it says about a message comes from the policy's wording. One entry a language, all of one shape. */

export type PageWords = {
  readonly title: string;
  readonly heading: string;
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly working: string;
  /** Where the text goes. `{host}` is the server's own address. */
  readonly privacy: string;
  readonly why: string;
  readonly marked: string;
  readonly whatNow: string;
  readonly notChecked: string;
  readonly noGuarantee: string;
  readonly notProof: string;
  readonly everyReason: string;
  /** How the weights are to be read. `{count}` is the score as a number out of a hundred. */
  readonly scoreMeans: string;
  readonly weight: string;
  readonly reason: string;
  readonly kindOf: string;
  readonly empty: string;
  readonly account: string;
  readonly accountHelp: readonly string[];
  readonly unreachable: string;
  readonly busy: string;
  readonly refused: string;
  readonly failed: string;
  readonly forPrograms: string;
  readonly languages: string;
};

const en: PageWords = {
  title: 'Tocsin: check a message, link or number',
  heading: 'Check a message, link or number',
  label: 'Paste what you received',
  hint: 'A whole message is judged better than a part of it.',
  button: 'Check',
  working: 'Checking…',
  privacy:
    'What you paste is sent to this Tocsin server ({host}) and judged there. It is not kept and goes nowhere else.',
  why: 'Why',
  marked: 'The passages that count',
  whatNow: 'What to do now',
  notChecked: 'What was not checked',
  noGuarantee:
    'Finding nothing is no guarantee. If somebody hurries you, asks for money or for a code, stop and ask a person you trust.',
  notProof: 'This is the judgement of a program. It can be wrong in both directions.',
  everyReason: 'Every reason and its weight',
  scoreMeans:
    'Of a hundred cases that look like this one, about {count} are part of a scam. Weights above zero speak for a scam, below zero against it.',
  weight: 'Weight',
  reason: 'Reason',
  kindOf: 'Looks like:',
  empty: 'Paste a message, a link or a telephone number first.',
  account: 'An account number cannot be judged by itself.',
  accountHelp: [
    'Whether a payment is dangerous depends on who asked for it, and how.',
    'Paste the message that asked you to pay, and it will be judged.',
    'Before you pay, call the payee on a number that you already know.',
  ],
  unreachable: 'The server did not answer. Your text has not been judged. Try again in a moment.',
  busy: 'The server has too much to do just now. Try again in a minute.',
  refused: 'This could not be judged. It may be too long: at most 10,000 characters are read.',
  failed: 'Something went wrong in Tocsin. Your text has not been judged.',
  forPrograms: 'For programs: the API',
  languages: 'Language',
};

const zh: PageWords = {
  title: 'Tocsin：查一查短信、链接或电话号码',
  heading: '查一查短信、链接或电话号码',
  label: '把您收到的内容粘贴到这里',
  hint: '粘贴完整的内容，判断会更准确。',
  button: '查一查',
  working: '正在检查……',
  privacy: '您粘贴的内容会发送到这台 Tocsin 服务器（{host}）进行判断，不会被保存，也不会发往别处。',
  why: '为什么',
  marked: '起作用的文字',
  whatNow: '现在该怎么做',
  notChecked: '没有检查的内容',
  noGuarantee: '没有发现问题并不等于安全。如果有人催促您，向您要钱或验证码，请先停下来，问问您信任的人。',
  notProof: '这是程序的判断，有可能看错：可能误报，也可能漏报。',
  everyReason: '全部理由及其权重',
  scoreMeans: '在一百个与此相似的情形中，大约有 {count} 个属于诈骗。权重大于零表示更像诈骗，小于零表示更不像诈骗。',
  weight: '权重',
  reason: '理由',
  kindOf: '类似于：',
  empty: '请先粘贴一条短信、一个链接或一个电话号码。',
  account: '仅凭一个账号无法判断。',
  accountHelp: [
    '一笔付款是否危险，要看是谁、用什么方式让您付的。',
    '请粘贴要求您付款的那条消息，我们来判断。',
    '付款之前，请用您原来就知道的号码打电话向收款人核实。',
  ],
  unreachable: '服务器没有回应，您的内容还没有得到判断。请稍后再试。',
  busy: '服务器现在太忙，请一分钟后再试。',
  refused: '无法判断。内容可能太长：最多读取一万个字符。',
  failed: 'Tocsin 出了故障，您的内容还没有得到判断。',
  forPrograms: '供程序使用的接口',
  languages: '语言',
};

const BY_LANGUAGE: ReadonlyMap<string, PageWords> = new Map([
  ['en', en],
  ['zh', zh],
]);

export const PAGE_LANGUAGES: readonly string[] = [...BY_LANGUAGE.keys()];

/** English for a language that the page does not speak. */
export function pageWords(lang: string): PageWords {
  return BY_LANGUAGE.get(lang) ?? en;
}

/** `{host}` → its value. */
export function fillWords(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([a-z]+)\}/gu, (slot, name: string) => values[name] ?? slot);
}
