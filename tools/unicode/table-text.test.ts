// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEachTarget } from '../../src/decide/text/fold/forms.ts';
import { forEachRange } from '../../src/decide/text/fold/kinds.ts';
import { encodeRanges, encodeTargets } from './table-text.ts';

const codePoint = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 0x1ffff }));

describe('what the generator writes, folding reads', () => {
  it('for ranges of kinds', () => {
    fc.assert(
      fc.property(fc.dictionary(codePoint.map(String), fc.integer({ min: 0, max: 25 })), (kinds) => {
        const written = new Map(Object.entries(kinds).map(([code, kind]) => [Number(code), kind] as const));
        const read = new Map<number, number>();
        forEachRange(encodeRanges(written), (start, end, kind) => {
          for (let code = start; code < end; code += 1) read.set(code, kind);
        });
        expect(read).toEqual(written);
      }),
    );
  });

  it('for targets and their sources', () => {
    fc.assert(
      fc.property(fc.dictionary(codePoint.map(String), fc.constantFrom('a', ' ', 'tm', '微', '\u{20000}')), (forms) => {
        const written = new Map(Object.entries(forms).map(([code, target]) => [Number(code), target] as const));
        const read = new Map<number, string>();
        if (written.size > 0) {
          forEachTarget(encodeTargets(written), (target, sources) => {
            for (const code of sources) read.set(code, target);
          });
        }
        expect(read).toEqual(written);
      }),
    );
  });
});
