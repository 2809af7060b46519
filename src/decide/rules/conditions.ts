// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions compiled to closures. The words of all rules of a channel are gathered first and found in one pass; a condition
 * then only asks whether its group of words was hit. `collect` and `children` serve whoever must show why.
 */
import { nearest } from '../../base/nearest.ts';
import type { EventKind } from '../event.ts';
import type { SpanField } from '../evidence.ts';
import { PolicyError } from '../policy/policy-error.ts';
import { foldText } from '../text/fold/fold.ts';
import { FIELDS, type Field } from './fields.ts';
import { type Literal, literalFault } from './literal-scan.ts';
import { lazyPattern, type Pattern } from './pattern.ts';
import type { ConditionSource } from './rule-file.ts';
import type { Passage, RuleInput } from './rule-input.ts';

/** A place in the folded or raw text of one passage. */
export type Place = {
  readonly passage: Passage;
  readonly from: number;
  readonly to: number;
  readonly on: 'folded' | 'raw';
};

/** What the pass over the words found: the first place of each group of words. */
export type WordHits = {
  readonly placeOf: (group: number) => Place | undefined;
  readonly groups: Iterable<number>;
};

export type Condition = {
  readonly source: ConditionSource;
  readonly children: readonly Condition[];
  readonly test: (input: RuleInput, hits: WordHits) => boolean;
  /** Groups of words one of which must have been hit for this to be true; `undefined` where it can be true without any. */
  readonly triggers: readonly number[] | undefined;
  /** Adds the places and fields that made it true. Called only where `test` said so. */
  readonly collect: (input: RuleInput, hits: WordHits, into: Collected) => void;
  /** Compiles what is compiled late; throws a `PolicyError`. */
  readonly prove: () => void;
};

export type Collected = { readonly places: Place[]; readonly fields: Set<string> };

/** Where a condition stands, for errors. */
export type Site = {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly channels: readonly EventKind[];
};

export type Word = {
  readonly written: string;
  readonly openEnd: boolean;
  /** Where it was first written: the list, and the place in it. */
  readonly site: Site;
  readonly place: number;
  readonly groups: { readonly group: number; readonly fields: number }[];
};

/** Gathers the words of all conditions. A group is one `words` or `needs` list. */
export type WordTable = { readonly words: Word[]; readonly byKey: Map<string, Word>; groups: number };

export function createWordTable(): WordTable {
  return { words: [], byKey: new Map(), groups: 0 };
}

/** The literals to look for, in the order of the words. Throws a `PolicyError` for one that can never be found. */
export function literalsOf(words: readonly Word[]): readonly Literal[] {
  const folded = foldAll(words.map(({ written }) => written));
  return words.map(({ openEnd, site, place: written }, place) => {
    const text = (folded[place] ?? '').trim().replaceAll(/[\s\-\u2010-\u2015]+/gu, ' ');
    const fault = literalFault(text);
    if (fault !== undefined) throw new PolicyError(site.file, [...site.path, written], `the word ${fault}.`);
    return { text, openEnd };
  });
}

// Folding leaves these as they are.
const PLAIN = /^[a-z][a-z' ]*$/u;

/** Folding one text of many lines costs less than folding many texts. Single letters would be joined across lines. */
function foldAll(words: readonly string[]): readonly string[] {
  const isJoined = words.map((word) => word.length > 1 && !PLAIN.test(word) && !word.includes('\n'));
  const lines = foldText(words.filter((_, place) => isJoined[place]).join('\n')).text.split('\n');
  if (lines.length !== isJoined.filter(Boolean).length) return words.map((word) => foldText(word).text);
  let line = 0;
  return words.map((word, place) => {
    if (PLAIN.test(word)) return word;
    if (isJoined[place] !== true) return foldText(word).text;
    line += 1;
    return lines[line - 1] ?? '';
  });
}

const FIELD_BITS: Readonly<Record<SpanField, number>> = {
  body: 1,
  transcript: 2,
  displayName: 4,
  memo: 8,
  url: 16,
  from: 32,
};
const DEFAULT_FIELDS = ['body', 'transcript', 'memo'] as const;

export function fieldBit(field: SpanField): number {
  return FIELD_BITS[field];
}

function bitsOf(fields: readonly SpanField[]): number {
  let bits = 0;
  for (const field of fields) bits |= FIELD_BITS[field];
  return bits;
}

export function compileCondition(source: ConditionSource, site: Site, table: WordTable, guarded = false): Condition {
  if (source.all) return compileAll(source, source.all, site, table, guarded);
  if (source.any) return compileAny(source, source.any, site, table, guarded);
  if (source.not) return compileNot(source, source.not, site, table, guarded);
  if (source.words) return compileWords(source, source.words, site, table);
  if (source.pattern !== undefined) return compilePattern(source, source.pattern, site, table, guarded);
  return compileField(source, source.field ?? '', site);
}

function below(site: Site, ...steps: readonly (string | number)[]): Site {
  return { ...site, path: [...site.path, ...steps] };
}

function compileAll(
  source: ConditionSource,
  parts: readonly ConditionSource[],
  site: Site,
  table: WordTable,
  guarded: boolean,
): Condition {
  // A pattern behind another condition of the same list only runs where that one held.
  const children = parts.map((part, index) =>
    compileCondition(part, below(site, 'all', index), table, guarded || index > 0),
  );
  return {
    source,
    children,
    // Any part's triggers will do, as all must hold; the first is what the rule is about.
    triggers: children.find(({ triggers }) => triggers !== undefined)?.triggers,
    test: (input, hits) => {
      for (const child of children) if (!child.test(input, hits)) return false;
      return true;
    },
    collect: (input, hits, into) => {
      for (const child of children) child.collect(input, hits, into);
    },
    prove: () => {
      for (const child of children) child.prove();
    },
  };
}

function compileAny(
  source: ConditionSource,
  parts: readonly ConditionSource[],
  site: Site,
  table: WordTable,
  guarded: boolean,
): Condition {
  const children = parts.map((part, index) => compileCondition(part, below(site, 'any', index), table, guarded));
  return {
    source,
    children,
    triggers: unionOf(children),
    test: (input, hits) => {
      for (const child of children) if (child.test(input, hits)) return true;
      return false;
    },
    collect: (input, hits, into) => {
      for (const child of children) if (child.test(input, hits)) child.collect(input, hits, into);
    },
    prove: () => {
      for (const child of children) child.prove();
    },
  };
}

function unionOf(children: readonly Condition[]): readonly number[] | undefined {
  const union: number[] = [];
  for (const { triggers } of children) {
    if (!triggers) return undefined;
    union.push(...triggers);
  }
  return union;
}

function compileNot(
  source: ConditionSource,
  part: ConditionSource,
  site: Site,
  table: WordTable,
  guarded: boolean,
): Condition {
  const child = compileCondition(part, below(site, 'not'), table, guarded);
  return {
    source,
    children: [child],
    triggers: undefined,
    test: (input, hits) => !child.test(input, hits),
    collect: () => {},
    prove: child.prove,
  };
}

function compileWords(source: ConditionSource, words: readonly string[], site: Site, table: WordTable): Condition {
  const group = addGroup(words, source.in ?? DEFAULT_FIELDS, below(site, 'words'), table);
  return {
    source,
    children: [],
    triggers: [group],
    test: (_, hits) => hits.placeOf(group) !== undefined,
    collect: (_, hits, into) => {
      const place = hits.placeOf(group);
      if (place) into.places.push(place);
    },
    prove: () => {},
  };
}

function addGroup(words: readonly string[], fields: readonly SpanField[], site: Site, table: WordTable): number {
  const group = table.groups;
  table.groups += 1;
  const bits = bitsOf(fields);
  for (const [index, word] of words.entries()) {
    const known = table.byKey.get(word);
    if (known) {
      known.groups.push({ group, fields: bits });
      continue;
    }
    const openEnd = word.endsWith('*');
    const written = openEnd ? word.slice(0, -1) : word;
    const fresh = { written, openEnd, site, place: index, groups: [{ group, fields: bits }] };
    table.words.push(fresh);
    table.byKey.set(word, fresh);
  }
  return group;
}

function compilePattern(
  source: ConditionSource,
  text: string,
  site: Site,
  table: WordTable,
  guarded: boolean,
): Condition {
  const { needs } = source;
  if (!needs && !guarded)
    throw new PolicyError(
      site.file,
      [...site.path, 'pattern'],
      'a pattern needs a literal: name some under needs, or put it behind another condition of an all list.',
    );
  const fields = source.in ?? DEFAULT_FIELDS;
  const bits = bitsOf(fields);
  const group = needs ? addGroup(needs, fields, below(site, 'needs'), table) : -1;
  const pattern = lazyPattern(text);
  const on = source.on ?? 'folded';
  const find = (input: RuleInput, hits: WordHits): Place | undefined =>
    group >= 0 && hits.placeOf(group) === undefined ? undefined : findPattern(pattern, input, bits, on);
  return {
    source,
    children: [],
    triggers: group >= 0 ? [group] : undefined,
    test: (input, hits) => find(input, hits) !== undefined,
    collect: (input, hits, into) => {
      const place = find(input, hits);
      if (place) into.places.push(place);
    },
    prove: () => {
      try {
        pattern.compile();
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : 'it cannot be read';
        throw new PolicyError(site.file, [...site.path, 'pattern'], `is no RE2 pattern: ${why}.`, { cause });
      }
    },
  };
}

function findPattern(pattern: Pattern, input: RuleInput, bits: number, on: 'folded' | 'raw'): Place | undefined {
  for (const passage of input.passages) {
    if ((FIELD_BITS[passage.field] & bits) === 0) continue;
    const found = pattern.find(on === 'raw' ? passage.folded.raw : passage.folded.text);
    if (found) return { passage, from: found.from, to: found.to, on };
  }
  return undefined;
}

function compileField(source: ConditionSource, name: string, site: Site): Condition {
  const field = FIELDS.get(name);
  if (!field) {
    const near = nearest(name, [...FIELDS.keys()]);
    const hint = near === undefined ? `one of ${[...FIELDS.keys()].join(', ')}` : `did you mean ${near}`;
    throw new PolicyError(site.file, [...site.path, 'field'], `${name} is no field; ${hint}.`);
  }
  const channel = site.channels.find((kind) => !field.channels.includes(kind));
  if (channel !== undefined)
    throw new PolicyError(site.file, [...site.path, 'field'], `${name} is not known of a ${channel}.`);
  return {
    source,
    children: [],
    triggers: undefined,
    test: compileComparison(source, field, site),
    collect: (_input, _hits, into) => {
      into.fields.add(name);
    },
    prove: () => {},
  };
}

function compileComparison(source: ConditionSource, { type, read }: Field, site: Site): (input: RuleInput) => boolean {
  const { is, oneOf, atLeast, below: limit } = source;
  const isWrong = [...(oneOf ?? []), ...(is === undefined ? [] : [is])].some((value) => typeof value !== type);
  if (isWrong || ((atLeast !== undefined || limit !== undefined) && type !== 'number'))
    throw new PolicyError(site.file, site.path, `compares with what is not a ${type}, which the field is.`);
  if (oneOf) return (input) => oneOf.some((value) => value === read(input));
  if (is !== undefined) return (input) => read(input) === is;
  if (atLeast !== undefined || limit !== undefined) {
    const from = atLeast ?? Number.NEGATIVE_INFINITY;
    const to = limit ?? Number.POSITIVE_INFINITY;
    return (input) => {
      const value = read(input);
      return typeof value === 'number' && value >= from && value < to;
    };
  }
  if (type !== 'boolean')
    throw new PolicyError(
      site.file,
      site.path,
      `needs is, oneOf${type === 'number' ? ', atLeast or below' : ''}: the field is a ${type}.`,
    );
  return (input) => read(input) === true;
}
