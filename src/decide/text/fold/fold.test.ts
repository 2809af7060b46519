// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, spanInRaw, type FoldedText } from './fold.ts';
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
