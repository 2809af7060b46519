// SPDX-License-Identifier: Apache-2.0
/** A call's transcript, in either shape that an event may carry, as the turns to judge. */
import { countCodePoints } from '../../base/code-points.ts';
import type { CallEvent } from '../event.ts';

/**
 * `turn` is the index in the transcript, or the line of a transcript given as one string. `offset` is where `text` begins in
 * what a span counts from: the turn, or the whole string (`spansWhole`). Code points.
 */
export type JudgedTurn = {
  readonly turn: number;
  readonly text: string;
  readonly offset: number;
  readonly spansWhole: boolean;
};

// "Caller: …", "[12:03] callee - …": speaker labels of the usual transcript formats.
const LABEL = /^\s*(?:\[[^\]\n]{0,20}\]\s*)?(caller|callee)\s*[:：-]\s*/iu;

/**
 * The turns that can speak against the caller, in order. What the person called says is left out where speakers are known:
 * repeating a question is no sign of guilt. Of a plain string every line counts, but for those labelled as the callee's.
 */
export function turnsToJudge(transcript: NonNullable<CallEvent['transcript']>): readonly JudgedTurn[] {
  if (typeof transcript === 'string') return linesToJudge(transcript);
  return transcript.flatMap(({ speaker, text }, turn) =>
    speaker === 'caller' && text.trim() !== '' ? [{ turn, text, offset: 0, spansWhole: false }] : [],
  );
}

function linesToJudge(transcript: string): readonly JudgedTurn[] {
  const turns: JudgedTurn[] = [];
  let lineOffset = 0;
  for (const [turn, line] of transcript.split('\n').entries()) {
    const label = LABEL.exec(line);
    const labelLength = label?.[0].length ?? 0;
    const text = line.slice(labelLength);
    if (text.trim() !== '' && label?.[1]?.toLowerCase() !== 'callee') {
      const offset = lineOffset + countCodePoints(line.slice(0, labelLength));
      turns.push({ turn, text, offset, spansWhole: true });
    }
    lineOffset += countCodePoints(line) + 1;
  }
  return turns;
}
