// SPDX-License-Identifier: Apache-2.0
/** Characters that may compose with the one before them. */
import { JOINING_RANGES } from './data/kinds.ts';
import { forEachRange } from './kinds.ts';

const codes = new Set<number>();
forEachRange(JOINING_RANGES, (start, end) => {
  for (let code = start; code < end; code += 1) codes.add(code);
});

export const JOINING: ReadonlySet<number> = codes;
