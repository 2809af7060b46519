// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedEngine } from '../../testing/engine.ts';
import { checkCorpus } from './check-corpus.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const GOOD = {
  id: 'en-s-0001',
  text: 'Your locker rent is overdue, settle it today or we empty the locker',
  sector: 'home',
  purpose: 'threat',
  asks: ['pay'],
  sender: 'number',
  scheme: 'authority.utility-threat',
};

type Fields = Readonly<Record<string, unknown>>;

function check(lines: readonly (Fields | string)[], file = 'en-scam.jsonl') {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  folders.push(folder);
  const written = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(join(folder, file), `${written.join('\n')}\n`);
  return checkCorpus(folder, shippedEngine().policy);
}

const codesOf = (fields: Fields) => check([{ ...GOOD, ...fields }]).findings.map(({ code }) => code);
const legitimate = { ...GOOD, id: 'en-l-0001', scheme: undefined };

describe('the corpus checker', () => {
  it('finds nothing wrong with a good template, and counts it', () => {
    expect(check([GOOD])).toEqual({ findings: [], counts: [{ lang: 'en', legitimate: 0, scam: 1 }] });
  });

  it.each<readonly [code: string, fields: Fields]>([
    ['missing-tag', { sector: undefined }],
    ['unknown-sector', { sector: 'bankk' }],
    ['unknown-ask', { asks: ['paay'] }],
    ['unknown-sender', { sender: 'pigeon' }],
    ['unknown-role', { text: 'Netflix: pay', brands: [{ name: 'Netflix', role: 'thief' }] }],
    ['bad-field', { note: 'x' }],
    ['wrong-id', { id: 'de-s-0001' }],
    ['unknown-scheme', { scheme: 'authority.utility-treat' }],
    ['wrong-side-scheme', { scheme: undefined }],
    ['asks-nothing-and-more', { asks: ['pay', 'nothing'] }],
    ['misspelt-slot', { text: 'Pay {ammount} today' }],
    ['real-number', { text: 'Ring +44 7912 345678 about your locker' }],
    ['real-address', { text: 'Write to maria.keller@gmail.com about your locker' }],
    ['real-link', { text: 'Join at t.me/lockerclub' }],
    ['valid-card', { text: 'Put it on 4111 1111 1111 1111 today' }],
    ['valid-iban', { text: 'Pay to DE89 3704 0044 0532 0130 00 today' }],
    ['valid-wallet', { text: 'Send it to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 now' }],
    ['brand-without-role', { text: 'Netflix: your card was declined' }],
    ['brand-not-in-text', { brands: [{ name: 'Netflix', role: 'impostor' }] }],
    ['brand-role-of-other-side', { text: 'Netflix: pay', brands: [{ name: 'Netflix', role: 'owner' }] }],
  ])('finds %s', (code, fields) => {
    expect(codesOf(fields)).toEqual([code]);
  });

  it.each([
    ['a number reserved for fiction', 'Ring +44 7700 900123 about your locker'],
    ['a number that says it was made up', 'Ring +1 212 555 0143 about your locker'],
    ['an address on an invented host', 'Write to maria.keller@lockers.example about it'],
    ['a chat account that says it was made up', 'Join at t.me/lockerclub000'],
    ['a card number whose check digit is wrong', 'Put it on 4111 1111 1111 1112 today'],
    ['an IBAN whose check digits are wrong', 'Pay to DE88 3704 0044 0532 0130 00 today'],
    ['an order number', 'Order 20251130 is ready'],
    ['a bug that genuine senders send', 'Your value is {otpValue} and ${amount}'],
    ['an invented brand', 'Fernbank: your locker rent is overdue'],
  ])('lets %s stand', (_what, text) => {
    expect(codesOf({ text })).toEqual([]);
  });

  it('finds a scam’s link and a scheme on the legitimate side', () => {
    const codes = (fields: Fields) =>
      check([{ ...legitimate, ...fields }], 'en-legitimate.jsonl').findings.map(({ code }) => code);
    expect(codes({})).toEqual([]);
    expect(codes({ text: 'See {link} for it' })).toEqual(['scam-link']);
    expect(codes({ scheme: GOOD.scheme })).toEqual(['wrong-side-scheme']);
    expect(codes({ text: 'Netflix: your bill', brands: [{ name: 'Netflix', role: 'impostor' }] })).toEqual([
      'brand-role-of-other-side',
    ]);
  });

  it('says where: file, line, id and what to do, in the order of lines', () => {
    const { findings } = check([GOOD, '', '{', { ...GOOD, text: 'Now for something else entirely, good people' }]);
    expect(findings.map(({ line, id, code }) => [line, id, code])).toEqual([
      [2, '', 'blank-line'],
      [3, '', 'bad-json'],
      [4, 'en-s-0001', 'repeated-id'],
    ]);
    expect(findings[2]?.message).toBe('has the id of en-scam.jsonl:1; take a free one.');
  });

  it('finds a template that says the same with other numbers, links and endings of words', () => {
    const copies = [
      {
        ...GOOD,
        id: 'en-s-0002',
        text: 'Toll of £4.20 is unpaid. Pay at http://toll-a.top within 24 hours to avoid a fine.',
      },
      {
        ...GOOD,
        id: 'en-s-0003',
        text: 'Toll of £7.95 is unpaid. Pay at www.b-toll.xyz/x within 12 hours to avoid a fine.',
      },
    ];
    const { findings } = check([GOOD, ...copies]);
    expect(findings.map(({ id, code }) => [id, code])).toEqual([['en-s-0003', 'near-duplicate']]);
    expect(findings[0]?.message).toContain('the same as en-s-0002');
  });

  it('says in one sentence that a folder has no templates, or cannot be read', () => {
    const empty = mkdtempSync(join(tmpdir(), 'corpus-'));
    folders.push(empty);
    expect(() => checkCorpus(empty, shippedEngine().policy)).toThrow('holds no file like en-scam.jsonl');
    expect(() => checkCorpus(join(empty, 'gone'), shippedEngine().policy)).toThrow('cannot be read');
  });
});
