// SPDX-License-Identifier: Apache-2.0
/** Figures of a scored set: AUC, recall at a false-alarm rate, calibration error, Brier score, and 95 % intervals. */

export type Scored = { readonly score: number; readonly label: 0 | 1 };
export type Interval = { readonly value: number; readonly low: number; readonly high: number };

// Of the normal distribution, 95 % on both sides.
const Z95 = 1.959964;

/** Area under the ROC curve by ranks, ties counted half; `undefined` without both labels. */
export function areaUnderCurve(rows: readonly Scored[]): number | undefined {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  let positives = 0;
  let negatives = 0;
  let pairs = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    let tiedPositives = 0;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) {
      tiedPositives += sorted[to]?.label ?? 0;
      to += 1;
    }
    const tiedNegatives = to - from - tiedPositives;
    pairs += tiedPositives * (negatives + tiedNegatives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
    from = to;
  }
  return positives === 0 || negatives === 0 ? undefined : pairs / (positives * negatives);
}

/**
 * AUC with its 95 % interval, which stays open where every pair is in order (Newcombe 2006, part 2, method 5: the variance of Hanley
 * and McNeil at the interval's own ends).
 */
export function areaInterval(rows: readonly Scored[]): Interval | undefined {
  const value = areaUnderCurve(rows);
  if (value === undefined) return undefined;
  const positives = rows.filter((row) => row.label === 1).length;
  const negatives = rows.length - positives;
  const others = rows.length / 2 - 1;
  const deviation = (area: number) =>
    Math.sqrt(
      (area * (1 - area) * (1 + others * ((1 - area) / (2 - area) + area / (1 + area)))) / (positives * negatives),
    );
  const endFrom = (outer: number) => {
    let outside = outer;
    let inside = value;
    for (let round = 0; round < 60; round += 1) {
      const middle = (outside + inside) / 2;
      if (Math.abs(value - middle) > Z95 * deviation(middle)) outside = middle;
      else inside = middle;
    }
    return inside;
  };
  return { value, low: endFrom(0), high: endFrom(1) };
}

/** The score that `rate` of the negatives exceed. */
export function thresholdAt(negatives: readonly number[], rate: number): number {
  const sorted = negatives.toSorted((a, b) => b - a);
  return sorted[Math.floor(rate * sorted.length)] ?? Number.NEGATIVE_INFINITY;
}

/** Share of positives above the threshold that `rate` of the negatives exceed. */
export function recallAt(rows: readonly Scored[], rate: number): Interval | undefined {
  const negatives = rows.flatMap((row) => (row.label === 0 ? [row.score] : []));
  const positives = rows.filter((row) => row.label === 1);
  if (negatives.length === 0 || positives.length === 0) return undefined;
  const threshold = thresholdAt(negatives, rate);
  return wilson(positives.filter((row) => row.score > threshold).length, positives.length);
}

/** Wilson's 95 % interval of a share. */
export function wilson(hits: number, trials: number): Interval {
  if (trials === 0) return { value: 0, low: 0, high: 1 };
  const z = Z95;
  const share = hits / trials;
  const base = 1 + (z * z) / trials;
  const middle = (share + (z * z) / (2 * trials)) / base;
  const half = (z / base) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return { value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Rows whose probabilities lie next to each other. */
export type Bin = {
  readonly n: number;
  /** Mean probability. */
  readonly said: number;
  /** Share of positives. */
  readonly seen: Interval;
};

/** `bins` bins of equal mass, from the least probability; fewer rows than bins give a bin each. */
export function equalMassBins(rows: readonly Scored[], bins = 15): readonly Bin[] {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  const filled: Bin[] = [];
  for (let bin = 0; bin < bins; bin += 1) {
    const part = sorted.slice(Math.floor((bin * sorted.length) / bins), Math.floor(((bin + 1) * sorted.length) / bins));
    if (part.length === 0) continue;
    let scores = 0;
    let labels = 0;
    for (const row of part) {
      scores += row.score;
      labels += row.label;
    }
    filled.push({ n: part.length, said: scores / part.length, seen: wilson(labels, part.length) });
  }
  return filled;
}

/** Expected calibration error of probabilities over `bins` bins of equal mass. */
export function calibrationError(rows: readonly Scored[], bins = 15): number {
  let error = 0;
  for (const { n, said, seen } of equalMassBins(rows, bins)) error += (n * Math.abs(said - seen.value)) / rows.length;
  return error;
}

export function brierScore(rows: readonly Scored[]): number {
  let sum = 0;
  for (const { score, label } of rows) sum += (score - label) ** 2;
  return rows.length === 0 ? 0 : sum / rows.length;
}

export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

export function logitOf(share: number): number {
  return Math.log(share / (1 - share));
}
