// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newEventId } from '../../base/ids.ts';
import { instantOf, parseInstant } from '../../base/instant.ts';
import type { Decider } from '../../decide/decide.ts';
import type { Ruling, Verdict } from '../../decide/decision.ts';
import { parseEvent } from '../../decide/parse-event.ts';
import { createBacktest } from './backtest.ts';
import { checkRuleFile } from './check-rule-file.ts';
import { explainRules } from './explain-rules.ts';
import { readEvents } from './read-events.ts';
import { openTrial, policyOnTrial } from './rule-file-on-trial.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = parseInstant('2026-06-01T00:00:00Z') ?? instantOf(0);

const GOOD = `rules:
  - id: gift-cards
    version: 2
    owner: desk
    channels: [text]
    expires: 2027-12-31
    description: x
    falseAlarm: x
    scheme: known-person.boss
    weight: 1
    when:
      all:
        - words: [voucher, vouchers]
        - not: { words: [raffle] }
    examples:
      match: [a voucher, two vouchers]
      noMatch: [nothing, a raffle voucher]
`;

function trialOf(text: string, name = 'own.yaml') {
  const file = join(folder, name);
  writeFileSync(file, text);
  return openTrial({ file });
}

function faultsOf(text: string) {
  return checkRuleFile(trialOf(text), NOW).faults.map(({ line, rule, message }) => `${line} ${rule ?? '-'} ${message}`);
}

function textEvent(body: string) {
  const stamp = { id: () => newEventId((length: number) => new Uint8Array(length)), at: () => NOW };
  const parsed = parseEvent({ kind: 'text', from: 'Ann', body }, stamp);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.event;
}

describe('checking a rule file', () => {
  it('finds no fault in a good one', () => {
    expect(checkRuleFile(trialOf(GOOD), NOW)).toEqual({ rules: 1, examples: 4, faults: [] });
  });

  it.each([
    ['an example that is missed', GOOD.replace('a voucher,', 'a card,'), /^16 gift-cards the rule misses/u],
    ['a counter-example that is hit', GOOD.replace('a raffle voucher', 'a voucher!'), /^17 gift-cards the rule hits/u],
    ['a rule that has expired', GOOD.replace('2027', '2025'), /^6 gift-cards the rule expired on 2025-12-31/u],
    [
      'a rule without a sentence',
      GOOD.replace('id: gift-cards', 'id: vouchers'),
      /^2 vouchers no sentence for rule\.vouchers in wording\/en/u,
    ],
    [
      'an unknown scheme',
      GOOD.replace('person.boss', 'person.bos'),
      /^9 gift-cards .*did you mean known-person\.boss/u,
    ],
    [
      'a block that lasts for years',
      GOOD.replace(
        '    weight: 1\n',
        '    weight: 1\n    decides: block\n    legalBasis: Act 1\n    approvedBy: two persons\n',
      ),
      /^6 gift-cards a rule that blocks must be renewed/u,
    ],
    ['a missing key', GOOD.replace('    owner: desk\n', ''), /^2 - rules\.0\.owner: is missing/u],
    [
      'a pattern that RE2 lacks',
      GOOD.replace('- words: [voucher, vouchers]', "- { pattern: '(?<=a)b', needs: [voucher] }"),
      /^13 gift-cards .*no RE2 pattern/u,
    ],
    [
      'a word that cannot be found',
      GOOD.replace('voucher, vouchers', 'voucher, £'),
      /^13 gift-cards .*begin with a letter/u,
    ],
    ['broken YAML', GOOD.replace('rules:', 'rules: ['), /^0 - .*own\.yaml:\d+: this is not valid YAML/u],
  ])('tells %s with its line', (_, text, message) => {
    expect(faultsOf(text)[0]).toMatch(message);
  });

  it('still checks the rules after a faulty one', () => {
    const second = GOOD.replace('rules:\n', '')
      .replace('id: gift-cards', 'id: click-farm-job')
      .replace('a voucher,', 'a card,');
    const faults = faultsOf(GOOD.replace('voucher, vouchers', '£') + second);
    expect(faults).toHaveLength(2);
    expect(faults[1]).toMatch(/^32 click-farm-job the rule misses/u);
  });
});

describe('explaining rules', () => {
  it('shows what each condition found and why a rule was silent', () => {
    const policy = policyOnTrial(trialOf(GOOD));
    const [hit] = explainRules(policy, textEvent('Two Vouchers please'), (id) => id === 'gift-cards');
    expect(hit).toMatchObject({ id: 'gift-cards', hit: true, weight: 1, expired: false });
    expect(hit?.answer.parts[0]).toMatchObject({ held: true, found: 'Vouchers' });
    const [silent] = explainRules(policy, textEvent('raffle vouchers'), (id) => id === 'gift-cards');
    expect(silent).toMatchObject({ hit: false });
    expect(silent?.answer.parts[1]).toMatchObject({
      asks: 'not',
      held: false,
      parts: [{ held: true, found: 'raffle' }],
    });
  });
});

describe('the policy on trial', () => {
  it('takes the file in the place of the one of its name, and adds any other', () => {
    const inPlace = policyOnTrial(trialOf(GOOD, 'link.yaml'));
    expect(inPlace.rules.all().map(({ rule }) => rule.id)).not.toContain('link-host-is-ip');
    const added = policyOnTrial(trialOf(GOOD));
    expect(added.rules.all().map(({ rule }) => rule.id)).toContain('link-host-is-ip');
    expect(added.rules.all().find(({ rule }) => rule.id === 'gift-cards')?.rule.version).toBe(2);
  });
});

/** A decider whose verdict is written in the text. */
const deciderOf = (verdictOf: (body: string) => Verdict, weight: number): Decider => ({
  decide: (event) => {
    const verdict = verdictOf(event.kind === 'text' ? event.body : '');
    const reasons = [{ code: 'rule.x', weight, because: 'x' }];
    return { eventId: event.id, verdict, score: weight, reasons } as unknown as Ruling;
  },
});

describe('a backtest', () => {
  const facts = { door: 'screen', readerLang: 'en', mode: 'observe' } as const;

  it('lists events whose verdict flips and counts directions and moves', () => {
    const before = deciderOf((body) => (body === 'b' ? 'hold' : 'allow'), 0.1);
    const after = deciderOf((body) => (body === 'a' ? 'warn' : 'allow'), 0.2);
    const backtest = createBacktest(before, after, facts);
    for (const body of ['a', 'b', 'c']) backtest.add(textEvent(body));
    const { flips, ...counts } = backtest.report();
    expect(counts).toEqual({ events: 3, moved: 1, stricter: 1, milder: 1 });
    expect(flips.map((flip) => [flip.before, flip.after, flip.changed])).toEqual([
      ['allow', 'warn', ['rule.x']],
      ['hold', 'allow', ['rule.x']],
    ]);
  });

  it('finds nothing between a policy and itself', () => {
    const decider = deciderOf(() => 'warn', 0.1);
    const backtest = createBacktest(decider, decider, facts);
    backtest.add(textEvent('a'));
    expect(backtest.report()).toEqual({ events: 1, moved: 0, flips: [], stricter: 0, milder: 0 });
  });
});

describe('reading a corpus', () => {
  it('names events after their lines and tells what is no event', async () => {
    const file = join(folder, 'corpus.ndjson');
    writeFileSync(
      file,
      '\uFEFF{"kind":"text","from":"A","body":"x"}\r\n\r\n{"kind":"text"}\n{"kind":"text","id":"own","from":"A","body":"y"}',
    );
    const lines: string[] = [];
    for await (const line of readEvents(file, NOW))
      lines.push(`${line.line} ${line.ok ? line.event.id : line.refusal.code}`);
    expect(lines).toEqual(['1 line-1', '3 missing-field', '4 own']);
  });

  it('says which file it cannot read', async () => {
    await expect(readEvents(join(folder, 'absent'), NOW).next()).rejects.toThrow(/absent cannot be read/u);
  });
});
