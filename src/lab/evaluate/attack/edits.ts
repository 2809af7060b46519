// SPDX-License-Identifier: Apache-2.0
/**
 * Edits that leave a message readable and its demand as it is: links and numbers are never touched. Deterministic: the same text has the
 * same edits in the same order.
 */
export const EDIT_KINDS = ['synonym', 'drop-sentence', 'look-alike', 'invisible', 'split', 'typo', 'clause'] as const;
export type EditKind = (typeof EDIT_KINDS)[number];
export type Edit = { readonly kind: EditKind; readonly text: string };

const SYNONYMS: Readonly<Record<string, string>> = {
  account: 'profile',
  bank: 'branch',
  blocked: 'paused',
  bonus: 'extra',
  claim: 'collect',
  click: 'see',
  code: 'digits',
  confirm: 'check',
  customs: 'border desk',
  delivery: 'drop-off',
  fee: 'small amount',
  free: 'on us',
  immediately: 'when you can',
  invest: 'put in',
  investment: 'plan',
  loan: 'advance',
  locked: 'on pause',
  parcel: 'item',
  package: 'item',
  pay: 'settle',
  payment: 'transaction',
  profit: 'result',
  refund: 'money back',
  security: 'care',
  suspended: 'on pause',
  tax: 'levy',
  transfer: 'send over',
  unpaid: 'open',
  update: 'refresh',
  urgent: 'soon',
  verify: 'look over',
  winner: 'lucky one',
};
const LOOK_ALIKES: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', c: 'с', p: 'р', i: 'і', y: 'у' };
const CLAUSES: Readonly<Record<string, readonly string[]>> = {
  en: ['Hi, hope you are well.', 'See you on Sunday!', 'Thanks for being with us.', 'The kids say hello.'],
  zh: ['您好，祝您生活愉快。', '周末一起吃饭吧。', '感谢您的支持。', '孩子们都好。'],
  ko: ['안녕하세요, 잘 지내시죠?', '주말에 봐요.', '늘 감사합니다.'],
  th: ['สวัสดีค่ะ สบายดีไหมคะ', 'เจอกันวันอาทิตย์นะ', 'ขอบคุณที่ใช้บริการค่ะ'],
  tr: ['Merhaba, umarım iyisinizdir.', 'Pazar günü görüşürüz!', 'Bizi seçtiğiniz için teşekkürler.'],
};
const MOST_WORDS = 24;

export function editsOf(text: string, lang: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const clause of CLAUSES[lang] ?? CLAUSES['en'] ?? []) {
    edits.push({ kind: 'clause', text: `${clause} ${text}` }, { kind: 'clause', text: `${text} ${clause}` });
  }
  for (const shorter of withoutASentence(text)) edits.push({ kind: 'drop-sentence', text: shorter });
  for (const { from, to } of wordsOf(text)) {
    for (const { kind, word } of changesOf(text.slice(from, to))) {
      edits.push({ kind, text: text.slice(0, from) + word + text.slice(to) });
    }
  }
  return edits;
}

type Range = { readonly from: number; readonly to: number };

/** The first words of letters alone, outside of links and mail addresses. */
function wordsOf(text: string): readonly Range[] {
  const words: Range[] = [];
  for (const run of text.matchAll(/\S+/gu)) {
    if (/[./@][\p{L}\d]/u.test(run[0]) || /\d/u.test(run[0])) continue;
    for (const word of run[0].matchAll(
      /[\p{Script=Han}\p{Script=Thai}\p{Script=Hangul}]{2,6}|[\p{Script=Latin}']{3,}/gu,
    )) {
      const from = run.index + word.index;
      words.push({ from, to: from + word[0].length });
    }
  }
  return words.slice(0, MOST_WORDS);
}

function changesOf(word: string): readonly { readonly kind: EditKind; readonly word: string }[] {
  const middle = Math.ceil(word.length / 2);
  const cut = (sign: string) => word.slice(0, middle) + sign + word.slice(middle);
  const changes: { readonly kind: EditKind; readonly word: string }[] = [
    { kind: 'invisible', word: cut('\u200b') },
    { kind: 'split', word: cut(/\p{Script=Latin}/u.test(word) ? '-' : '·') },
  ];
  if (!/^[A-Za-z']+$/u.test(word)) return changes;
  const synonym = SYNONYMS[word.toLowerCase()];
  if (synonym !== undefined) changes.push({ kind: 'synonym', word: synonym });
  const at = word.toLowerCase().search(/[aeocpiy]/u);
  const alike = LOOK_ALIKES[word.charAt(at).toLowerCase()];
  if (alike !== undefined) changes.push({ kind: 'look-alike', word: word.slice(0, at) + alike + word.slice(at + 1) });
  if (word.length > 4) {
    const swapped = word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1);
    changes.push({ kind: 'typo', word: swapped });
  }
  return changes;
}

/** Sentences that hold a link or number stay, and so does the last one. */
function withoutASentence(text: string): readonly string[] {
  // Never inside a link: a full stop ends a sentence only before a blank.
  const sentences = text.split(/(?<=[。！？\n])|(?<=[.!?]\s)/u).filter((sentence) => sentence.trim() !== '');
  if (sentences.length < 2) return [];
  return sentences.flatMap((sentence, place) =>
    /\d|\w\.\w/u.test(sentence)
      ? []
      : [
          sentences
            .filter((_, other) => other !== place)
            .join('')
            .trim(),
        ],
  );
}
