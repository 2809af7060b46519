// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, spanInRaw, type FoldedText } from './fold.ts';
import { FOLD_MARKS } from './marks.ts';
import { isPlain } from './plain.ts';

// Characters that steps react to, far denser than in any text, so that contexts collide.
const TRICKY = Array.from(
  'aeilotx  pyfrv10347@$!|+.-_/:()[]{}\\I,dothxp微信v薇❤验证码石马贷款银行威二三五零壹加+群裙君羊扣，。·•、аеорсвкнтйІѕαονωօո\u200b\u200d\u200c\u202e\ufe0f\u0301\u0306\u3099ﾞかハﾊ①⑩ⓐ🅰🆓𝐚ａＡ１อำ้กाकी़ㄱㅏᄀ가ᅡᆨءا\u0654ـ٣\u0000\ud800İßﬁ½ﷺ電話發の点ǝɹɟ🏴\u{e0067}\u{1f1eb}',
);
const tricky = fc.array(fc.constantFrom(...TRICKY), { maxLength: 60 }).map((parts) => parts.join(''));
const anyText = fc.oneof(
  tricky,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
);

function expectSoundOffsets(folded: FoldedText): void {
  expect(folded.starts.length).toBe(folded.text.length);
  expect(folded.ends.length).toBe(folded.text.length);
  for (let index = 0; index < folded.text.length; index += 1) {
    const start = folded.starts[index] ?? -1;
    const end = folded.ends[index] ?? -1;
    if (start >= end || end > folded.raw.length) throw new Error(`unit ${index} has the span ${start}–${end}`);
    if (index > 0 && (start < (folded.starts[index - 1] ?? 0) || end < (folded.ends[index - 1] ?? 0))) {
      throw new Error(`offsets fall back at unit ${index}`);
    }
  }
}

describe('foldText on anything at all', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const once = foldText(raw).text;
        expect(foldText(once).text).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('maps every folded unit to a non-empty span of the raw text, in order', () => {
    fc.assert(
      fc.property(anyText, (raw) => expectSoundOffsets(foldText(raw))),
      { numRuns: 1500 },
    );
  });

  it('never points inside a surrogate pair', () => {
    fc.assert(
      fc.property(anyText, fc.nat(80), fc.nat(80), (raw, a, b) => {
        const folded = foldText(raw);
        const { start, end } = spanInRaw(folded, Math.min(a, b), Math.max(a, b));
        expect(folded.raw.slice(start, end).isWellFormed()).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('gives well-formed text', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        expect(foldText(raw).text.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('foldText on single characters', () => {
  it('is idempotent for every one, doubled, in a word and between kana', () => {
    const failed: string[] = [];
    // Han of the higher planes have no forms of their own, but for the compatibility block.
    for (let code = 0; code < 0xe0200; code += 1) {
      if (code === 0xd800) code = 0xe000;
      if (code === 0x20000) code = 0x2f800;
      if (code === 0x2fa20) code = 0xe0000;
      const character = String.fromCodePoint(code);
      for (const text of [character + character, `ab${character}cか${character}か`]) {
        const once = foldText(text).text;
        if (foldText(once).text !== once) failed.push(text);
      }
    }
    expect(failed).toEqual([]);
  });
});

describe('foldText on hostile input', () => {
  it('replaces lone surrogates and drops NULs', () => {
    expect(foldText('a\ud800b\udc00').raw).toBe('a\ufffdb\ufffd');
    expect(foldText('b\u0000a\u0000n\u0000k').text).toBe('bank');
  });

  it('drops ten thousand marks on one letter and keeps thirty on one of a script that needs them', () => {
    const folded = foldText(`b${'\u0301\u0323'.repeat(5000)}ank`);
    expect(folded.text).toBe('bank');
    expect(spanInRaw(folded, 0, 1)).toEqual({ start: 0, end: 10_001 });
    expect(foldText(`ก${'\u0e49'.repeat(10_000)}`).text).toHaveLength(31);
  });

  it('takes room for the longest compatibility form', () => {
    expect(foldText('ﷺ'.repeat(5000)).text).toHaveLength(18 * 5000);
  });

  // Quadratic work on any of these would take minutes, far beyond the time-out of a test.
  const hostile: readonly string[] = [
    'f r e e ',
    'a-',
    'a.b',
    '1 ',
    '1一2',
    '[.]',
    '(dot)',
    'hxxp://',
    ' dot com',
    '微.',
    '崽~',
    '崽~哈~',
    '验 证 ',
    '君羊',
    '验证石',
    '威信',
    'а',
    'аb',
    'аb1',
    'vеr',
    'ǝ',
    'uo ǝ',
    'a1',
    'l0',
    '1l ',
    'o 1 ',
    '@a',
    '\u202ea',
    '\u202e',
    '\u200d',
    'ก\u200d',
    '\u0301',
    'か\u3099',
    'ᄀ',
    'ㄱㅏ',
    '\u{1f1eb}',
    '零',
    '。a',
    'www.',
    'a@a.',
    '\n\u202e',
  ];
  it.each(hostile)('folds 150,000 characters of %j', (part) => {
    const folded = foldText(part.repeat(Math.ceil(150_000 / part.length)));
    expect(folded.starts.length).toBe(folded.text.length);
  });
});

describe('the offsets', () => {
  it('lead from a restored word to all that stood for it', () => {
    const raw = 'Click: f r e e \u{1d40c}oney, acc-ount';
    const folded = foldText(raw);
    const at = (word: string): string => {
      const from = folded.text.indexOf(word);
      const { start, end } = spanInRaw(folded, from, from + word.length);
      return raw.slice(start, end);
    };
    expect(folded.text).toBe('click: free money, account');
    expect(at('free')).toBe('f r e e');
    expect(at('money')).toBe('\u{1d40c}oney');
    expect(at('account')).toBe('acc-ount');
  });

  it('cover the accents of a letter and both units of an emoji', () => {
    const folded = foldText('e\u0301 \u{1f600}!');
    expect(spanInRaw(folded, 0, 1)).toEqual({ start: 0, end: 2 });
    expect(spanInRaw(folded, 2, 3)).toEqual({ start: 3, end: 5 });
  });

  it('of an empty span stay empty, and beyond the end are the end', () => {
    const folded = foldText('abc');
    expect(spanInRaw(folded, 1, 1)).toEqual({ start: 1, end: 1 });
    expect(spanInRaw(folded, 7, 9)).toEqual({ start: 3, end: 3 });
  });

  it('of one text are not touched by folding others', () => {
    const first = foldText('Fr\u200bee');
    const before = [...first.starts, ...first.ends];
    for (let index = 0; index < 5000; index += 1) foldText(`l0an ${index}`);
    expect([...first.starts, ...first.ends]).toEqual(before);
  });
});

describe('the marks', () => {
  it('stand in the order of FOLD_MARKS, with the first place of each', () => {
    const { marks } = foldText('v3rify аt b\u200bank, l0an');
    const order = marks.map(({ mark }) => FOLD_MARKS.indexOf(mark));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(marks.find(({ mark }) => mark === 'leet')).toEqual({ mark: 'leet', count: 2, start: 1, end: 2 });
    expect(marks.find(({ mark }) => mark === 'invisible')).toEqual({ mark: 'invisible', count: 1, start: 11, end: 12 });
  });
});

describe('the quick way', () => {
  const ascii = fc
    .array(fc.constantFrom(...Array.from('abehilotxdpyIX 013@$!|+.-_/:()[\\')), { maxLength: 40 })
    .map((parts) => parts.join(''));

  it('is taken only when the long way would change nothing but case', () => {
    fc.assert(
      fc.property(ascii, (raw) => {
        fc.pre(isPlain(raw));
        // A trailing Chinese full stop forces the long way.
        const long = foldText(`${raw}\u3002`);
        expect(long.text).toBe(`${raw.toLowerCase()}\u3002`);
        expect(long.marks).toEqual([]);
      }),
      { numRuns: 4000 },
    );
  });
});
