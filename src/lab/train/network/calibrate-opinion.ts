// SPDX-License-Identifier: Apache-2.0
/**
 * How much the network's word counts: in the band of linear evidence, both are added and calibrated together, on rows that
 * neither was trained on and in the mixture that evidence stands for.
 */
import { logit } from '../../../decide/log-odds.ts';
import type { NetworkHeader } from '../../../decide/text/network/network-model.ts';
import { fitPlatt } from '../platt.ts';
import type { Sample } from '../sample.ts';
import { scamAnswer } from '../sample.ts';

export type OpinionRecipe = {
  readonly band: { readonly from: number; readonly to: number };
  readonly share: number;
  readonly most: number;
};

/** The thresholds of the doors lie at evidence 0.8 (a person asks), 2.2 (`screen`) and 4.6 (an enforcement point). */
export const SHIPPED_OPINION: OpinionRecipe = { band: { from: 0.5, to: 6 }, share: 0.5, most: 3 };

export type OpinionRow = {
  readonly sample: Sample;
  /** Evidence of the linear models, and the network's log-odds. */
  readonly linear: number;
  readonly network: number;
  readonly weight: number;
};

export function calibrateOpinion(
  rows: readonly OpinionRow[],
  recipe: OpinionRecipe,
  baseRate: number,
): Pick<NetworkHeader, 'band' | 'share' | 'slope' | 'offset' | 'most'> {
  const { band, share, most } = recipe;
  const inBand = rows.flatMap(({ sample, linear, network, weight }) => {
    const label = scamAnswer(sample);
    if (label === undefined || linear < band.from || linear > band.to) return [];
    return [{ margin: linear + share * network, label, weight }];
  });
  const { slope, offset } = fitPlatt(inBand, { toward: { slope: 1, offset: 0 }, pull: 1 });
  return { band, share, slope, offset: offset - logit(baseRate), most };
}
