// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../decide/decision.ts';
import { arbitraryEvent } from '../../testing/arbitrary-events.ts';
import { decided, HARMLESS, SCAM } from '../../testing/journal.ts';
import { SHIPPED_POLICY_DIR } from '../load.ts';
import { type JournalPolicy, loadJournalPolicy } from './journal-policy.ts';
import { createKeyer } from './keyed-identifier.ts';
import { createRecorder, type Keeping } from './record.ts';

const shipped = loadJournalPolicy(SHIPPED_POLICY_DIR);
const keys = {
  allowed: { id: 'allowed-20260304-1', secret: new Uint8Array(32).fill(1) },
  flagged: { id: 'flagged-20260304-30', secret: new Uint8Array(32).fill(2) },
};

function recordOf(
  fields: Readonly<Record<string, unknown>>,
  changes: Partial<Decision> = {},
  policy: JournalPolicy = shipped,
) {
  const { event, decision } = decided(fields);
  const keeping: Keeping = { policy, keys };
  return JSON.parse(createRecorder(keeping)(event, { ...decision, ...changes }, 'screen'));
}

const LINK = {
  kind: 'link',
  url: 'https://shop.example.co.uk/basket?of=4711',
  visitor: 'visitor-9',
  subject: 'subject-7',
};
const TRANSFER = {
  kind: 'transfer',
  from: { account: 'DE89370400440532013000', holder: 'Erika Musterfrau', phone: '+4915112345678' },
  to: { account: 'GB82WEST12345698765432', name: 'Shop' },
  amount: { value: '12.50', currency: 'EUR' },
  memo: 'Order 4711',
  subject: 'subject-7',
};

describe('a record below warn', () => {
  it('of a link has the key of its host and of no person', () => {
    const record = recordOf(LINK, { verdict: 'allow' });
    expect(record.roles).toEqual(['host']);
    expect(record.keys).toEqual([createKeyer(keys.allowed.secret)({ kind: 'host', value: 'shop.example.co.uk' })]);
    expect(record.key).toBe(keys.allowed.id);
  });

  it('of a text has the keys of its persons and of none of its links', () => {
    expect(recordOf({ ...SCAM, subject: 'subject-7' }, { verdict: 'allow' }).roles).toEqual(['from', 'to', 'subject']);
  });

  it('holds nothing that was said, and nobody in clear', () => {
    fc.assert(
      fc.property(arbitraryEvent, (fields) => {
        const record = recordOf(fields, { verdict: 'allow' });
        const allowedNames =
          'id event kind door mode decided at verdict score scheme reasons model rules policy micros expires key keys roles'.split(
            ' ',
          );
        expect(Object.keys(record).filter((name) => !allowedNames.includes(name))).toEqual([]);
        for (const reason of record.reasons) expect(reason.length).toBeLessThanOrEqual(3);
        for (const key of record.keys) expect(key).toMatch(/^[\w-]{22}$/u);
      }),
      { numRuns: 50 },
    );
  });

  it('has its content where the operator asked for a sample, and then nobody’s key', () => {
    const sampling = { ...shipped, contents: { days: 14, allowSample: 1 } };
    const record = recordOf(HARMLESS, { verdict: 'allow' }, sampling);
    expect(JSON.parse(record.content)).toEqual({ event: { kind: 'text', from: HARMLESS.from, body: HARMLESS.body } });
    expect(record).toMatchObject({ keys: [], roles: [] });
    expect(record).not.toHaveProperty('key');
  });

  it('is in the sample as often as was asked', () => {
    const { event, decision } = decided(HARMLESS);
    const policy = { ...shipped, contents: { days: 14, allowSample: 0.25 } };
    const recorder = createRecorder({ policy, keys });
    const ids = Array.from(
      { length: 4096 },
      (_, n) => `dec_${(n * 2 ** 20).toString(16).padStart(8, '0')}${'0'.repeat(16)}`,
    );
    const sampled = ids.filter((id) =>
      recorder(event, { ...decision, id: id as Decision['id'] }, 'screen').includes('"content"'),
    );
    expect(sampled).toHaveLength(1024);
  });
});

describe('a record from warn up', () => {
  it('has every key and the content, without those it happened to', () => {
    const record = recordOf(TRANSFER, { verdict: 'warn' });
    expect(record.roles).toEqual(['payer', 'payer', 'payee', 'subject']);
    const { event, reasons } = JSON.parse(record.content);
    expect(event).toEqual({ kind: 'transfer', to: TRANSFER.to, amount: TRANSFER.amount, memo: TRANSFER.memo });
    expect(reasons[0]).toHaveProperty('because');
    for (const secret of [TRANSFER.from.account, 'Erika', TRANSFER.from.phone, 'subject-7'])
      expect(JSON.stringify(record)).not.toContain(secret);
  });

  it('of a link or call leaves out visitor and callee', () => {
    expect(JSON.parse(recordOf(LINK, { verdict: 'warn' }).content).event).toEqual({ kind: 'link', url: LINK.url });
    const call = { kind: 'call', from: '+447700900123', to: '+447700900999', transcript: 'Hello, this is your bank.' };
    const { to: _to, ...rest } = call;
    expect(JSON.parse(recordOf(call, { verdict: 'block' }).content).event).toEqual(rest);
  });

  it('has no content where policy keeps none', () => {
    const record = recordOf(SCAM, { verdict: 'warn' }, { ...shipped, contents: { days: 0, allowSample: 1 } });
    expect(record).not.toHaveProperty('content');
    expect(record.key).toBe(keys.flagged.id);
  });
});
