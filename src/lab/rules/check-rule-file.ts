// SPDX-License-Identifier: Apache-2.0
/** Everything that can be wrong with a rule file before it decides anything, each fault with its line. */
import { TocsinError } from '../../base/errors.ts';
import { type Instant, parseInstant } from '../../base/instant.ts';
import { nearest } from '../../base/nearest.ts';
import { type Policy, PolicyError } from '../../decide/policy/policy.ts';
import { expiryOf, parseRuleFile, type RuleFile, type RuleSource } from '../../decide/rules/rule-file.ts';
import { compileRules } from '../../decide/rules/rule-set.ts';
import { lineOf, parseYaml } from '../../screen/parsed-yaml.ts';
import { disagreements } from './examples.ts';
import { policyOnTrial, type Trial } from './rule-file-on-trial.ts';

export type Fault = {
  /** From 1; 0 where the message names its own place. */
  readonly line: number;
  readonly rule?: string;
  readonly message: string;
};

export type CheckReport = {
  readonly rules: number;
  readonly examples: number;
  readonly faults: readonly Fault[];
};

// An order to block must be renewed at least this often.
const LONGEST_BLOCK_DAYS = 90;
const MS_PER_DAY = 86_400_000;

export function checkRuleFile(trial: Trial, now: Instant): CheckReport {
  const parsed = readRules(trial);
  if (!parsed.ok) return { rules: 0, examples: 0, faults: [parsed.fault] };
  const { rules } = parsed.ruleFile;
  const policy = policyOnTrial(withoutRules(trial));
  const faults = rules.flatMap((rule, place) => faultsOfRule(trial, policy, rule, place, now));
  const examples = rules.reduce((sum, { examples: { match, noMatch } }) => sum + match.length + noMatch.length, 0);
  return { rules: rules.length, examples, faults };
}

type ReadRules = { readonly ok: true; readonly ruleFile: RuleFile } | { readonly ok: false; readonly fault: Fault };

function readRules({ file, text }: Trial): ReadRules {
  try {
    return { ok: true, ruleFile: parseRuleFile(file, parseYaml(file, text)) };
  } catch (error) {
    if (error instanceof PolicyError)
      return { ok: false, fault: { line: lineOf(text, error.path).line, message: placed(error) } };
    if (error instanceof TocsinError && error.code === 'bad-policy')
      return { ok: false, fault: { line: 0, message: error.message } };
    throw error;
  }
}

function placed({ path, what }: PolicyError): string {
  return path.length === 0 ? what : `${path.join('.')}: ${what}`;
}

function faultsOfRule(trial: Trial, policy: Policy, rule: RuleSource, place: number, now: Instant): readonly Fault[] {
  const at = (path: readonly (string | number)[], message: string): Fault => ({
    line: lineOf(trial.text, ['rules', place, ...path]).line,
    rule: rule.id,
    message,
  });
  // What does not compile would stop the whole policy, so the rest is only asked of a rule that does.
  const alone: Policy = { ...policy, rules: compileRules([() => ({ file: trial.file, rules: [rule] })]) };
  try {
    alone.rules.compileAll();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return [at(error.path.slice(2), placed(error))];
  }
  const faults = expiryFaults(rule, now).map((message) => at(['expires'], message));
  for (const lang of languagesWithout(policy, `rule.${rule.id}`))
    faults.push(at(['id'], wordingFault(`rule.${rule.id}`, lang)));
  const { remember } = rule;
  for (const lang of remember ? languagesWithout(policy, `earlier.${remember.pretext}`) : [])
    faults.push(at(['remember', 'pretext'], wordingFault(`earlier.${remember?.pretext ?? ''}`, lang)));
  const scheme = schemeFault(policy, rule);
  if (scheme !== undefined) faults.push(at(['scheme'], scheme));
  for (const { list, place: example, message } of disagreements(alone, rule))
    faults.push(at(['examples', list, example], message));
  return faults;
}

/** The policy without rules: words, hosts and taxonomy, which a fault in another rule must not hide. */
function withoutRules(trial: Trial): Trial {
  return { ...trial, filesOnTrial: trial.filesOnTrial.filter(({ name }) => !name.startsWith('rules/')) };
}

function expiryFaults(rule: RuleSource, now: Instant): readonly string[] {
  const expires = parseInstant(expiryOf(rule));
  if (expires === undefined) return [];
  if (expires < now) return [`the rule expired on ${rule.expires}; look at it again and set a new day, or remove it`];
  const isLong = expires - now > LONGEST_BLOCK_DAYS * MS_PER_DAY;
  return rule.decides === 'block' && isLong
    ? [`a rule that blocks must be renewed within ${LONGEST_BLOCK_DAYS} days; set an earlier day`]
    : [];
}

/** English, the language of last resort, must say it; others may. */
function languagesWithout(policy: Policy, code: string): readonly string[] {
  return policy.wording.of('en').reasons.has(code) ? [] : ['en'];
}

function wordingFault(code: string, lang: string): string {
  return `no sentence for ${code} in wording/${lang}.yaml; add it there or in your own policy folder (--policy)`;
}

function schemeFault(policy: Policy, { scheme }: RuleSource): string | undefined {
  if (scheme === undefined || policy.taxonomy.find(scheme)) return undefined;
  const near = nearest(
    scheme,
    policy.taxonomy.all().map(({ code }) => code),
  );
  return `${scheme} is no code of the taxonomy${near === undefined ? '' : `; did you mean ${near}`}`;
}
