// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { attack, measureAttack } from './attack.ts';
import { editsOf } from './edits.ts';

const TEXT = 'Your parcel 4821 is held. Pay the fee at https://post-fee.example/x or call 0207 946 0123. Thank you.';

/** Counts three words: each that stands as it is adds 0.3. */
function oracle(text: string) {
  const score = ['parcel', 'fee', 'held'].filter((word) => new RegExp(`\\b${word}\\b`, 'u').test(text)).length * 0.3;
  return { score, flagged: score > 0.5 };
}

describe('edits', () => {
  it('leave links and numbers as they are', () => {
    const edits = editsOf(TEXT, 'en');
    expect(edits.length).toBeGreaterThan(20);
    for (const { text } of edits) {
      expect(text).toContain('https://post-fee.example/x');
      expect(text).toContain('0207 946 0123');
      expect(text).not.toBe(TEXT);
    }
  });

  it('exist for scripts without blanks too', () => {
    const kinds = new Set(
      editsOf('您的包裹无法派送，请点击 http://yz-post.example/a 更新地址。', 'zh').map(({ kind }) => kind),
    );
    expect([...kinds]).toEqual(expect.arrayContaining(['clause', 'invisible', 'split']));
  });
});

describe('the attacker', () => {
  it('stops at the first text that passes and counts its edits', () => {
    const { edits, kinds } = attack({ id: 'a', lang: 'en', text: TEXT }, oracle);
    expect(edits).toBe(2);
    expect(kinds.length).toBe(2);
  });

  it('gives up where no edit lowers the score', () => {
    const { edits, kinds } = attack({ id: 'a', lang: 'en', text: TEXT }, () => ({ score: 0.9, flagged: true }));
    expect(edits).toBeUndefined();
    expect(kinds).toEqual([]);
  });

  it('is measured by how many still stand after each budget', () => {
    const [all] = measureAttack(
      [
        { id: 'a', lang: 'en', text: TEXT },
        { id: 'b', lang: 'en', text: 'see you at the station' },
      ],
      oracle,
    );
    expect(all?.before.value).toBe(0.5);
    expect(all?.after.map(({ flagged }) => flagged.value)).toEqual([0.5, 0, 0, 0]);
  });
});
