// SPDX-License-Identifier: Apache-2.0
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { PolicyError } from '../policy/policy-error.ts';
import type { Event } from '../event.ts';
import { parseHosts } from '../link/known-hosts.ts';
import { parseEvent } from '../parse-event.ts';
import { instantOf, parseInstant } from '../../base/instant.ts';
import { newEventId } from '../../base/ids.ts';
import { numberPlanOf } from '../call/number-plan.ts';
import { parseRuleFile } from './rule-file.ts';
import { ruleInputOf } from './rule-input-of.ts';
import { applyRules, compileRules, type RuleHit, type RuleSet } from './rule-set.ts';

const numberPlan = numberPlanOf(parsePhoneNumberFromString);
const hosts = parseHosts(
  'hosts.yaml',
  {
    brands: [{ name: 'PayPal', tokens: ['paypal'], domains: ['paypal.com'] }],
    shorteners: [],
    freeHosting: [],
    platforms: ['medium.com'],
    publicBodies: ['gov.uk'],
  },
  { file: 'owners', text: 'PayPal\t2factorauth\tpaypal.com' },
);

const base = {
  id: 'one',
  version: 3,
  owner: 'policy',
  channels: ['text'],
  expires: '2027-12-31',
  description: 'a pattern',
  falseAlarm: 'somebody',
  weight: 1.5,
  examples: { match: ['a', 'b'], noMatch: ['c', 'd'] },
};

function rulesOf(...rules: readonly Readonly<Record<string, unknown>>[]): RuleSet {
  const file = parseRuleFile('rules/x.yaml', { rules: rules.map((rule) => ({ ...base, ...rule })) });
  return compileRules([() => file]);
}

function eventOf(draft: Readonly<Record<string, unknown>>): Event {
  const parsed = parseEvent(draft, {
    id: () => newEventId((length) => new Uint8Array(length)),
    at: () => instantOf(0),
  });
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.event;
}

const text = (body: string, at = '2026-03-01T10:00:00Z') => eventOf({ kind: 'text', from: 'Ann', body, at });

function apply(rules: RuleSet, event: Event): readonly RuleHit[] {
  return applyRules(rules, ruleInputOf(event, { hosts, numberPlan }));
}

const fileOfWeight = (weight: number) => () =>
  parseRuleFile('rules/x.yaml', { rules: [{ ...base, weight, when: { words: ['lunch'] } }] });

describe('rules on an event', () => {
  it('count with weight, rule evidence and the place of the words in code points of the raw text', () => {
    const rules = rulesOf({ when: { words: ['gift card'] } });
    const [hit] = apply(rules, text('😀 Buy a GIFT card'));
    expect(hit?.finding).toMatchObject({
      code: 'rule.one',
      weight: 1.5,
      params: { passage: 'GIFT card' },
      evidence: [
        { type: 'rule', id: 'one', version: 3 },
        { type: 'span', field: 'body', start: 8, end: 17 },
      ],
    });
  });

  it('see through disguise that folding undoes', () => {
    const rules = rulesOf({ when: { words: ['gift card'] } });
    expect(apply(rules, text('buy a ｇｉｆｔ  ｃａｒｄ'))).toHaveLength(1);
  });

  it('count until the end of their last day and not after, by the time of the event', () => {
    const rules = rulesOf({ when: { words: ['lunch'] }, expires: '2026-03-01' });
    const before = apply(rules, text('lunch?', '2026-03-01T23:59:58Z'));
    expect(before).toHaveLength(1);
    expect(parseInstant(before[0]?.expires ?? '')).toBeDefined();
    expect(apply(rules, text('lunch?', '2026-03-02T00:00:01Z'))).toEqual([]);
  });

  it('combine conditions with all, any and not', () => {
    const rules = rulesOf({
      when: { all: [{ any: [{ words: ['red'] }, { words: ['blue'] }] }, { not: { words: ['green'] } }] },
    });
    expect(apply(rules, text('red sky'))).toHaveLength(1);
    expect(apply(rules, text('blue and green'))).toEqual([]);
    expect(apply(rules, text('grey sky'))).toEqual([]);
  });

  it('run a pattern on folded or raw text, only behind a literal', () => {
    const folded = rulesOf({ when: { pattern: 'pin [0-9]{4}', needs: ['pin'] } });
    expect(apply(folded, text('your PIN 4711'))).toHaveLength(1);
    const raw = rulesOf({ when: { pattern: 'PIN [0-9]{4}', needs: ['pin'], on: 'raw' } });
    const [hit] = apply(raw, text('😀 your PIN 4711'));
    expect(hit?.finding.evidence).toContainEqual({ type: 'span', field: 'body', start: 7, end: 15 });
    expect(() => rulesOf({ when: { pattern: '[0-9]{4}' } }).compileAll()).toThrow(/needs a literal/u);
  });

  it('read fields and compare them', () => {
    const rules = rulesOf({
      channels: ['call'],
      when: {
        all: [
          { field: 'call.ringMs', below: 3000 },
          { field: 'call.route', is: 'international' },
        ],
      },
    });
    expect(apply(rules, eventOf({ kind: 'call', ringMs: 900, route: 'international' }))).toHaveLength(1);
    expect(apply(rules, eventOf({ kind: 'call', ringMs: 3000, route: 'international' }))).toEqual([]);
    expect(apply(rules, eventOf({ kind: 'call', route: 'international' }))).toEqual([]);
  });

  it('name the turn in which words were said', () => {
    const rules = rulesOf({ channels: ['call'], when: { words: ['safe account'] } });
    const transcript = [
      { speaker: 'caller', text: 'Good morning.' },
      { speaker: 'callee', text: 'A safe account?' },
      { speaker: 'caller', text: 'Yes, the safe account.' },
    ];
    const [hit] = apply(rules, eventOf({ kind: 'call', transcript }));
    expect(hit?.finding.evidence).toContainEqual({ type: 'span', field: 'transcript', turn: 2, start: 9, end: 21 });
  });

  it('turn a rule that throws into rule_failed, and the others still count', () => {
    const rules = rulesOf(
      { id: 'broken', when: { all: [{ words: ['lunch'] }, { pattern: '(' }] } },
      { when: { words: ['lunch'] } },
    );
    const codes = apply(rules, text('lunch?')).map(({ finding }) => [finding.code, finding.weight]);
    expect(codes).toEqual([
      ['rule_failed', 0],
      ['rule.one', 1.5],
    ]);
  });

  it('let a later file replace a rule of the same id', () => {
    const hits = apply(compileRules([fileOfWeight(1), fileOfWeight(2)]), text('lunch?'));
    expect(hits.map(({ finding }) => finding.weight)).toEqual([2]);
  });
});

const refusal = (rule: Readonly<Record<string, unknown>>): string => {
  try {
    rulesOf(rule).compileAll();
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('a rule file is refused with its place', () => {
  it.each([
    ['hold without a legal basis', { when: { words: ['xy'] }, decides: 'hold' }, 'rules.0.decides'],
    ['block without approval', { when: { words: ['xy'] }, decides: 'block', legalBasis: 'Act 1' }, 'rules.0.decides'],
    [
      'one example only',
      { when: { words: ['xy'] }, examples: { match: ['a'], noMatch: ['b', 'c'] } },
      'examples.match',
    ],
    ['an unknown key', { when: { word: ['xy'] } }, 'word'],
    ['two conditions in one', { when: { words: ['xy'], field: 'text.links' } }, 'exactly one'],
    ['an unknown field', { when: { field: 'text.link' } }, 'did you mean text.links'],
    ['a field of another channel', { when: { field: 'call.route', is: 'domestic' } }, 'not known of a text'],
    ['a comparison of the wrong type', { when: { field: 'text.links', is: 'two' } }, 'not a number'],
    ['a pattern that RE2 lacks', { when: { pattern: 'a(?=b)', needs: ['ab'] } }, 'no RE2 pattern'],
    ['a word that cannot be found', { when: { words: ['ok', '£'] } }, 'words.1'],
    ['a day that is none', { when: { words: ['xy'] }, expires: '2027-02-30' }, 'expires'],
    ['an endless weight', { when: { words: ['xy'] }, weight: 60 }, 'weight'],
  ])('%s', (_, rule, message) => {
    expect(refusal(rule)).toContain(message);
  });
});
