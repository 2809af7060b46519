// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { shippedEngine } from '../../../testing/engine.ts';
import { type InventedRow, inventRow } from '../invented-rows.ts';
import type { Measured } from '../measured-rows.ts';
import { printReport } from '../print-report.ts';
import { compareModels } from './compare.ts';
import { describeComparison } from './describe-comparison.ts';

function measuredOf(rows: readonly InventedRow[]): Measured {
  return {
    engine: shippedEngine(),
    report: rows.map(inventRow),
    heldOut: [],
    innocent: [],
    trained: new Set(['en']),
    seed: 1,
    screenRate: 0.1,
    measure: ({ sample }) => inventRow({ id: sample.id }),
    plainFlags: () => false,
  };
}

const now = measuredOf([
  { id: 'public-scam', kind: 'scam', text: 'what a stranger wrote', verdict: 'warn', evidence: 4 },
  { id: 'own-service', kind: 'service', own: true, text: 'Your <b>bill</b> is ready', verdict: 'warn', evidence: 3 },
  { id: 'chat', evidence: -5 },
  { id: 'own-scam', kind: 'scam', own: true, verdict: 'warn', evidence: 6 },
]);
const other = measuredOf([
  { id: 'public-scam', kind: 'scam', text: 'what a stranger wrote', evidence: 1 },
  { id: 'own-service', kind: 'service', own: true, text: 'Your <b>bill</b> is ready', evidence: 2 },
  { id: 'chat', evidence: -5 },
  { id: 'own-scam', kind: 'scam', own: true, verdict: 'warn', evidence: 6 },
]);

describe('two models on the same rows', () => {
  const comparison = compareModels(now, other, { now: 'new', other: 'old' });

  it('list each flip as fixed or broken, the farthest moved first', () => {
    expect(comparison.flips.map(({ id, kind, moved }) => [id, kind, moved])).toEqual([
      ['public-scam', 'fixed', 3],
      ['own-service', 'broken', 1],
    ]);
  });

  it('show the text of own messages and never that of a public set', () => {
    expect(comparison.flips.map(({ text }) => text)).toEqual([undefined, 'Your <b>bill</b> is ready']);
    const printed = printReport(describeComparison(comparison));
    expect(printed).not.toContain('what a stranger wrote');
    expect(printed).toMatch(/^public-scam +fixed +scam +en +allow → warn/mu);
  });

  it('give the gain of each figure, and none where a model is compared with itself', () => {
    const all = comparison.moved.find(({ group }) => group === 'all');
    expect(all).toMatchObject({
      n: 4,
      recall: { now: 1, gain: { value: 0.5 } },
      alarms: { now: 0.5, gain: { value: 0.5 } },
    });
    expect(all?.chance).toBe(1);
    const same = compareModels(now, now, { now: 'new', other: 'new' });
    expect(same.flips).toEqual([]);
    expect(same.moved.map(({ auc }) => auc?.gain.value ?? 0)).toEqual(same.moved.map(() => 0));
  });

  it('refuse rows that are not the same', () => {
    const less = measuredOf([{ id: 'chat' }]);
    expect(() => compareModels(now, less, { now: 'new', other: 'old' })).toThrow('same rows');
  });
});
