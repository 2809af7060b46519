// SPDX-License-Identifier: Apache-2.0
/**
 * All rules of a policy, compiled by channel on first use, and their application to one event. A rule that throws becomes the
 * finding `rule_failed`; the others count. A rule whose last day has passed at the time of the event does not.
 */
import { codePointOffset } from '../../base/code-points.ts';
import { type Instant, parseInstant } from '../../base/instant.ts';
import type { Verdict } from '../decision.ts';
import { EVENT_KINDS, type EventKind } from '../event.ts';
import type { Evidence, Finding, WordingParams } from '../evidence.ts';
import { placeMention } from '../mention/mention.ts';
import { spanInRaw } from '../text/fold/fold.ts';
import {
  type Collected,
  type Condition,
  compileCondition,
  createWordTable,
  type Place,
  type WordHits,
} from './conditions.ts';
import { FIELDS } from './fields.ts';
import { paramsOfLink } from './link-params.ts';
import { expiryOf, type RememberSource, type RuleFile, type RuleSource } from './rule-file.ts';
import type { RuleInput } from './rule-input.ts';
import { createWordFinder } from './word-finder.ts';

export type { RuleInput } from './rule-input.ts';

export type RuleHit = {
  readonly finding: Finding;
  readonly scheme?: string;
  readonly decides?: Verdict;
  readonly remember?: RememberSource;
  /** RFC 3339 date-time. */
  readonly expires: string;
};

/** How a rule wants a first contact remembered, until the rule itself ends. */
export type Opener = RememberSource & { readonly until: Instant };

/** A rule with where it was written: `place` is its position in the file. */
export type PlacedRule = { readonly file: string; readonly place: number; readonly rule: RuleSource };

export type CompiledRule = PlacedRule & {
  readonly condition: Condition;
  readonly expiresAt: Instant;
  readonly expires: string;
};

export type ChannelRules = {
  readonly rules: readonly CompiledRule[];
  /** The pass over all words of the event. */
  readonly findWords: (input: RuleInput) => WordHits;
  /** Throws a `PolicyError` for a word that can never be found. */
  readonly proveWords: () => void;
  /** Places in `rules` of those that may hold, given the words found, in order. The others cannot. */
  readonly candidates: (words: WordHits) => readonly number[];
};

export type RuleSet = {
  /** Every rule, in the order of files. A later file's rule replaces an earlier one of the same id. */
  readonly all: () => readonly PlacedRule[];
  readonly of: (kind: EventKind) => ChannelRules;
  /** By pretext: what rules say of a first contact that was remembered. */
  readonly openers: () => ReadonlyMap<string, readonly Opener[]>;
  /** Compiles all channels and patterns; throws a `PolicyError`. */
  readonly compileAll: () => void;
};

export function compileRules(files: readonly (() => RuleFile)[]): RuleSet {
  let placed: readonly PlacedRule[] | undefined;
  const all = (): readonly PlacedRule[] => (placed ??= placeRules(files));
  const channels = new Map<EventKind, ChannelRules>();
  let openers: ReadonlyMap<string, readonly Opener[]> | undefined;
  const of = (kind: EventKind): ChannelRules => {
    const known = channels.get(kind);
    if (known) return known;
    const fresh = compileChannel(all(), kind);
    channels.set(kind, fresh);
    return fresh;
  };
  return {
    all,
    of,
    openers: () => (openers ??= openersOf(all())),
    compileAll: () => {
      for (const kind of EVENT_KINDS) {
        const { rules, proveWords } = of(kind);
        proveWords();
        for (const { condition } of rules) condition.prove();
      }
    },
  };
}

function placeRules(files: readonly (() => RuleFile)[]): readonly PlacedRule[] {
  const byId = new Map<string, PlacedRule>();
  for (const read of files) {
    const { file, rules } = read();
    for (const [place, rule] of rules.entries()) byId.set(rule.id, { file, place, rule });
  }
  return [...byId.values()];
}

function openersOf(placed: readonly PlacedRule[]): ReadonlyMap<string, readonly Opener[]> {
  const found = new Map<string, Opener[]>();
  for (const { rule } of placed) {
    const until = parseInstant(expiryOf(rule));
    if (!rule.remember || until === undefined) continue;
    const { pretext } = rule.remember;
    found.set(pretext, [...(found.get(pretext) ?? []), { ...rule.remember, until }]);
  }
  return found;
}

function compileChannel(placed: readonly PlacedRule[], kind: EventKind): ChannelRules {
  const table = createWordTable();
  const rules: CompiledRule[] = [];
  for (const entry of placed) {
    const { rule, file, place } = entry;
    if (!rule.channels.includes(kind)) continue;
    const site = { file, path: ['rules', place, 'when'], channels: rule.channels };
    const condition = compileCondition(rule.when, site, table);
    const expires = expiryOf(rule);
    const expiresAt = parseInstant(expires);
    if (expiresAt !== undefined) rules.push({ ...entry, condition, expires, expiresAt });
  }
  const { find, prove } = createWordFinder(table.words);
  return { rules, findWords: find, proveWords: prove, candidates: candidateFinder(rules) };
}

/** Most rules are about words that most events do not have: only those whose words were found are asked. */
function candidateFinder(rules: readonly CompiledRule[]): ChannelRules['candidates'] {
  const always: number[] = [];
  const byGroup: (number[] | undefined)[] = [];
  for (const [place, { condition }] of rules.entries()) {
    if (!condition.triggers) always.push(place);
    for (const group of condition.triggers ?? []) (byGroup[group] ??= []).push(place);
  }
  const isCandidate = new Uint8Array(rules.length);
  return ({ groups }) => {
    let isMore = false;
    for (const group of groups) {
      for (const place of byGroup[group] ?? []) {
        isCandidate[place] = 1;
        isMore = true;
      }
    }
    if (!isMore) return always;
    for (const place of always) isCandidate[place] = 1;
    // A walk over some sixty rules keeps their order and costs less than sorting five.
    const found: number[] = [];
    for (let place = 0; place < isCandidate.length; place += 1) if (isCandidate[place] === 1) found.push(place);
    isCandidate.fill(0);
    return found;
  };
}

export function applyRules(set: RuleSet, input: RuleInput): readonly RuleHit[] {
  const { rules, findWords, candidates } = set.of(input.event.kind);
  const words = findWords(input);
  const hits: RuleHit[] = [];
  for (const place of candidates(words)) {
    const compiled = rules[place];
    if (!compiled || input.event.at > compiled.expiresAt) continue;
    try {
      if (compiled.condition.test(input, words)) hits.push(hitOf(compiled, input, words));
    } catch {
      hits.push(failureOf(compiled));
    }
  }
  return hits;
}

function hitOf({ rule, condition, expires }: CompiledRule, input: RuleInput, words: WordHits): RuleHit {
  const collected: Collected = { places: [], fields: new Set() };
  condition.collect(input, words, collected);
  const evidence: Evidence[] = [{ type: 'rule', id: rule.id, version: rule.version }];
  for (const place of collected.places.slice(0, MOST_PLACES)) evidence.push(spanOf(place));
  for (const field of collected.fields) evidence.push({ type: 'field', field }, ...mentionsOf(field, input));
  return {
    finding: {
      code: `rule.${rule.id}`,
      weight: rule.weight,
      params: paramsOf(input, collected),
      evidence,
      ...(rule.about === undefined ? {} : { about: rule.about }),
    },
    expires,
    ...(rule.scheme === undefined ? {} : { scheme: rule.scheme }),
    ...(rule.decides === undefined ? {} : { decides: rule.decides }),
    ...(rule.remember === undefined ? {} : { remember: rule.remember }),
  };
}

const MOST_PLACES = 3;

/** The things that a field counted, where it counts what the text names. */
function mentionsOf(field: string, input: RuleInput): readonly Evidence[] {
  const counts = FIELDS.get(field)?.counts;
  const [passage] = input.passages;
  if (!counts || !passage) return [];
  const counted = (input.observations.text?.mentions ?? []).filter((mention) => counts(mention, input));
  return counted
    .slice(0, MOST_PLACES)
    .map((mention) => ({ type: 'mention', ...placeMention(passage.folded.raw, mention) }));
}

function failureOf({ rule, expires }: CompiledRule): RuleHit {
  const evidence: readonly Evidence[] = [{ type: 'rule', id: rule.id, version: rule.version }];
  return { finding: { code: 'rule_failed', weight: 0, params: { rule: rule.id }, evidence }, expires };
}

/** Slots that the sentence of any rule may use. */
export const RULE_SLOTS: ReadonlySet<string> = new Set([
  'passage',
  'host',
  'brand',
  'owner',
  'ending',
  'via',
  'country',
  'name',
]);

function paramsOf(input: RuleInput, { places }: Collected): WordingParams {
  const params: Record<string, string> = {};
  const [first] = places;
  if (first) {
    const { start, end } = rawSpan(first);
    params['passage'] = first.passage.folded.raw.slice(start, end);
  }
  const { link, call } = input.observations;
  if (link) Object.assign(params, paramsOfLink(link));
  if (call?.country !== undefined) params['country'] = call.country;
  if (input.event.kind === 'call' && input.event.displayName !== undefined) params['name'] = input.event.displayName;
  return params;
}

export function rawSpan({ passage, from, to, on }: Place): { readonly start: number; readonly end: number } {
  return on === 'raw' ? { start: from, end: to } : spanInRaw(passage.folded, from, to);
}

function spanOf(place: Place): Evidence {
  const { passage } = place;
  const span = rawSpan(place);
  const { raw } = passage.folded;
  const start = codePointOffset(raw, span.start);
  const end = start + codePointOffset(raw.slice(span.start), span.end - span.start);
  return passage.turn === undefined
    ? { type: 'span', field: passage.field, start, end }
    : { type: 'span', field: passage.field, turn: passage.turn, start, end };
}
