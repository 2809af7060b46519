// SPDX-License-Identifier: Apache-2.0
/** A call's transcript, in either shape that an event may carry, as the turns to judge. */
import type { CallEvent } from '../event.ts';

/** `turn` is the index in the transcript, or the line of a transcript given as one string. */
export type JudgedTurn = { readonly turn: number; readonly text: string };

// "Caller: …", "Agent - …", "[12:03] callee: …": speaker labels of the usual transcript formats.
const LABEL = /^\s*(?:\[[^\]\n]{0,20}\]\s*)?(caller|callee)\s*[:：-]\s*/iu;

/**
 * The turns that can speak against the caller, in order. What the person called says is left out where speakers are known:
 * repeating a question is no sign of guilt. Of a plain string every line counts, but for those labelled as the callee's.
 */
export function turnsToJudge(transcript: NonNullable<CallEvent['transcript']>): readonly JudgedTurn[] {
  if (typeof transcript !== 'string') {
    return transcript.flatMap(({ speaker, text }, turn) => (speaker === 'caller' ? [{ turn, text }] : []));
  }
  const turns: JudgedTurn[] = [];
  for (const [turn, line] of transcript.split(/\r?\n/u).entries()) {
    const label = LABEL.exec(line);
    const text = label ? line.slice(label[0].length) : line;
    if (text.trim() !== '' && label?.[1]?.toLowerCase() !== 'callee') turns.push({ turn, text });
  }
  return turns;
}
