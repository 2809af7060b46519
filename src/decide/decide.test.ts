// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryEvent } from '../testing/arbitrary-events.ts';
import { eventOf, SCREEN_FACTS, shippedEngine } from '../testing/engine.ts';
import { createDecider, type Decider } from './decide.ts';
import { DOORS } from './facts.ts';
import { parseTextModel } from './text/text-model.ts';

const { decider, policy, models, textModelBytes } = shippedEngine();

describe('a ruling', () => {
  it('has reasons that sum to the log-odds of its score, whatever the event, door and language', () => {
    fc.assert(
      fc.property(
        arbitraryEvent,
        fc.constantFrom(...DOORS),
        fc.constantFrom('en', 'zh', 'xx'),
        (fields, door, lang) => {
          const ruling = decider.decide(eventOf(fields), { door, readerLang: lang, mode: 'observe' });
          let sum = 0;
          for (const { weight } of ruling.reasons) sum += weight;
          expect(Math.abs(sum - Math.log(ruling.score / (1 - ruling.score)))).toBeLessThan(1e-9);
          expect(ruling.score).toBeGreaterThan(0);
          expect(ruling.score).toBeLessThan(1);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is the same, byte for byte, when it is made again', () => {
    fc.assert(
      fc.property(arbitraryEvent, (fields) => {
        const event = eventOf({ ...fields, id: 'e', at: '2026-03-04T12:00:00Z' });
        const again = createDecider({ policy, models: { ...models, text: parseTextModel(textModelBytes) } });
        const once = createDecider({ policy, models: { ...models, text: parseTextModel(textModelBytes) } });
        expect(JSON.stringify(once.decide(event, SCREEN_FACTS))).toBe(
          JSON.stringify(again.decide(event, SCREEN_FACTS)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('never shows a control, format or lone surrogate character', () => {
    fc.assert(
      fc.property(arbitraryEvent, (fields) => {
        const { reasons } = decider.decide(eventOf(fields), SCREEN_FACTS);
        for (const { because } of reasons) expect(because).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u);
      }),
    );
  });

  it('points with every span at characters that the event has', () => {
    fc.assert(
      fc.property(arbitraryEvent, (fields) => {
        for (const { evidence } of decider.decide(eventOf(fields), SCREEN_FACTS).reasons) {
          for (const item of evidence ?? []) {
            if (item.type !== 'span') continue;
            const text = fieldText(fields, item.field, item.turn);
            expect(item.start).toBeGreaterThanOrEqual(0);
            expect(item.end).toBeGreaterThan(item.start);
            expect(item.end).toBeLessThanOrEqual([...text].length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves nobody behind the prior: a text of no known kind scores what its door expects', () => {
    const ruling = decider.decide(eventOf({ kind: 'text', from: '+447700900123', body: '👍' }), SCREEN_FACTS);
    expect(ruling.verdict).toBe('allow');
    expect(ruling.score).toBeLessThan(0.2);
  });
});

describe('doors', () => {
  it('move the score by their base rates and by nothing else', () => {
    const event = eventOf({
      kind: 'text',
      from: 'a',
      body: 'Your parcel is on hold, pay the fee at http://a.example.top',
    });
    const [person, screen] = (['person', 'screen'] as const).map((door) =>
      decider.decide(event, { ...SCREEN_FACTS, door }),
    );
    const logOdds = (score: number) => Math.log(score / (1 - score));
    expect(logOdds(person!.score) - logOdds(screen!.score)).toBeCloseTo(policy.priors.person - policy.priors.screen, 9);
  });
});

describe('what may hold or block', () => {
  const eager = { warn: 0.01, hold: 0.02, block: 0.03, modelMayHold: true, modelMayBlock: true };
  const switchedOn: Decider = createDecider({
    policy: { ...policy, thresholds: { text: eager, call: eager, link: eager, transfer: eager } },
    models,
  });
  const scamCall = { kind: 'call', transcript: 'you must move all your money to a safe account and tell no one' };

  it('is not the model as shipped, for texts and calls', () => {
    fc.assert(
      fc.property(arbitraryEvent, (fields) => {
        const ruling = decider.decide(eventOf(fields), SCREEN_FACTS);
        const strongest =
          ruling.kind === 'text' || ruling.kind === 'call' ? ['allow', 'warn'] : ['allow', 'warn', 'hold'];
        expect(strongest).toContain(ruling.verdict);
      }),
    );
  });

  it('is the model where the operator switched it on', () => {
    expect(switchedOn.decide(eventOf({ ...scamCall, from: '+442079460006' }), SCREEN_FACTS).verdict).toBe('block');
  });

  it.each([
    ['a call to an emergency number', { ...scamCall, from: '+442079460006', to: '112' }],
    ['a call from one', { ...scamCall, from: '112', attestation: 'A' }],
    ['a text from one', { kind: 'text', from: '112', body: 'verify your account at http://a.example.top now or pay' }],
    [
      'a text to one',
      {
        kind: 'text',
        from: '+447700900123',
        to: '112',
        body: 'verify your account at http://a.example.top now or pay',
      },
    ],
  ])('never reaches %s', (_, fields) => {
    const ruling = switchedOn.decide(eventOf(fields), SCREEN_FACTS);
    expect(ruling.verdict).toBe('warn');
    expect(ruling.reasons.map(({ code }) => code)).toContain('protected');
  });

  it('reaches an emergency number that is shown falsely', () => {
    for (const shown of [{ attestation: 'failed' }, { route: 'international' }])
      expect(switchedOn.decide(eventOf({ ...scamCall, from: '112', ...shown }), SCREEN_FACTS).verdict).toBe('block');
  });

  it('stops at a warning where the taxonomy does: gambling is a vice, not always a fraud', () => {
    const text = '注册送88，首充返水，百家乐提款秒到';
    const ruling = switchedOn.decide(eventOf({ kind: 'text', from: '+447700900123', body: text }), SCREEN_FACTS);
    expect(ruling.scheme).toMatch(/^gambling\./u);
    expect(ruling.verdict).toBe('warn');
  });

  it('never reaches whom ownership or an own list protects', () => {
    const event = eventOf({ ...scamCall, from: '+442079460006' });
    for (const protectedBy of ['verified-owner', 'own-allow-list'] as const)
      expect(switchedOn.decide(event, { ...SCREEN_FACTS, protectedBy }).verdict).toBe('warn');
  });
});

describe('a call with a transcript', () => {
  const turns = [
    { speaker: 'caller', text: 'Hello, am I speaking to the account holder?' },
    { speaker: 'callee', text: 'Yes, what is it?' },
    {
      speaker: 'caller',
      text: 'Criminals have access to your savings. You must move all your money to a safe account now.',
    },
    { speaker: 'caller', text: 'Do not tell anyone, and read me the code that you receive.' },
  ];

  it('says after which turn it would have warned', () => {
    const ruling = decider.decide(eventOf({ kind: 'call', transcript: turns }), SCREEN_FACTS);
    expect(ruling.verdict).not.toBe('allow');
    const heard = ruling.reasons.find(({ code }) => code === 'call-turn');
    expect(heard?.evidence?.[0]).toMatchObject({ type: 'turn', warnsFrom: 2 });
  });

  it('is not held against the caller for what the person called says', () => {
    const swapped = turns.map(({ text }) => ({ speaker: 'callee', text }));
    const ruling = decider.decide(eventOf({ kind: 'call', transcript: swapped }), SCREEN_FACTS);
    expect(ruling.verdict).toBe('allow');
    expect(ruling.reasons.map(({ code }) => code)).toContain('no-transcript');
  });
});

describe('links, transfers and calls without transcript', () => {
  it.each([
    [{ kind: 'link', url: 'https://a.example/' }, 'page-not-opened'],
    [{ kind: 'call', from: '+442079460001' }, 'no-call-model'],
    [
      { kind: 'transfer', from: { account: 'a' }, to: { account: 'b' }, amount: { value: '1.00', currency: 'EUR' } },
      'no-transfer-model',
    ],
  ])('say what was not known: %j', (fields, code) => {
    const ruling = decider.decide(eventOf(fields), SCREEN_FACTS);
    expect(ruling.reasons.find((reason) => reason.code === code)).toMatchObject({ weight: 0 });
  });
});

function fieldText(fields: Readonly<Record<string, unknown>>, field: string, turn: number | undefined): string {
  const value = fields[field];
  if (typeof value === 'string') return value.toWellFormed();
  return (value as { text: string }[])[turn!]!.text;
}

describe('a link in a text', () => {
  const plea = 'Your account is limited, confirm at https://HOST/login';
  const codesOf = (host: string) => {
    const body = plea.replace('HOST', host);
    return decider
      .decide(eventOf({ kind: 'text', from: '+447700900123', body }), SCREEN_FACTS)
      .reasons.map(({ code }) => code);
  };

  it.each(['paypal.com', 'www.paypal.com', 'ｐａｙｐａｌ.com', 'pay\u00ADpal.com'])(
    'is the owner’s own where it leads there: %s',
    (host) => {
      expect(codesOf(host)).toContain('rule.only-official-links');
    },
  );

  it.each(['раураӏ.com', 'pаypal.com', 'paypäl.com', 'paypal.com.a.top', 'paypal-com.top'])(
    'is not, however it looks: %s',
    (host) => {
      expect(codesOf(host)).not.toContain('rule.only-official-links');
    },
  );
});
