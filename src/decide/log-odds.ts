// SPDX-License-Identifier: Apache-2.0
/** Probabilities as log-odds and back. Weights everywhere in `decide/` are natural log-odds. */
import { portableExp, portableLog } from '../base/portable-math.ts';

/**
 * No sum of evidence may claim more than this. e^12 is 1 in 160,000: no model or rule here has been measured beyond it, and
 * within it the score keeps enough digits for its log-odds to be read back to 1e-9.
 */
export const MOST_CERTAIN = 12;

export function logit(probability: number): number {
  return portableLog(probability / (1 - probability));
}

export function probabilityOf(logOdds: number): number {
  return 1 / (1 + portableExp(-logOdds));
}

/** Weights are kept to six decimals, so that what is shown is what was summed. */
export function roundWeight(weight: number): number {
  // `+ 0` turns −0 into 0: the two are one weight.
  return Math.round(weight * 1e6) / 1e6 + 0;
}
