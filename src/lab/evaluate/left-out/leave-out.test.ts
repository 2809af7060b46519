// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { invent } from '../../train/invented-corpus.ts';
import type { Sample } from '../../train/sample.ts';
import { leaveOut } from './leave-out.ts';

const fold = (text: string) => text.toLowerCase();
const isLeftOut = ({ set }: Sample) => set === 'gone';

function row(id: string, set: string, text: string, group = id): Sample {
  return { ...invent('scam', 'en', 0, false), id, set, text, group, near: group };
}

const SEEN = row('k1', 'kept', 'Your account was suspended, verify your details with us today');
const NEWS = row('g1', 'gone', 'Grandma, I lost my phone, this is the new number, can you help');

describe('what is left out', () => {
  it('is gone from what remains, and asked when nothing that remains resembles it', () => {
    const { remaining, asked } = leaveOut([SEEN, NEWS], isLeftOut, fold);
    expect(remaining).toEqual([SEEN]);
    expect(asked).toEqual([NEWS]);
  });

  it('is not asked with its group when one row of the group is known by its text', () => {
    const copy = row('g2', 'gone', SEEN.text.toUpperCase(), 'g');
    const relative = row('g3', 'gone', 'Quite another sentence in the same group of near-duplicates', 'g');
    expect(leaveOut([SEEN, copy, relative, NEWS], isLeftOut, fold).asked).toEqual([NEWS]);
  });

  it('is not asked with its group when one row is a near-duplicate of what remains', () => {
    const near = row('g4', 'gone', `${SEEN.text} 77`, 'h');
    const relative = row('g5', 'gone', 'Yet another sentence in the second group of near-duplicates', 'h');
    expect(leaveOut([SEEN, near, relative, NEWS], isLeftOut, fold).asked).toEqual([NEWS]);
  });

  it('is not asked when a short text is known, though short texts tie no groups', () => {
    const rows = [row('k2', 'kept', 'Hi mum'), row('g6', 'gone', 'hi mum'), NEWS];
    expect(leaveOut(rows, isLeftOut, fold).asked).toEqual([NEWS]);
  });

  it('is asked one row a near-duplicate group, and each text once', () => {
    const again = row('g7', 'gone', `${NEWS.text}, please`, 'g1');
    const copy = row('g8', 'gone', NEWS.text.toLowerCase());
    expect(leaveOut([SEEN, NEWS, again, copy], isLeftOut, fold).asked).toEqual([NEWS]);
  });
});
