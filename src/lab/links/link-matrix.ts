// SPDX-License-Identifier: Apache-2.0
/** Rows of links as the learners take them: hashed pieces of host and address, and numbers. */
import { addressText, createGrams, fillGrams, GRAM_BITS, hostText } from '../../decide/link/model/link-grams.ts';
import { fillNumbers, NUMBER_NAMES } from '../../decide/link/model/link-numbers.ts';
import type { KnownHosts } from '../../decide/link/known-hosts.ts';
import { observeParsed } from '../../decide/link/observe-link.ts';
import type { ParsedLink } from '../../decide/link/parse-link.ts';
import type { Matrix } from '../train/vectorise.ts';

export type LinkMatrix = {
  readonly host: Matrix;
  readonly address: Matrix;
  /** Row by row, `NUMBER_NAMES` wide; the places of the linear opinions are empty. */
  readonly numbers: Float64Array;
};

export function matrixOfLinks(links: readonly ParsedLink[], hosts: KnownHosts): LinkMatrix {
  const width = NUMBER_NAMES.length;
  const numbers = new Float64Array(links.length * width);
  for (const [row, link] of links.entries())
    fillNumbers(link, observeParsed(link, hosts), numbers.subarray(row * width, (row + 1) * width));
  return { host: gramsOf(links.map(hostText)), address: gramsOf(links.map(addressText)), numbers };
}

function gramsOf(texts: readonly string[]): Matrix {
  const grams = createGrams();
  const buckets: number[] = [];
  const offsets = new Float64Array(texts.length + 1);
  for (const [row, text] of texts.entries()) {
    fillGrams(text, grams);
    for (let index = 0; index < grams.count; index += 1) buckets.push(grams.buckets[index] ?? 0);
    offsets[row + 1] = buckets.length;
  }
  const scales = Float64Array.from(texts, (_, row) => {
    const count = (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
    return count === 0 ? 0 : 1 / Math.sqrt(count);
  });
  const bucketCount = 2 ** GRAM_BITS;
  return {
    buckets: Int32Array.from(buckets),
    offsets,
    bucketCount,
    scales,
    idf: new Float64Array(bucketCount).fill(1),
  };
}
