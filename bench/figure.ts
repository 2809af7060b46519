// SPDX-License-Identifier: Apache-2.0
/** A measured figure, and how the figures are taken. */
export type Figure = { readonly what: string; readonly value: number; readonly unit: string };

/** Runs `work` over and over for at least `seconds`; gives runs per second of the best of three rounds. */
export function ratePerSecond(seconds: number, work: () => void): number {
  let best = 0;
  for (let round = 0; round < 3; round += 1) {
    const started = performance.now();
    let runs = 0;
    let elapsedMs = 0;
    while (elapsedMs < (seconds / 3) * 1000) {
      work();
      runs += 1;
      elapsedMs = performance.now() - started;
    }
    best = Math.max(best, (runs * 1000) / elapsedMs);
  }
  return best;
}

/** The value below which `share` of the samples lie. Sorts in place. */
export function percentile(samples: Float64Array, share: number): number {
  samples.sort();
  return samples[Math.min(samples.length - 1, Math.floor(samples.length * share))] ?? Number.NaN;
}
