// SPDX-License-Identifier: Apache-2.0
/** A call's transcript, in either shape that an event may carry, as the turns to judge. */
import { countCodePoints } from '../../base/code-points.ts';
import type { CallEvent } from '../event.ts';
import type { Evidence } from '../evidence.ts';
import type { RuleHit } from '../rules/rule-set.ts';

type Span = Extract<Evidence, { type: 'span' }>;

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

/** Moves a span that counts from the beginning of a turn's text to where the transcript as sent has it. */
export function placeInTranscript(span: Span, { turn, offset, spansWhole }: JudgedTurn): Span {
  const { turn: _, ...rest } = span;
  const placed = { ...rest, start: span.start + offset, end: span.end + offset };
  return spansWhole ? placed : { ...placed, turn };
}

/** A rule's hit with its spans where the transcript as sent has them. */
export function placeHit(hit: RuleHit, turns: readonly JudgedTurn[]): RuleHit {
  const { evidence } = hit.finding;
  if (!evidence) return hit;
  const placed = evidence.map((item) => {
    if (item.type !== 'span' || item.field !== 'transcript') return item;
    const turn = turns.find((judged) => judged.turn === item.turn);
    return turn ? placeInTranscript(item, turn) : item;
  });
  return { ...hit, finding: { ...hit.finding, evidence: placed } };
}

/** The weight of the rules that had matched when this turn was over: those without a span in a later turn. */
export function weightHeardBy(turn: JudgedTurn, hits: readonly RuleHit[]): number {
  let weight = 0;
  for (const { finding } of hits) if (!isLater(finding.evidence ?? [], turn.turn)) weight += finding.weight;
  return weight;
}

function isLater(evidence: readonly Evidence[], turn: number): boolean {
  return evidence.some((item) => item.type === 'span' && item.turn !== undefined && item.turn > turn);
}
