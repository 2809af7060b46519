// SPDX-License-Identifier: Apache-2.0
/**
 * What the model says a message asks, and which scheme it names, against the tags of own templates that were held out; and the
 * share of each kind of message that reaches the second opinion.
 */
import { foldText } from '../../decide/text/fold/fold.ts';
import { intentLogits } from '../../decide/text/intents/judge-intents.ts';
import { judgeText } from '../../decide/text/judge-text.ts';
import { isInBand } from '../../decide/text/network/second-opinion.ts';
import type { TextModel } from '../../decide/text/text-model.ts';
import { portableExp } from '../../base/portable-math.ts';
import { SAMPLE_KINDS, type Sample, type SampleKind } from '../train/sample.ts';
import { type Interval, wilson } from './metrics.ts';

export type AskFigures = {
  readonly code: string;
  /** Held-out templates that ask it, and those that the model says ask it. */
  readonly asking: number;
  readonly named: number;
  readonly precision: Interval;
  readonly recall: Interval;
};

export type SchemeFigures = {
  readonly n: number;
  /** The likeliest scheme is the true one, or of its group. */
  readonly exact: Interval;
  readonly group: Interval;
  /** A scheme is named at all, and of those named, right. */
  readonly named: Interval;
  readonly namedRight: Interval;
};

export type OpinionShare = { readonly kind: SampleKind; readonly n: number; readonly reached: Interval };

export type IntentFigures = {
  readonly asks: readonly AskFigures[];
  readonly schemes: SchemeFigures;
  readonly secondOpinion: readonly OpinionShare[];
};

export function measureIntents(model: TextModel, held: readonly Sample[]): IntentFigures {
  const own = held.filter((sample) => sample.own);
  const logits = own.map((sample) => intentLogits(model.intents, foldText(sample.text)));
  const { asks } = model.intents.header;
  return {
    asks: asks.map(({ code, from }, head) => {
      const ask = code.slice('asks-'.length);
      const rows = own.map((sample, index) => ({
        asks: sample.asks?.includes(ask) ?? false,
        named: (logits[index]?.[head] ?? 0) >= from,
      }));
      const asking = rows.filter((row) => row.asks).length;
      const named = rows.filter((row) => row.named).length;
      const right = rows.filter((row) => row.asks && row.named).length;
      return { code, asking, named, precision: wilson(right, named), recall: wilson(right, asking) };
    }),
    schemes: measureSchemes(model, own, logits),
    secondOpinion: SAMPLE_KINDS.flatMap((kind) => shareOf(model, kind, held)),
  };
}

function measureSchemes(
  model: TextModel,
  own: readonly Sample[],
  logits: readonly (readonly number[])[],
): SchemeFigures {
  const { asks, schemes, schemeFrom } = model.intents.header;
  const counts = { n: 0, exact: 0, group: 0, named: 0, right: 0 };
  for (const [index, { scheme }] of own.entries()) {
    if (scheme === undefined || scheme === '') continue;
    const odds = (logits[index] ?? []).slice(asks.length).map(portableExp);
    const most = Math.max(...odds);
    const told = schemes[odds.indexOf(most)]?.code ?? '';
    const total = odds.reduce((sum, value) => sum + value, 0);
    const isNamed = most >= schemeFrom * total;
    counts.n += 1;
    counts.exact += told === scheme ? 1 : 0;
    counts.group += told.split('.')[0] === scheme.split('.')[0] ? 1 : 0;
    counts.named += isNamed ? 1 : 0;
    counts.right += isNamed && told === scheme ? 1 : 0;
  }
  return {
    n: counts.n,
    exact: wilson(counts.exact, counts.n),
    group: wilson(counts.group, counts.n),
    named: wilson(counts.named, counts.n),
    namedRight: wilson(counts.right, counts.named),
  };
}

function shareOf(model: TextModel, kind: SampleKind, held: readonly Sample[]): readonly OpinionShare[] {
  const rows = held.filter((sample) => sample.kind === kind);
  if (rows.length === 0) return [];
  const reached = rows.filter((sample) => {
    const { linear, unfamiliar } = judgeText(model, foldText(sample.text), 'body');
    return !unfamiliar && isInBand(model.network.header, linear);
  });
  return [{ kind, n: rows.length, reached: wilson(reached.length, rows.length) }];
}
