// SPDX-License-Identifier: Apache-2.0
/**
 * A policy: everything an operator may change without touching code, parsed and compiled. Pure; `screen/load-policy.ts`
 * reads the files. Documents are parsed when they are first needed, so that one question pays for what it asks;
 * `checkPolicy` parses them all and holds them against each other.
 */
import { nearest } from '../../base/nearest.ts';
import type { NumberPlan } from '../call/number-plan.ts';
import type { Verdict } from '../decision.ts';
import type { EventKind } from '../event.ts';
import { parseHosts, type KnownHosts } from '../link/known-hosts.ts';
import { CORE_REASON_CODES, TWO_SIDED_CODES } from '../reason-codes.ts';
import { parseRuleFile } from '../rules/rule-file.ts';
import { compileRules, RULE_SLOTS, type RuleSet } from '../rules/rule-set.ts';
import { PolicyError } from './policy-error.ts';
import { createTaxonomy, type Scheme, type Taxonomy } from './taxonomy.ts';
import { type BaseRates, parseBaseRates, parseThresholds, priorsOf, type Thresholds } from './thresholds.ts';
import { adviseOnScheme, parseWording, type Wording, wordingKeys, type Wordings } from './wording.ts';

export { PolicyError } from './policy-error.ts';
export { nameScheme, sayCheckLine, sayOfAddress, sayReason, sayVerdict } from './wording.ts';

/** A file of the policy. `read` parses its text; it is called at most once. */
export type PolicyDocument = { readonly file: string; readonly read: () => unknown };

export type PolicyDocuments = {
  readonly baseRates: PolicyDocument;
  readonly thresholds: PolicyDocument;
  readonly hosts: PolicyDocument;
  /** Lines of `owners/*.tsv`; `read` gives them as one text. */
  readonly owners: PolicyDocument;
  readonly facets: PolicyDocument;
  /** By group code. */
  readonly taxonomy: ReadonlyMap<string, PolicyDocument>;
  /** By language. */
  readonly wording: ReadonlyMap<string, PolicyDocument>;
  readonly rules: readonly PolicyDocument[];
  /** Digests of the bytes. */
  readonly versions: { readonly rules: string; readonly policy: string };
};

export type Policy = {
  readonly versions: { readonly rules: string; readonly policy: string };
  readonly baseRates: BaseRates;
  /** Log-odds of the base rates: the weight of the reason `prior`. */
  readonly priors: BaseRates;
  readonly thresholds: Thresholds;
  readonly rules: RuleSet;
  readonly taxonomy: Taxonomy;
  readonly wording: Wordings;
  readonly hosts: KnownHosts;
  readonly numberPlan: NumberPlan;
};

/** Numbering plans are nothing an operator changes, but rules ask for them as they ask for hosts. */
export function compilePolicy(documents: PolicyDocuments, numberPlan: NumberPlan): Policy {
  const baseRates = parseBaseRates(documents.baseRates.file, documents.baseRates.read());
  const hosts = once(() =>
    parseHosts(documents.hosts.file, documents.hosts.read(), {
      file: documents.owners.file,
      text: String(documents.owners.read()),
    }),
  );
  return {
    versions: documents.versions,
    baseRates,
    priors: priorsOf(baseRates),
    thresholds: parseThresholds(documents.thresholds.file, documents.thresholds.read()),
    rules: compileRules(documents.rules.map(({ file, read }) => once(() => parseRuleFile(file, read())))),
    taxonomy: createTaxonomy({ groups: documents.taxonomy, facets: documents.facets }),
    wording: createWordings(documents.wording),
    get hosts() {
      return hosts();
    },
    numberPlan,
  };
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

function createWordings(documents: ReadonlyMap<string, PolicyDocument>): Wordings {
  const parsed = new Map<string, Wording>();
  const load = (lang: string): Wording => {
    const document = documents.get(lang);
    if (!document) throw new PolicyError('wording/en.yaml', [], 'is missing; English is the language of last resort.');
    const wording = parseWording(document.file, document.read());
    parsed.set(lang, wording);
    return wording;
  };
  const known = (lang: string): string => {
    if (documents.has(lang)) return lang;
    const base = lang.split('-', 1)[0] ?? '';
    return documents.has(base) ? base : 'en';
  };
  return {
    languages: [...documents.keys()],
    of: (lang) => parsed.get(lang) ?? parsed.get(known(lang)) ?? load(known(lang)),
  };
}

/**
 * What to do now: the scheme's advice where one is known and something was found, else the channel's. About a link the channel
 * knows best: nothing has happened yet, and the scheme is a guess from a name.
 */
export function adviseOn(
  policy: Policy,
  lang: string,
  about: { readonly kind: EventKind; readonly verdict: Verdict; readonly scheme?: string },
): readonly string[] {
  const advice =
    about.scheme === undefined || about.verdict === 'allow' || about.kind === 'link'
      ? undefined
      : adviseOnScheme(policy, lang, about.scheme);
  return advice ?? policy.wording.of(lang).advice[about.kind][about.verdict];
}

/**
 * Parses every document and holds them against each other: schemes that rules name exist, every reason code, rule and scheme
 * has its words in English, and other languages say nothing that English does not. Throws a `PolicyError`.
 */
export function checkPolicy(policy: Policy, documents: PolicyDocuments): void {
  const schemes = new Set(policy.taxonomy.all().map(({ code }: Scheme) => code));
  policy.taxonomy.facets();
  if (policy.hosts.brands.length === 0) throw new PolicyError(documents.hosts.file, ['brands'], 'names no brand.');
  const english = wordingKeys(policy.wording.of('en'));
  const codes: readonly string[] = [
    ...CORE_REASON_CODES,
    ...TWO_SIDED_CODES.map((code) => `${code}.genuine`),
    ...policy.rules.all().map(({ rule }) => `rule.${rule.id}`),
    ...[...policy.rules.openers().keys()].map((pretext) => `earlier.${pretext}`),
  ].map((code) => `reasons.${code}`);
  const named = new Set([...policy.taxonomy.groups, ...schemes].map((code) => `schemes.${code}`));
  for (const lang of policy.wording.languages) {
    const file = documents.wording.get(lang)?.file ?? lang;
    const wording = policy.wording.of(lang);
    if (wording.language !== lang) throw new PolicyError(file, ['language'], `must be ${lang}, the name of the file.`);
    checkLanguage(file, wordingKeys(wording), { english, codes: new Set([...codes, ...named]) });
  }
  for (const { file, place, rule } of policy.rules.all()) {
    if (rule.scheme === undefined || schemes.has(rule.scheme)) continue;
    const near = nearest(rule.scheme, [...schemes]);
    const hint = near === undefined ? 'use a code of taxonomy/' : `did you mean ${near}`;
    throw new PolicyError(file, ['rules', place, 'scheme'], `${rule.scheme} is no code of the taxonomy; ${hint}.`);
  }
  policy.rules.compileAll();
}

type Due = {
  readonly english: ReadonlyMap<string, readonly string[]>;
  /** Keys of reasons and schemes that something may be said of. */
  readonly codes: ReadonlySet<string>;
};

function checkLanguage(file: string, keys: ReadonlyMap<string, readonly string[]>, { english, codes }: Due): void {
  for (const code of codes)
    if (!english.has(code))
      throw new PolicyError(
        'wording/en.yaml',
        placeOf(code).slice(0, 1),
        `has no sentence for ${placeOf(code)[1] ?? code}; add it.`,
      );
  for (const [key, slots] of english) {
    const own = keys.get(key);
    // A rule's sentence is said in English where a language lacks it.
    if (!own && !OF_RULES.test(key)) throw new PolicyError(file, [], `lacks ${key}, which English has; add it.`);
    if (own && own.join() !== slots.join())
      throw new PolicyError(file, [], `${key} must use the slots of English: ${slots.join(', ')}.`);
  }
  for (const [key, slots] of keys) {
    const foreign = key.startsWith('reasons.rule.') ? slots.find((slot) => !RULE_SLOTS.has(slot)) : undefined;
    if (foreign !== undefined)
      throw new PolicyError(
        file,
        placeOf(key),
        `no rule fills the slot ${foreign}; use ${[...RULE_SLOTS].join(', ')}.`,
      );
    if (!english.has(key))
      throw new PolicyError(file, [], `has ${key}, which English lacks; remove one or add the other.`);
    if (/^(?:reasons|schemes)\./u.test(key) && !codes.has(key))
      throw new PolicyError(
        file,
        placeOf(key),
        'are words for something that no rule, model or taxonomy has; remove them.',
      );
  }
}

const OF_RULES = /^reasons\.(?:rule|earlier)\./u;

/** `reasons.rule.x` stands below `reasons`, by the key `rule.x`. */
function placeOf(key: string): readonly string[] {
  const dot = key.indexOf('.');
  return [key.slice(0, dot), key.slice(dot + 1)];
}
