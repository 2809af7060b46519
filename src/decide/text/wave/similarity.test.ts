// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shinglesOf } from './shingles.ts';
import { type AlikePair, alikePairs, equalWeight, inverseFrequency } from './similarity.ts';

const sets = fc.array(
  fc
    .uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 })
    .map((shingles) => Uint32Array.from(shingles).toSorted()),
  { maxLength: 14 },
);

function alike(one: string, other: string, ...crowd: readonly string[]): number {
  const pairs = alikePairs([one, other, ...crowd].map(shinglesOf), inverseFrequency, 0.01);
  return pairs.find((pair) => pair.one === 0 && pair.other === 1)?.similarity ?? 0;
}

describe('alike pairs', () => {
  it('are those that comparing all with all gives', () => {
    fc.assert(
      fc.property(sets, fc.constantFrom(0.2, 0.5, 0.8, 1), (messages, least) => {
        const holders = (shingle: number) => messages.filter((set) => set.includes(shingle)).length;
        const weight = (shingles: readonly number[]) =>
          shingles.reduce((sum, shingle) => sum + inverseFrequency(holders(shingle), messages.length), 0);
        const wanted: Omit<AlikePair, 'similarity'>[] = [];
        for (const [other, b] of messages.entries()) {
          for (const [one, a] of messages.slice(0, other).entries()) {
            const both = weight([...a].filter((shingle) => b.includes(shingle)));
            const either = weight([...new Set([...a, ...b])]);
            if (either > 0 && both / either >= least - 1e-12) wanted.push({ one, other });
          }
        }
        const found = alikePairs(messages, inverseFrequency, least).map(({ one, other }) => ({ one, other }));
        expect(found).toEqual(wanted);
      }),
    );
  });

  it('count each shingle alike where they are told to', () => {
    const [pair] = alikePairs([Uint32Array.of(1, 2, 3), Uint32Array.of(2, 3, 4)], equalWeight, 0.1);
    expect(pair?.similarity).toBeCloseTo(0.5, 12);
  });
});

describe('shingles of a wave', () => {
  it('stay the same whatever number, link, sum or slot the sender fills in', () => {
    expect(
      alike(
        'your parcel 88120 is held, pay 1.45 at https://post-fee.top/a1',
        'your parcel 4471 is held, pay 2.99 at post-again.xyz/zz',
      ),
    ).toBe(1);
    expect(alike('dear {name}, pay {amount} at {link}', 'dear {name}, pay {amount} at http://x.top')).toBe(1);
    expect(alike('您的包裹123因地址不详，请点击 http://a.top', '您的包裹99因地址不详，请点击 http://b.cn/x')).toBe(1);
  });

  it('differ with the words, and an odd turn ties more than what everybody says', () => {
    const crowd = ['your account is locked today', 'your account was charged', 'your account number please'];
    const odd = alike('the heron left your account', 'the heron left at noon', ...crowd);
    const usual = alike('your account left the heron', 'your account at noon', ...crowd);
    expect(odd).toBeGreaterThan(usual);
    expect(alike('see you at six', 'bring the blue folder')).toBe(0);
  });

  it('are of characters where no blanks are written', () => {
    expect(alike('พัสดุของคุณตกค้างที่ศูนย์', 'พัสดุของคุณตกค้างที่สาขา')).toBeGreaterThan(0.3);
    expect(alike('', '!!!')).toBe(0);
  });
});
