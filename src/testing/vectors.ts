// SPDX-License-Identifier: Apache-2.0
/** Flat vector files: one case a line, fields behind tabs, `#` comments, `⟦x*70000⟧` for long repetitions. */
import { readFileSync } from 'node:fs';

/** The cases of a file below the package's root, each split at tabs, with repetitions written out. */
export function readVectors(path: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t').map(expand));
}

function expand(field: string): string {
  return field.replaceAll(/⟦(.*?)\*(\d+)⟧/gsu, (_, piece: string, times: string) => piece.repeat(Number(times)));
}
