// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { placeInTranscript, turnsToJudge } from './turns.ts';

const LINES = '[12:03] Caller: read me the code 😀\nCallee: the code?\ncaller - yes, the code';

describe('turns to judge', () => {
  it('are those of the caller, numbered as in the transcript', () => {
    const turns = turnsToJudge([
      { speaker: 'callee', text: 'hello?' },
      { speaker: 'caller', text: 'this is your bank' },
      { speaker: 'caller', text: '  ' },
    ]);
    expect(turns.map(({ turn, text }) => [turn, text])).toEqual([[1, 'this is your bank']]);
  });

  it('are the lines of a plain transcript, without labels and without what the person called said', () => {
    expect(turnsToJudge(LINES).map(({ turn, text }) => [turn, text])).toEqual([
      [0, 'read me the code 😀'],
      [2, 'yes, the code'],
    ]);
  });

  it('are all lines where no speaker is known', () => {
    expect(turnsToJudge('one\r\n\n two').map(({ text }) => text.trim())).toEqual(['one', 'two']);
  });

  it('are none in a transcript without words', () => {
    expect(turnsToJudge('')).toEqual([]);
  });
});

describe('a span', () => {
  it('is found again in the whole string, counted in code points', () => {
    const last = turnsToJudge(LINES).at(-1)!;
    const start = last.text.indexOf('code');
    const placed = placeInTranscript({ type: 'span', field: 'transcript', start, end: start + 4, turn: 2 }, last);
    expect([...LINES].slice(placed.start, placed.end).join('')).toBe('code');
    expect(placed).not.toHaveProperty('turn');
  });

  it('keeps its turn where the transcript is a list', () => {
    const [turn] = turnsToJudge([{ speaker: 'caller', text: 'the code' }]);
    expect(placeInTranscript({ type: 'span', field: 'transcript', start: 4, end: 8 }, turn!)).toEqual({
      type: 'span',
      field: 'transcript',
      turn: 0,
      start: 4,
      end: 8,
    });
  });
});
