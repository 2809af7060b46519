// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { SHIPPED_CALIBRATION, calibrate, mixtureWeights } from './calibrate.ts';
import { invent } from './invented-corpus.ts';
import { type Sample, isHardNegative } from './sample.ts';

const row = (sample: Sample, margin = 0) => ({ sample, unwanted: margin, fraud: margin });
const many = (count: number, make: (index: number) => Sample) =>
  Array.from({ length: count }, (_, index) => make(index));
const hard = (index: number): Sample => ({
  ...invent('service', 'en', index, true),
  id: `hard-${index}`,
  purpose: 'scam-warning',
});

describe('hard negatives', () => {
  it('are innocent messages that speak of scams, on whichever side of a conversation', () => {
    expect(isHardNegative({ kind: 'chat', purpose: 'scam-discussion' })).toBe(true);
    expect(isHardNegative({ kind: 'service', purpose: 'fraud-alert' })).toBe(true);
    expect(isHardNegative({ kind: 'service', purpose: 'bill' })).toBe(false);
    expect(isHardNegative({ kind: 'scam', purpose: 'scam-warning' })).toBe(false);
  });
});

describe('the mixture that evidence is calibrated for', () => {
  const rows = [
    ...many(10, (index) => invent('scam', 'en', index, true)),
    ...many(40, (index) => invent('service', 'en', index, true)),
    ...many(20, hard),
    ...many(30, (index) => invent('service', 'en', 100 + index, false)),
    ...many(50, (index) => invent('advert', 'en', index, false)),
  ].map((sample) => row(sample));
  const weights = mixtureWeights(rows, SHIPPED_CALIBRATION);
  const massOf = (is: (sample: Sample) => boolean) =>
    weights.reduce((sum, weight, index) => sum + (is(rows[index]?.sample ?? hard(0)) ? weight : 0), 0) / rows.length;

  it('has a tenth of scams and three in a hundred hard negatives of the rest, however many there are', () => {
    expect(massOf(({ kind }) => kind === 'scam')).toBeCloseTo(0.1, 12);
    expect(massOf(isHardNegative)).toBeCloseTo(0.9 * 0.03, 12);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(rows.length, 9);
  });

  it('gives kinds equal shares, and a quarter of each to own templates where there are both', () => {
    const service = (sample: Sample) => sample.kind === 'service' && !isHardNegative(sample);
    expect(massOf(service)).toBeCloseTo(
      massOf(({ kind }) => kind === 'advert'),
      12,
    );
    expect(massOf((sample) => service(sample) && sample.own)).toBeCloseTo(massOf(service) / 4, 12);
  });

  it('draws the lines for what institutions send, where hard negatives are as seldom as they are', () => {
    const margins = (hardAt: number) => [
      ...many(60, (index) => invent('scam', 'en', index, true)).map((sample, index) => row(sample, 1 + index / 60)),
      ...many(100, (index) => invent('service', 'en', index, true)).map((sample, index) =>
        row(sample, -2 + index / 100),
      ),
      ...many(60, (index) => invent('advert', 'en', index, false)).map((sample) => row({ ...sample, unwanted: 0 }, -2)),
      ...many(40, hard).map((sample) => row(sample, hardAt)),
    ];
    const lineAt = (hardAt: number, hardShare: number) =>
      calibrate(margins(hardAt), ['en'], { ...SHIPPED_CALIBRATION, hardShare }).common.warn;
    expect(lineAt(0.9, 0.005)).toBeLessThan(lineAt(0.9, 0.5));
  });
});
