// SPDX-License-Identifier: Apache-2.0
/** What each condition of each rule said about one event: why a rule counted, and why it did not. */
import type { Event } from '../../decide/event.ts';
import type { Policy } from '../../decide/policy/policy.ts';
import type { Collected, Condition, Place } from '../../decide/rules/conditions.ts';
import { FIELDS } from '../../decide/rules/fields.ts';
import type { RememberSource } from '../../decide/rules/rule-file.ts';
import type { RuleInput } from '../../decide/rules/rule-input.ts';
import { ruleInputOf } from '../../decide/rules/rule-input-of.ts';
import { type ChannelRules, type CompiledRule, rawSpan } from '../../decide/rules/rule-set.ts';

export type ConditionAnswer = {
  /** `words`, `pattern`, `field`, `all`, `any` or `not`, and what it asks. */
  readonly asks: string;
  readonly held: boolean;
  /** The passage or value found. Text of a stranger: make it printable before it is shown. */
  readonly found?: string;
  readonly parts: readonly ConditionAnswer[];
};

export type RuleAnswer = {
  readonly id: string;
  readonly weight: number;
  readonly decides?: string;
  /** What a hit has remembered of the sender. */
  readonly remember?: RememberSource;
  readonly hit: boolean;
  /** The rule's last day has passed, so a hit does not count. */
  readonly expired: boolean;
  readonly answer: ConditionAnswer;
};

/** The answers of all rules that `isAsked` names, in their order. */
export function explainRules(policy: Policy, event: Event, isAsked: (id: string) => boolean): readonly RuleAnswer[] {
  const channel = policy.rules.of(event.kind);
  const input = ruleInputOf(event, policy);
  const words = channel.findWords(input);
  return channel.rules
    .filter(({ rule }) => isAsked(rule.id))
    .map((compiled) => answerOf(compiled, input, words, event));
}

type Words = ReturnType<ChannelRules['findWords']>;

function answerOf(
  { rule, condition, expiresAt }: CompiledRule,
  input: RuleInput,
  words: Words,
  event: Event,
): RuleAnswer {
  const answer = ask(condition, input, words);
  return {
    id: rule.id,
    weight: rule.weight,
    ...(rule.decides === undefined ? {} : { decides: rule.decides }),
    ...(rule.remember === undefined ? {} : { remember: rule.remember }),
    hit: answer.held,
    expired: event.at > expiresAt,
    answer,
  };
}

function ask(condition: Condition, input: RuleInput, words: Words): ConditionAnswer {
  const held = condition.test(input, words);
  const parts = condition.children.map((child) => ask(child, input, words));
  const found = condition.children.length > 0 ? undefined : foundBy(condition, input, words, held);
  return { asks: nameOf(condition), held, parts, ...(found === undefined ? {} : { found }) };
}

function foundBy(condition: Condition, input: RuleInput, words: Words, held: boolean): string | undefined {
  const field = condition.source.field === undefined ? undefined : FIELDS.get(condition.source.field);
  if (field) return String(field.read(input) ?? 'not known');
  if (!held) return undefined;
  const collected: Collected = { places: [], fields: new Set() };
  condition.collect(input, words, collected);
  const [place] = collected.places;
  return place === undefined ? undefined : textAt(place);
}

function textAt(place: Place): string {
  const { start, end } = rawSpan(place);
  return place.passage.folded.raw.slice(start, end);
}

const MOST_WORDS = 4;

function nameOf({ source }: Condition): string {
  if (source.all) return 'all of';
  if (source.any) return 'any of';
  if (source.not) return 'not';
  const where = source.in === undefined ? '' : ` in ${source.in.join(', ')}`;
  if (source.words) {
    const shown = source.words.slice(0, MOST_WORDS).join(', ');
    const rest = source.words.length - MOST_WORDS;
    return `words ${shown}${rest > 0 ? ` and ${rest} more` : ''}${where}`;
  }
  if (source.pattern !== undefined) return `pattern ${source.pattern}${where}`;
  return `field ${source.field ?? ''}${comparisonOf(source)}`;
}

function comparisonOf({ is, oneOf, atLeast, below }: Condition['source']): string {
  if (oneOf) return ` one of ${oneOf.map(String).join(', ')}`;
  if (is !== undefined) return ` is ${String(is)}`;
  const from = atLeast === undefined ? '' : ` at least ${atLeast}`;
  return below === undefined ? from : `${from} below ${below}`;
}
