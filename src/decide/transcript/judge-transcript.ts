// SPDX-License-Identifier: Apache-2.0
/**
 * A call's transcript through the text model, turn by turn, as it would have been heard: after each turn of the caller the
 * last few turns are judged together, and the most telling window counts, less the log of how many there were by then: of
 * ten looks at an honest talk one will look bad by chance. The first turn after which the call would have
 * been warned about is kept, since an intervention is worth what it comes before.
 *
 * Cost is linear in the transcript: every turn is judged in at most `WINDOW_TURNS` windows.
 */
import { countCodePoints } from '../../base/code-points.ts';
import type { Evidence, Finding } from '../evidence.ts';
import { portableLog } from '../../base/portable-math.ts';
import { roundWeight } from '../log-odds.ts';
import { foldText } from '../text/fold/fold.ts';
import { judgeText, type TextJudgement } from '../text/judge-text.ts';
import type { TextModel } from '../text/text-model.ts';
import { type JudgedTurn, placeInTranscript } from './turns.ts';

// Six turns of a telephone call are about half a minute of speech: enough for one act of a story, claim and demand.
const WINDOW_TURNS = 6;
// Longer windows say no more and cost more; the model was trained on texts of this order.
const WINDOW_UNITS = 1_200;

/**
 * `undefined` for no turns. `warnAt` is the evidence (log-odds without prior) from which a call is warned about, and
 * `alsoHeard` the evidence that others have by the end of a turn.
 */
export function judgeTranscript(
  model: TextModel,
  turns: readonly JudgedTurn[],
  warnAt: number,
  alsoHeard: (turn: JudgedTurn) => number,
): TextJudgement | undefined {
  let best: Heard | undefined;
  let warnsFrom: number | undefined;
  for (const [place, turn] of turns.entries()) {
    const window = windowEndingAt(turns, place);
    const judgement = judgeText(model, foldText(window.text), 'transcript');
    const toll = -roundWeight(portableLog(place + 1));
    const evidence = judgement.evidence + toll;
    if (!best || evidence > best.evidence) best = { judgement, window, turn: turn.turn, toll, evidence };
    const heard = best.evidence + alsoHeard(turn);
    if (warnsFrom === undefined && heard >= Math.max(warnAt, best.judgement.lines.warn)) warnsFrom = turn.turn;
  }
  if (!best) return undefined;
  const { judgement, window, turn, toll, evidence } = best;
  const at: Evidence = warnsFrom === undefined ? { type: 'turn', turn } : { type: 'turn', turn, warnsFrom };
  const findings = judgement.findings.map((finding) => placeInTurns(finding, window));
  findings.push({ code: 'call-turn', weight: toll, params: { turn: (warnsFrom ?? turn) + 1 }, evidence: [at] });
  return { ...judgement, findings, evidence };
}

type Heard = {
  readonly judgement: TextJudgement;
  readonly window: Window;
  readonly turn: number;
  /** What is taken off for the windows it was chosen from, and what remains. */
  readonly toll: number;
  readonly evidence: number;
};

type WindowPart = { readonly turn: JudgedTurn; readonly start: number; readonly length: number };
/** Several turns joined by line feeds; offsets and lengths in code points. */
type Window = { readonly text: string; readonly parts: readonly WindowPart[] };

function windowEndingAt(turns: readonly JudgedTurn[], last: number): Window {
  let first = last;
  let units = turns[last]?.text.length ?? 0;
  while (first > 0 && last - first + 1 < WINDOW_TURNS) {
    units += turns[first - 1]?.text.length ?? 0;
    if (units > WINDOW_UNITS) break;
    first -= 1;
  }
  let text = '';
  const parts: WindowPart[] = [];
  for (const turn of turns.slice(first, last + 1)) {
    if (text !== '') text += '\n';
    parts.push({ turn, start: countCodePoints(text), length: countCodePoints(turn.text) });
    text += turn.text;
  }
  return { text, parts };
}

/** Moves spans from the window into the turn in which they begin, cut at that turn's end. */
function placeInTurns(finding: Finding, window: Window): Finding {
  if (!finding.evidence) return finding;
  return { ...finding, evidence: finding.evidence.map((evidence) => placeInTurn(evidence, window)) };
}

function placeInTurn(evidence: Evidence, { parts }: Window): Evidence {
  if (evidence.type !== 'span') return evidence;
  const part = parts.findLast(({ start }) => start <= evidence.start);
  if (!part) return evidence;
  const start = Math.min(evidence.start - part.start, part.length);
  const end = Math.min(evidence.end - part.start, part.length);
  return placeInTranscript({ ...evidence, start, end }, part.turn);
}
