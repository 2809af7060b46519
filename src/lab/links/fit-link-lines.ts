// SPDX-License-Identifier: Apache-2.0
/**
 * Sums of the trees → calibrated evidence, scams and honest links being equally many; and the lines on ordinary small sites that
 * evidence must pass. On rows that no model was trained on.
 */
import { logit } from '../../decide/log-odds.ts';
import { thresholdAt } from '../evaluate/metrics.ts';
import { fitPlatt, type Judged } from '../train/platt.ts';
import type { LinkRow } from './read-links.ts';
import type { Fitted } from './encode-link-model.ts';

export type ScoredLink = { readonly row: LinkRow; readonly score: number };

// Of honest links: half are ordinary small sites as people send them, half what public lists hold.
const SHARE_OF_SMALL = 0.5;
// Of ordinary small sites, so many may be warned about by the model, and so many may wait behind a page in between.
const WARNED = 0.03;
const HELD = 0.004;

export function fitLinkLines(scored: readonly ScoredLink[]): Fitted {
  const scams = scored.filter(({ row }) => row.label === 1);
  const small = scored.filter(({ row }) => row.label === 0 && row.source.startsWith('own-'));
  const listed = scored.filter(({ row }) => row.label === 0 && !row.source.startsWith('own-'));
  const half = scams.length / 2;
  const rows: Judged[] = [
    ...scams.map(({ score }): Judged => ({ margin: score, label: 1, weight: 0.5 })),
    ...weighted(small, half * SHARE_OF_SMALL),
    ...weighted(listed, half * (1 - SHARE_OF_SMALL)),
  ];
  const calibration = fitPlatt(rows);
  const evidence = small.map(({ score }) => calibration.slope * score + calibration.offset);
  return {
    calibration,
    lines: { warn: line(evidence, WARNED), hold: Math.max(line(evidence, HELD), logit(0.9)) },
  };
}

function weighted(rows: readonly ScoredLink[], sum: number): readonly Judged[] {
  return rows.map(({ score }) => ({ margin: score, label: 0, weight: sum / rows.length }));
}

function line(evidence: readonly number[], rate: number): number {
  return Math.round(thresholdAt(evidence, rate) * 1e4) / 1e4;
}
