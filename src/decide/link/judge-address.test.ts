// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { shippedEngine } from '../../testing/engine.ts';
import type { Decision } from '../decision.ts';
import { logit } from '../log-odds.ts';
import { parseEvent } from '../parse-event.ts';
import { weightInText } from './judge-address.ts';

const { screener } = shippedEngine();

function decide(event: Readonly<Record<string, string>>): Decision {
  const parsed = parseEvent(event, screener.stamp);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return screener.screen(parsed.event, { door: 'person', readerLang: 'en', mode: 'observe' });
}

const judgeLink = (url: string) => decide({ kind: 'link', url });
const judgeText = (body: string) => decide({ kind: 'text', from: 'unknown', body });
const weightOf = ({ reasons }: Decision, code: string) => reasons.find((reason) => reason.code === code)?.weight;

describe('a link', () => {
  it('is weighed by rules and model together, and the weights sum to the score', () => {
    for (const url of ['https://paypal.account-check.info/login', 'https://baeckerei-huber.at', 'https://bit.ly/x1']) {
      const { reasons, score } = judgeLink(url);
      const sum = reasons.reduce((total, { weight }) => total + weight, 0);
      expect(sum).toBeCloseTo(logit(score), 9);
    }
  });

  it('is not suspected twice for one thing: of rules and model the stronger counts', () => {
    const decision = judgeLink('https://paypal.account-check.info/login');
    const rules = decision.reasons.filter(({ code, weight }) => code.startsWith('rule.') && weight > 0);
    const suspicion = rules.reduce((total, { weight }) => total + weight, 0);
    const whole = suspicion + (weightOf(decision, 'link-address') ?? 0);
    expect(suspicion).toBeGreaterThan(2);
    expect(whole).toBeGreaterThanOrEqual(suspicion - 1);
  });

  it('tells what the real site is, whose it is and whom it imitates, and opens nothing', () => {
    const { address, verdict } = judgeLink('https://paypal.com.secure-check.top/signin');
    expect(verdict).not.toBe('allow');
    expect(address).toMatchObject({ host: 'paypal.com.secure-check.top', site: 'secure-check.top' });
    expect(address?.blame).toEqual({ unit: 'domain', value: 'secure-check.top' });
    const said = address?.says.join(' ') ?? '';
    expect(said).toContain('The real site is secure-check.top');
    expect(said).toContain('paypal.com) can be chosen freely');
    expect(said).toContain('looks like PayPal');
  });

  it('is never written in letters that pass for another name', () => {
    const { address, reasons } = judgeLink('https://p\u0430ypal.com/login');
    const said = [...(address?.says ?? []), ...reasons.map(({ because }) => because)].filter(
      (sentence) => !sentence.includes('is shown as'),
    );
    expect(said.join(' ')).toContain('xn--pypal-4ve.com');
    expect(said.join(' ')).not.toContain('p\u0430ypal');
    expect(judgeLink('https://müller.de/').address?.says.join(' ')).toContain('The real site is müller.de');
  });

  it('of a known owner has nothing in front that a stranger chose', () => {
    const said = judgeLink('https://www.town.nara.lg.jp/kurashi').address?.says.join(' ') ?? '';
    expect(said).not.toContain('can be chosen freely');
    expect(judgeLink('https://www.login.bank.lucky-site.top/').address?.says.join(' ')).toContain('(login.bank)');
  });

  it('is judged by where it leads, whoever stands in front', () => {
    const decision = judgeLink('https://www.google.com/url?q=https://paypal-login.parcel-fee.top/a');
    expect(decision.address?.site).toBe('parcel-fee.top');
    expect(decision.verdict).not.toBe('allow');
    expect(decision.reasons.map(({ code }) => code)).toContain('rule.link-passes-on');
    expect(judgeLink('https://www.google.com/url?q=https://www.paypal.com/activity').verdict).toBe('allow');
  });
});

describe('a text with links', () => {
  const SCAM = 'Your parcel could not be delivered. Pay the fee at https://parcel-redelivery-fee.top/pay today.';

  it('has the evidence of its most telling link once, at its place', () => {
    const decision = judgeText(`${SCAM} Or see https://www.paypal.com/help`);
    const told = decision.reasons.filter(({ code }) => code === 'link-address');
    expect(told).toHaveLength(1);
    expect(told[0]?.because).toContain('parcel-redelivery-fee.top');
    const start = SCAM.indexOf('https://');
    expect(told[0]?.evidence).toEqual([{ type: 'span', field: 'body', start, end: SCAM.indexOf(' today') }]);
  });

  it('is not made worse by naming the same link again', () => {
    const once = judgeText(SCAM);
    const again = judgeText(`${SCAM} https://parcel-redelivery-fee.top/pay`);
    expect(weightOf(again, 'link-address')).toBe(weightOf(once, 'link-address'));
  });

  it('takes no more than a bounded part of what the address weighs', () => {
    for (const weight of [-12, -3, -0.5, 0, 0.5, 3, 12]) {
      expect(Math.abs(weightInText(weight))).toBeLessThanOrEqual(Math.abs(weight));
      expect(weightInText(weight)).toBeGreaterThanOrEqual(-0.5);
      expect(weightInText(weight)).toBeLessThanOrEqual(2.5);
    }
  });

  it('without a link has nothing of an address', () => {
    expect(weightOf(judgeText('See you at seven'), 'link-address')).toBeUndefined();
  });
});
