// SPDX-License-Identifier: Apache-2.0
/** The examples that every rule carries, as events, and whether the rule says of them what its author said. */
import type { RandomBytes } from '../../base/ids.ts';
import { newEventId } from '../../base/ids.ts';
import { type Instant, instantOf } from '../../base/instant.ts';
import type { Event } from '../../decide/event.ts';
import { parseEvent } from '../../decide/parse-event.ts';
import type { Policy } from '../../decide/policy/policy.ts';
import type { Example, RuleSource } from '../../decide/rules/rule-file.ts';
import { ruleInputOf } from '../../decide/rules/rule-input-of.ts';
import type { CompiledRule } from '../../decide/rules/rule-set.ts';

export type ExampleEvent =
  | { readonly ok: true; readonly event: Event }
  | { readonly ok: false; readonly message: string };

// Ofcom's numbers for drama (07700 900000 to 900999): nobody's.
const NOBODY = '+447700900000';
const FIXED_BYTES: RandomBytes = (length) => new Uint8Array(length);

/** A plain text is a text message, or what a caller says for a rule that hears calls alone. */
export function eventOfExample(example: Example, rule: RuleSource, at: Instant): ExampleEvent {
  const draft = typeof example === 'string' ? draftOfText(example, rule) : example;
  const parsed = parseEvent(draft, { id: () => newEventId(FIXED_BYTES), at: () => at });
  if (!parsed.ok) return { ok: false, message: parsed.refusal.message };
  if (!rule.channels.includes(parsed.event.kind))
    return { ok: false, message: `is a ${parsed.event.kind}, which the rule does not read` };
  return { ok: true, event: parsed.event };
}

function draftOfText(text: string, { channels }: RuleSource): Readonly<Record<string, unknown>> {
  if (channels.includes('text')) return { kind: 'text', from: NOBODY, body: text };
  if (channels.includes('call')) return { kind: 'call', transcript: text };
  if (channels.includes('link')) return { kind: 'link', url: text };
  return { kind: 'transfer', memo: text };
}

export type Disagreement = {
  readonly list: 'match' | 'noMatch';
  readonly place: number;
  readonly message: string;
};

/** Every example that the rule's conditions see otherwise than its author. */
export function disagreements(policy: Policy, rule: RuleSource): readonly Disagreement[] {
  const found: Disagreement[] = [];
  for (const list of ['match', 'noMatch'] as const) {
    for (const [place, example] of rule.examples[list].entries()) {
      const made = eventOfExample(example, rule, instantOf(0));
      if (!made.ok) found.push({ list, place, message: `this example ${made.message}` });
      else if (isHit(policy, rule, made.event) !== (list === 'match'))
        found.push({
          list,
          place,
          message: list === 'match' ? 'the rule misses this example' : 'the rule hits this example',
        });
    }
  }
  return found;
}

/** Whether the rule's conditions hold, whatever its expiry. */
export function isHit(policy: Policy, rule: RuleSource, event: Event): boolean {
  const compiled = compiledRule(policy, rule.id, event);
  if (!compiled) return false;
  const input = ruleInputOf(event, policy);
  return compiled.condition.test(input, policy.rules.of(event.kind).findWords(input));
}

export function compiledRule(policy: Policy, id: string, event: Event): CompiledRule | undefined {
  return policy.rules.of(event.kind).rules.find(({ rule }) => rule.id === id);
}
