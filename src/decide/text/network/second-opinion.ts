// SPDX-License-Identifier: Apache-2.0
/**
 * The second opinion on a text of which the linear models are not sure. The network costs a few times as much as they
 * do, so it is asked in a band of their evidence only, around the thresholds of the doors.
 */
import type { FoldedInput } from '../features.ts';
import type { NetworkHeader, NetworkModel } from './network-model.ts';
import { type RememberedNetwork, answerOf, rememberNetwork } from './remembered-network.ts';
import { createTokens, listTokens } from './tokens.ts';

const tokens = createTokens();
const memories = new WeakMap<NetworkModel, RememberedNetwork>();

export function isInBand({ band }: NetworkHeader, evidence: number): boolean {
  return evidence >= band.from && evidence <= band.to;
}

/** What the network adds to the linear models' evidence, in log-odds; 0 outside of the band. */
export function secondOpinion(model: NetworkModel, folded: FoldedInput, evidence: number): number {
  const { header } = model;
  if (!isInBand(header, evidence)) return 0;
  const together = evidence + header.share * networkLogit(model, folded);
  const moved = header.slope * together + header.offset - evidence;
  return Math.max(-header.most, Math.min(header.most, moved));
}

/** The network's own log-odds, uncalibrated, for calibration and reports. */
export function networkLogit(model: NetworkModel, folded: FoldedInput): number {
  const { network } = model;
  let memory = memories.get(model);
  if (memory === undefined) {
    memory = rememberNetwork(network);
    memories.set(model, memory);
  }
  listTokens(folded.text, 2 ** network.shape.bucketBits - 1, tokens);
  return answerOf(memory, tokens);
}
