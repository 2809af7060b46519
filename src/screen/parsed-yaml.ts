// SPDX-License-Identifier: Apache-2.0
/**
 * YAML files as values, quickly. Parsing YAML costs more than everything else that a single question needs, so the value of a
 * text is kept as JSON under the digest of that text, in the package's cache folder; a cache that cannot be read or written is
 * only slower. The parser itself is loaded when a text is new.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node } from 'yaml';
import { TocsinError } from '../base/errors.ts';

const PARSED_CACHE_DIR = fileURLToPath(new URL('../../node_modules/.cache/tocsin/policy', import.meta.url));

// Counts up when the same text would be read as another value.
const FORMAT = 1;

const requireFrom = createRequire(import.meta.url);

function loadYaml(): typeof import('yaml') {
  return requireFrom('yaml');
}

/** The value of a YAML text; throws a `TocsinError` with `shown` and line for what is no YAML. */
export function parseYaml(shown: string, text: string, cacheDir: string = PARSED_CACHE_DIR): unknown {
  const file = join(cacheDir, `${createHash('sha256').update(`${FORMAT}\0${text}`).digest('hex').slice(0, 32)}.json`);
  const kept = readKept(file);
  if (kept) return kept.value;
  const value = parseFresh(shown, text);
  keep(cacheDir, file, value);
  return value;
}

function parseFresh(shown: string, text: string): unknown {
  const { LineCounter, parseDocument } = loadYaml();
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = parsed.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    throw new TocsinError('bad-policy', `${shown}:${line}: this is not valid YAML: ${error.message}.`, {
      cause: error,
    });
  }
  // No aliases: a few bytes of them can stand for gigabytes.
  const value: unknown = parsed.toJS({ maxAliasCount: 0 });
  return value;
}

function readKept(file: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return { value };
  } catch {
    return undefined;
  }
}

function keep(cacheDir: string, file: string, value: unknown): void {
  try {
    mkdirSync(cacheDir, { recursive: true });
    const partial = `${file}.${process.pid}.partial`;
    writeFileSync(partial, JSON.stringify(value));
    renameSync(partial, file);
  } catch {
    // A read-only installation parses each time.
  }
}

type Step = string | number;
type Found = { readonly offset: number; readonly node: unknown };

/** The line (from 1) of the deepest node on the path that the text has, and how deep that is. */
export function lineOf(text: string, path: readonly Step[]): { readonly line: number; readonly depth: number } {
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = loadYaml();
  const lines = new LineCounter();
  let found: Found = { offset: 0, node: parseDocument(text, { lineCounter: lines }).contents };
  let depth = 0;
  const stepInto = (node: unknown, step: Step): Found | undefined => {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      return pair && isScalar(pair.key) ? { offset: startOf(pair.key), node: pair.value } : undefined;
    }
    if (!isSeq(node)) return undefined;
    const item: unknown = node.items[Number(step)];
    return isMap(item) || isSeq(item) || isScalar(item) ? { offset: startOf(item), node: item } : undefined;
  };
  for (const step of path) {
    const next = stepInto(found.node, step);
    if (!next) break;
    found = next;
    depth += 1;
  }
  return { line: lines.linePos(found.offset).line, depth };
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
