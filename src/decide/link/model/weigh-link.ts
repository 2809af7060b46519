// SPDX-License-Identifier: Apache-2.0
/**
 * The link model at work: an address → log-odds that it belongs to a scam, by its form alone. Two linear opinions over pieces of
 * the host and of the whole address, and numbers, go through the trees. Who owns the domain is a fact and not asked here.
 */
import { roundWeight } from '../../log-odds.ts';
import type { LinkObservation } from '../observe-link.ts';
import type { ParsedLink } from '../parse-link.ts';
import { addressText, createGrams, fillGrams, type Grams, hostText } from './link-grams.ts';
import type { LinkModel, Weights } from './link-model.ts';
import { fillNumbers, NUMBER_NAMES } from './link-numbers.ts';
import { binOf, sumOfTrees } from './trees.ts';

const grams = createGrams();
const numbers = new Float64Array(NUMBER_NAMES.length);
const bins = new Uint8Array(NUMBER_NAMES.length);

/** `undefined` for what has no host to judge, and for short links, whose form says nothing of where they lead. */
export function weighLink(model: LinkModel, seen: LinkObservation): number | undefined {
  const { link } = seen;
  if (link === undefined || seen.shortener || (link.domain === undefined && !link.isIp)) return undefined;
  const { slope, offset } = model.header.calibration;
  return roundWeight(slope * scoreLink(model, link, seen) + offset);
}

/** The sum of the trees, not calibrated. */
export function scoreLink(model: LinkModel, link: ParsedLink, seen: LinkObservation): number {
  const { header, trees } = model;
  fillGrams(hostText(link), grams);
  numbers[0] = opinionOf(model.host, grams) + header.host.bias;
  fillGrams(addressText(link), grams);
  numbers[1] = opinionOf(model.address, grams) + header.address.bias;
  numbers[2] = model.endings.get(link.suffix ?? '') ?? 0;
  fillNumbers(link, seen, numbers);
  for (let number = 0; number < bins.length; number += 1) {
    const edges = trees.edges[number];
    bins[number] = edges === undefined ? 0 : binOf(edges, numbers[number] ?? 0);
  }
  return sumOfTrees(trees, bins);
}

/** Mean weight over the root of the number of pieces, as rows of unit length have it. */
function opinionOf({ codes, byCode }: Weights, { buckets, count }: Grams): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += byCode[codes[buckets[index] ?? 0] ?? 0] ?? 0;
  return count === 0 ? 0 : sum / Math.sqrt(count);
}
