// SPDX-License-Identifier: Apache-2.0
/**
 * What errors cost a thousand messages, beside the plain classifier and beside doing nothing. The unit is one service message that a person was
 * wrongly warned about; the prices are a judgement, stated here and printed with every result.
 */
import type { Verdict } from '../../decide/decision.ts';
import type { Measured, MeasuredRow } from './measured-rows.ts';
import { createRulerAt, textEvent } from './product-judge.ts';
import type { Section } from './section.ts';
import { INNOCENT_TRUTHS, type InnocentTruth, type Truth, truthOf } from './truth.ts';

/** A warning that people pass by in one case of four still leaves a quarter of the harm. */
export const SCAM_COST: Readonly<Record<Verdict, number>> = { allow: 40, warn: 10, hold: 2, block: 0 };
/** Of a warning: a code that is not trusted locks somebody out; a friend who is called a scammer hurts more than an advert. */
export const FALSE_WARNING_COST: Readonly<Record<InnocentTruth, number>> = {
  code: 10,
  service: 1,
  'hard-negative': 1,
  advert: 0.3,
  chat: 3,
};
/** What comes too late, or never, costs that many false warnings. */
export const SEVERITY: Readonly<Record<Verdict, number>> = { allow: 0, warn: 1, hold: 4, block: 12 };
/** Of innocent messages as phones receive them. */
export const INNOCENT_MIX: Readonly<Record<InnocentTruth, number>> = {
  chat: 0.5,
  service: 0.27,
  code: 0.1,
  advert: 0.1,
  'hard-negative': 0.03,
};
/** Among messages that people ask about, and in all traffic. */
export const RATES = [0.1, 0.005] as const;

export type CostFigures = {
  /** Share of scams. */
  readonly rate: number;
  /** Per 1,000 messages: of scams that came through, of innocent messages touched, and both. */
  readonly missed: number;
  readonly alarms: number;
  readonly total: number;
  readonly plainTotal: number;
  readonly nothingTotal: number;
  readonly by: readonly { readonly truth: Truth; readonly n: number; readonly perThousand: number }[];
};

type Judge = (row: MeasuredRow) => Verdict;

export function measureCost(measured: Measured): readonly CostFigures[] {
  const { report, engine, plainFlags } = measured;
  return RATES.map((rate) => {
    const rule = createRulerAt(engine, rate);
    const product = costOf(report, rate, ({ sample, from }) => rule(textEvent(sample.text, from), sample.id).verdict);
    const plain = costOf(report, rate, (row) => (plainFlags(row, rate) ? 'warn' : 'allow'));
    const missed = product.find(({ truth }) => truth === 'scam')?.perThousand ?? 0;
    const total = sumOf(product);
    return {
      rate,
      missed,
      alarms: total - missed,
      total,
      plainTotal: sumOf(plain),
      nothingTotal: 1000 * rate * SCAM_COST.allow,
      by: product,
    };
  });
}

function sumOf(parts: CostFigures['by']): number {
  return parts.reduce((sum, { perThousand }) => sum + perThousand, 0);
}

/** Means by truth, weighed as the mix says; a truth without rows costs nothing, and its place in the table shows that. */
export function costOf(rows: readonly MeasuredRow[], rate: number, judge: Judge): CostFigures['by'] {
  const truths: readonly (readonly [Truth, number])[] = [
    ['scam', rate],
    ...INNOCENT_TRUTHS.map((truth) => [truth, INNOCENT_MIX[truth] * (1 - rate)] as const),
  ];
  return truths.map(([truth, share]) => {
    const of = rows.filter(({ sample }) => truthOf(sample) === truth);
    const cost = of.reduce((sum, row) => sum + errorCost(truth, judge(row)), 0);
    return { truth, n: of.length, perThousand: of.length === 0 ? 0 : (1000 * share * cost) / of.length };
  });
}

export function errorCost(truth: Truth, verdict: Verdict): number {
  if (truth === 'scam') return SCAM_COST[verdict];
  return truth === 'bulk' ? 0 : FALSE_WARNING_COST[truth] * SEVERITY[verdict];
}

export function describeCost(figures: readonly CostFigures[]): Section {
  const prices = Object.entries(FALSE_WARNING_COST).map(([truth, cost]) => `${truth} ${cost}`);
  const mix = Object.entries(INNOCENT_MIX).map(([truth, share]) => `${truth} ${100 * share} %`);
  return {
    id: 'cost',
    title: 'Cost of errors per 1,000 messages',
    notes: [
      `Prices: a scam costs ${SCAM_COST.allow} when let through, ${SCAM_COST.warn} when warned about, ${SCAM_COST.hold} when held. A wrong warning costs, by message: ${prices.join(', ')}; a wrong hold ${SEVERITY.hold} times, a wrong block ${SEVERITY.block} times that.`,
      `Innocent messages, weighed as: ${mix.join(', ')}. Judged with the share of scams stated to the product, as an enforcement point states it.`,
    ],
    tables: [
      {
        head: ['share of scams', 'missed', 'false alarms', 'total', 'plain', 'doing nothing'],
        rows: figures.map(({ rate, missed, alarms, total, plainTotal, nothingTotal }) => [
          `${100 * rate} %`,
          money(missed),
          money(alarms),
          money(total),
          money(plainTotal),
          money(nothingTotal),
        ]),
      },
      ...figures.map(({ rate, by }) => ({
        caption: `By truth, ${100 * rate} % scams`,
        head: ['truth', 'n', 'per 1,000'],
        rows: by.map(({ truth, n, perThousand }) => [truth, String(n), perThousand.toFixed(2)]),
      })),
    ],
    plots: [
      {
        kind: 'bars',
        title: 'Cost per 1,000 messages',
        alt: `Cost of errors per 1,000 messages: ${figures.map(({ rate, total, plainTotal, nothingTotal }) => `at ${100 * rate} % scams ${money(total)}, plain ${money(plainTotal)}, doing nothing ${money(nothingTotal)}`).join('; ')}.`,
        most: Math.max(
          1,
          ...figures.flatMap(({ total, plainTotal, nothingTotal }) => [total, plainTotal, nothingTotal]),
        ),
        unit: 'cost',
        rows: figures.map(({ rate, total, plainTotal, nothingTotal }) => ({
          name: `${100 * rate} % scams`,
          marks: [
            { series: 'model', at: exactly(total) },
            { series: 'plain', at: exactly(plainTotal) },
            { series: 'nothing', at: exactly(nothingTotal) },
          ],
        })),
      },
    ],
  };
}

function money(cost: number): string {
  return cost.toFixed(1);
}

function exactly(value: number) {
  return { value, low: value, high: value };
}
