// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGrams, fillGrams } from './link-grams.ts';
import { parseLinkModel } from './link-model.ts';
import { binOf, sumOfTrees } from './trees.ts';

const bytes = new Uint8Array(readFileSync('models/link.model'));

describe('the file of a link model', () => {
  it('is refused when a byte of it is cut, added or changed', () => {
    expect(() => parseLinkModel(bytes)).not.toThrow();
    expect(() => parseLinkModel(bytes.subarray(0, bytes.length - 1))).toThrow(/are due/u);
    expect(() => parseLinkModel(Uint8Array.from([...bytes, 0]))).toThrow(/are due/u);
    const changed = Uint8Array.from(bytes);
    changed[bytes.length - 100] = (changed[bytes.length - 100] ?? 0) ^ 1;
    expect(() => parseLinkModel(changed)).toThrow(/its checksum differs/u);
    expect(() => parseLinkModel(new TextEncoder().encode('TOCSINTX'))).toThrow(/does not begin as one does/u);
    expect(() => parseLinkModel(bytes.subarray(0, 40))).toThrow(/its header is cut/u);
  });
});

describe('trees', () => {
  const trees = {
    depth: 2,
    edges: [Float64Array.of(1, 5), Float64Array.of(0)],
    numbers: Uint8Array.of(0, 1, 1),
    cuts: Uint8Array.of(0, 0, 0),
    leaves: Float64Array.of(1, 2, 4, 8),
  };

  it('reach the leaf of their bins', () => {
    const leafOf = (one: number, other: number) =>
      sumOfTrees(
        trees,
        Uint8Array.of(
          binOf(trees.edges[0] ?? new Float64Array(), one),
          binOf(trees.edges[1] ?? new Float64Array(), other),
        ),
      );
    expect([leafOf(1, 0), leafOf(1, 0.1), leafOf(1.1, -3), leafOf(9, 9)]).toEqual([1, 2, 4, 8]);
  });

  it('bin a value by the first end that is not below it', () => {
    const edges = fc
      .uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1 })
      .map((ends) => Float64Array.from(ends).toSorted());
    fc.assert(
      fc.property(edges, fc.integer({ min: -60, max: 60 }), (ends, value) => {
        expect(binOf(ends, value)).toBe([...ends].filter((end) => end < value).length);
      }),
    );
  });
});

describe('pieces of an address', () => {
  it('are counted once each, and those of the next text do not depend on the one before', () => {
    const one = createGrams();
    const other = createGrams();
    fillGrams('^abcabcabc$', one);
    fillGrams('^xyz$', other);
    fillGrams('^abcabcabc$', other);
    expect(one.buckets.subarray(0, one.count)).toEqual(other.buckets.subarray(0, other.count));
    expect(new Set(one.buckets.subarray(0, one.count)).size).toBe(one.count);
  });
});
