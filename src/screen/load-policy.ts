// SPDX-License-Identifier: Apache-2.0
/**
 * Reads a policy from a folder, and over it an optional folder of the operator's own: maps are merged key by key, rule files
 * are added, and a rule replaces the shipped one of the same id. What files say wrongly is told with file and line.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../base/brand.ts';
import { EnvironmentError, TocsinError } from '../base/errors.ts';
import {
  checkPolicy,
  compilePolicy,
  type Policy,
  type PolicyDocument,
  type PolicyDocuments,
  PolicyError,
} from '../decide/policy/policy.ts';
import { lazyNumberPlan } from './number-plan.ts';
import { lineOf, parseYaml } from './parsed-yaml.ts';

export type PolicyOptions = {
  /**
   * `all` parses every document and holds them against each other, as whoever serves others must; `used` leaves what a single
   * question may not need until it is needed.
   */
  readonly check?: 'all' | 'used';
};

/** Throws an `EnvironmentError` when a folder or file cannot be read and a `PolicyError` for what is wrong in one. */
export function loadPolicy(folder: string, localFolder?: string, { check = 'all' }: PolicyOptions = {}): Policy {
  return compileFiles(readPolicyFiles(folder, localFolder), check);
}

/** Says what is remembered of decisions: `journal/journal-policy.ts` reads it, and no decision depends on it. */
export const JOURNAL_FILE = 'journal.yaml';

/** One file of a policy folder, as it is on disk. `name` is relative to the folder, with slashes. */
export type PolicyFile = {
  readonly name: string;
  readonly shown: string;
  readonly text: string;
  readonly local: boolean;
};

export function compileFiles(files: readonly PolicyFile[], check: 'all' | 'used' = 'all'): Policy {
  try {
    const documents = documentsOf(files);
    const policy = compilePolicy(documents, lazyNumberPlan);
    if (check === 'all') checkPolicy(policy, documents);
    return policy;
  } catch (error) {
    throw error instanceof PolicyError ? placed(error, files) : error;
  }
}

/** Every file of both folders, in the order in which later ones win. */
export function readPolicyFiles(folder: string, localFolder?: string): readonly PolicyFile[] {
  const shipped = readFolder(folder, false);
  return localFolder === undefined ? shipped : [...shipped, ...readFolder(localFolder, true)];
}

// Enough to tell policies apart in a decision; the public record holds them whole.
const VERSION_DIGITS = 12;

const SUBFOLDERS = ['', 'rules', 'taxonomy', 'wording', 'owners'] as const;

function readFolder(folder: string, local: boolean): readonly PolicyFile[] {
  return SUBFOLDERS.flatMap((subfolder) =>
    namesIn(folder, subfolder).map((name) => {
      const path = join(folder, name);
      return { name, shown: path, local, text: readText(path) };
    }),
  );
}

function namesIn(folder: string, subfolder: string): readonly string[] {
  try {
    const names = readdirSync(join(folder, subfolder)).filter((name) => /\.(?:yaml|tsv)$/u.test(name));
    return names.toSorted().map((name) => (subfolder === '' ? name : `${subfolder}/${name}`));
  } catch (cause) {
    if (subfolder !== '' && isMissing(cause)) return [];
    throw new EnvironmentError(
      'policy-unreadable',
      `The policy folder ${folder} cannot be read. Name one that exists.`,
      {
        cause,
      },
    );
  }
}

function isMissing(error: unknown): boolean {
  return isRecord(error) && error['code'] === 'ENOENT';
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new EnvironmentError('policy-unreadable', `The file ${path} cannot be read. Check that it is there.`, {
      cause,
    });
  }
}

/** The documents of a policy, each parsed when it is first read. */
export function documentsOf(files: readonly PolicyFile[]): PolicyDocuments {
  const rules = files.filter(({ name }) => name.startsWith('rules/'));
  const owners = files.filter(({ name }) => name.startsWith('owners/'));
  const others = files.filter(({ name }) => !name.startsWith('rules/') && name !== JOURNAL_FILE);
  const byName = Map.groupBy(others, ({ name }) => name);
  const document = (name: string): PolicyDocument => {
    const parts = byName.get(name);
    if (!parts) throw new PolicyError(name, [], 'is missing from the policy folder; restore it.');
    return { file: name, read: () => parts.map(parseFile).reduce(merge) };
  };
  const family = (folder: string): [string, PolicyDocument][] =>
    [...byName.keys()]
      .filter((name) => name.startsWith(`${folder}/`))
      .map((name) => [name.slice(folder.length + 1, -'.yaml'.length), document(name)]);
  const digests = policyDigests(files);
  return {
    baseRates: document('base-rates.yaml'),
    thresholds: document('thresholds.yaml'),
    hosts: document('hosts.yaml'),
    owners: { file: 'owners', read: () => owners.map(({ text }) => text).join('\n') },
    facets: document('facets.yaml'),
    taxonomy: new Map(family('taxonomy')),
    wording: new Map(family('wording')),
    rules: rules.map((file) => ({ file: file.shown, read: () => parseFile(file) })),
    versions: { rules: digests.rules.slice(0, VERSION_DIGITS), policy: digests.policy.slice(0, VERSION_DIGITS) },
  };
}

export type PolicyDigests = { readonly policy: string; readonly taxonomy: string; readonly rules: string };

/** SHA-256 in hexadecimal; the first digits of `policy` and `rules` are the versions that every decision names. */
export function policyDigests(files: readonly PolicyFile[]): PolicyDigests {
  const rules = files.filter(({ name }) => name.startsWith('rules/'));
  const others = files.filter(({ name }) => !name.startsWith('rules/') && name !== JOURNAL_FILE);
  const taxonomy = files.filter(({ name }) => name.startsWith('taxonomy/') || name === 'facets.yaml');
  return { policy: digestOf(others), taxonomy: digestOf(taxonomy), rules: digestOf(rules) };
}

/** Over names and contents. */
function digestOf(files: readonly PolicyFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text, local } of files)
    hash.update(`${local ? 'local/' : ''}${name}\0${text.length}\0`).update(text);
  return hash.digest('hex');
}

function parseFile({ shown, text }: PolicyFile): unknown {
  return parseYaml(shown, text);
}

/** Maps are merged key by key; anything else of the later one replaces the earlier. */
export function merge(earlier: unknown, later: unknown): unknown {
  if (!isRecord(earlier) || !isRecord(later)) return later ?? earlier;
  const keys = new Set([...Object.keys(earlier), ...Object.keys(later)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, Object.hasOwn(later, key) ? merge(own(earlier, key), later[key]) : earlier[key]]),
  );
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The same error with the line, from the operator's own file where the place is in it. */
export function placed(error: PolicyError, files: readonly PolicyFile[]): TocsinError {
  const candidates = files.filter(({ name, shown }) => name === error.file || shown === error.file).toReversed();
  let best: { readonly shown: string; readonly line: number; readonly depth: number } | undefined;
  for (const { text, shown } of candidates) {
    const found = lineOf(text, error.path);
    if (!best || found.depth > best.depth) best = { shown, ...found };
  }
  if (!best) return error;
  const place = error.path.length === 0 ? '' : `${error.path.join('.')}: `;
  return new TocsinError('bad-policy', `${best.shown}:${best.line}: ${place}${error.what}`, { cause: error });
}
