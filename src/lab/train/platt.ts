// SPDX-License-Identifier: Apache-2.0
/**
 * Platt scaling: margins → log-odds by slope and offset (Lin, Lin and Weng 2007: smoothed targets, Newton with a damped step),
 * optionally drawn towards a known calibration, so that a language with few rows keeps close to all languages together.
 */
import { portableExp, portableLog } from '../../base/portable-math.ts';
import type { Affine } from '../../decide/text/text-model.ts';

export type Judged = { readonly margin: number; readonly label: 0 | 1; readonly weight: number };

export type PlattOptions = { readonly toward: Affine; readonly pull: number };

export function fitPlatt(rows: readonly Judged[], options?: PlattOptions): Affine {
  const { high, low } = targetsOf(rows);
  const pull = options?.pull ?? 1e-6;
  const toward = options?.toward ?? { slope: 1, offset: 0 };
  let { slope, offset } = toward;
  const lossAt = (s: number, o: number) => {
    let loss = 0.5 * pull * ((s - toward.slope) ** 2 + (o - toward.offset) ** 2);
    for (const { margin, label, weight } of rows) {
      const z = s * margin + o;
      loss += weight * (softplus(z) - (label === 1 ? high : low) * z);
    }
    return loss;
  };
  let loss = lossAt(slope, offset);
  for (let round = 0; round < 100; round += 1) {
    const step = newtonStep(rows, { slope, offset }, { high, low }, { toward, pull });
    if (Math.abs(step.slope) + Math.abs(step.offset) < 1e-10) break;
    let size = 1;
    let next = lossAt(slope + step.slope, offset + step.offset);
    while (next > loss && size > 1e-8) {
      size /= 2;
      next = lossAt(slope + size * step.slope, offset + size * step.offset);
    }
    if (next > loss) break;
    slope += size * step.slope;
    offset += size * step.offset;
    loss = next;
  }
  return { slope, offset };
}

function targetsOf(rows: readonly Judged[]): { readonly high: number; readonly low: number } {
  let positives = 0;
  let negatives = 0;
  for (const { label, weight } of rows) {
    if (label === 1) positives += weight;
    else negatives += weight;
  }
  return { high: (positives + 1) / (positives + 2), low: 1 / (negatives + 2) };
}

function newtonStep(
  rows: readonly Judged[],
  at: Affine,
  targets: { readonly high: number; readonly low: number },
  prior: PlattOptions,
): Affine {
  let gradientS = prior.pull * (at.slope - prior.toward.slope);
  let gradientO = prior.pull * (at.offset - prior.toward.offset);
  let ss = prior.pull + 1e-12;
  let so = 0;
  let oo = prior.pull + 1e-12;
  for (const { margin, label, weight } of rows) {
    const p = 1 / (1 + portableExp(-(at.slope * margin + at.offset)));
    const off = weight * (p - (label === 1 ? targets.high : targets.low));
    const curve = weight * p * (1 - p);
    gradientS += off * margin;
    gradientO += off;
    ss += curve * margin * margin;
    so += curve * margin;
    oo += curve;
  }
  const determinant = ss * oo - so * so;
  return {
    slope: -(oo * gradientS - so * gradientO) / determinant,
    offset: -(ss * gradientO - so * gradientS) / determinant,
  };
}

function softplus(z: number): number {
  return z > 0 ? z + portableLog(1 + portableExp(-z)) : portableLog(1 + portableExp(z));
}
