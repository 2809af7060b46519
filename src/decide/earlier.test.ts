// SPDX-License-Identifier: Apache-2.0
/** The acts of one story in order, through the shipped policy and model, memory being handed from act to act. */
import { describe, expect, it } from 'vitest';
import { SCREEN_FACTS, eventOf, shippedEngine } from '../testing/engine.ts';
import type { EarlierOpener } from './facts.ts';

const { decider } = shippedEngine();

function tell(body: string, earlier: readonly EarlierOpener[] = []) {
  return decider.decide(eventOf({ kind: 'text', from: '+447700900123', to: '+447700900456', body }), {
    ...SCREEN_FACTS,
    earlier,
  });
}

describe('a story told in acts', () => {
  it('begins with a greeting that is let through and remembered, and weighs when something is asked', () => {
    const first = tell('Hello dear, are you there?');
    expect(first.verdict).toBe('allow');
    expect(first.remember).toMatchObject({ kind: 'opener', pretext: 'bare-greeting' });
    const demand = 'I am stuck, can you buy me a gift card for 100 and send me the numbers?';
    const alone = tell(demand);
    const after = tell(demand, [{ pretext: 'bare-greeting', hoursAgo: 30 }]);
    expect(after.score).toBeGreaterThan(alone.score);
    expect(after.reasons.find(({ code }) => code === 'earlier.bare-greeting')?.evidence).toEqual([
      { type: 'earlier', pretext: 'bare-greeting', hoursAgo: 30 },
    ]);
  });

  it('weighs more when the second act asks than when it only chats', () => {
    const earlier = [{ pretext: 'family-new-number', hoursAgo: 2 }];
    const weightIn = (body: string) =>
      tell(body, earlier).reasons.find(({ code }) => code === 'earlier.family-new-number')?.weight ?? 0;
    const chat = weightIn('ok love, talk later x');
    const demand = weightIn('Can you pay this invoice for me today? https://pay-now.top/x Send it to this link please');
    expect(chat).toBeGreaterThan(0);
    expect(demand).toBeGreaterThan(chat);
  });

  it('forgets what is older than its rule keeps it, and what no rule knows', () => {
    const plain = tell('ok love, talk later x').score;
    expect(tell('ok love, talk later x', [{ pretext: 'family-new-number', hoursAgo: 500 }]).score).toBe(plain);
    expect(tell('ok love, talk later x', [{ pretext: 'moon-landing', hoursAgo: 1 }]).score).toBe(plain);
  });

  it('keeps its sum: reasons of a remembered story add up to the score', () => {
    const { score, reasons } = tell('Can you send it now?', [{ pretext: 'wrong-number', hoursAgo: 24 }]);
    const sum = reasons.reduce((total, { weight }) => total + weight, 0);
    expect(Math.log(score / (1 - score))).toBeCloseTo(sum, 9);
  });
});
