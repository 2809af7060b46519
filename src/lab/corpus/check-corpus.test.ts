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
    ['real-link', { text: 'See https://bit.ly/4lockers for the rent' }],
    ['valid-card', { text: 'Put it on 4111 1111 1111 1111 today' }],
    ['valid-iban', { text: 'Pay to DE89 3704 0044 0532 0130 00 today' }],
    ['valid-wallet', { text: 'Send it to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 now' }],
    ['valid-wallet', { text: 'Send it to bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 now' }],
    ['valid-wallet', { text: 'Send it to 0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe now' }],
    ['brand-without-role', { text: 'Netflix: your card was declined' }],
    ['brand-not-in-text', { brands: [{ name: 'Netflix', role: 'impostor' }] }],
    ['brand-role-of-other-side', { text: 'Netflix: pay', brands: [{ name: 'Netflix', role: 'owner' }] }],
  ])('finds %s', (code, fields) => {
    expect(codesOf(fields)).toEqual([code]);
  });

  it.each([
    ['a number reserved for fiction', 'Ring +44 7700 900123 about your locker'],
    ['a number for drama that the plan of its country has', 'Ring +49 30 23125 042 about your locker'],
    ['a number that says it was made up', 'Ring +44 7912 000678 about your locker'],
    ['a free mailbox that says it was made up', 'Write to maria000@gmail.com about your locker'],
    ['an address on an invented host', 'Write to maria.keller@lockers.example about it'],
    ['a chat account that says it was made up', 'Join at t.me/lockerclub000'],
    ['a card number whose check digit is wrong', 'Put it on 4111 1111 1111 1112 today'],
    ['an IBAN whose check digits are wrong', 'Pay to DE88 3704 0044 0532 0130 00 today'],
    ['eight bare digits, which are an order number', 'Order 20251130 is ready'],
    ['a bug that genuine senders send', 'Your value is {otpValue} and ${amount}'],
    ['an invented brand', 'Fernbank: your locker rent is overdue'],
  ])('lets %s stand', (_what, text) => {
    expect(codesOf({ text })).toEqual([]);
  });

  it.each([
    ['zh', 'real-number', '请致电13812345678联系'],
    ['ja', 'real-number', '電話は090-1234-5678まで'],
    ['th', 'real-number', 'โทร081-234-5678นะ'],
    ['ko', 'real-number', '전화 010-2345-6789로'],
    ['ar', 'real-number', 'اتصل ٠٥٠١٢٣٤٥٦٧'],
    ['hi', 'real-number', 'कॉल करें 9812345678'],
    ['en', 'real-number', 'Tel:07912345678'],
    ['en', 'valid-card', 'Use 3782 822463 10005 today'],
    ['zh', 'valid-card', '卡号4111111111111111请核对'],
    ['zh', 'valid-iban', '账号DE89370400440532013000请核对'],
    ['zh', 'valid-wallet', '转到1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2地址'],
  ])('finds in %s, however its script writes and groups it, %s: %s', (lang, code, text) => {
    const { findings } = check([{ ...GOOD, id: `${lang}-s-0001`, text }], `${lang}-scam.jsonl`);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });

  it('lets the hotlines of firms stand, and no other number in groups', () => {
    const codes = (lang: string, text: string) =>
      check([{ ...GOOD, id: `${lang}-s-0001`, text }], `${lang}-scam.jsonl`).findings.map(({ code }) => code);
    expect(codes('ko', '의심되면 1588-1234로 문의하세요')).toEqual([]);
    expect(codes('pt', 'Dúvidas sobre o armário: 4003-1234')).toEqual([]);
    expect(codes('pt', 'Dúvidas sobre o armário: 11 91234-5678')).toEqual(['real-number']);
    expect(codes('zh', '储物柜咨询 2588-1234')).toEqual(['real-number']);
  });

  it('takes dates, hours and sums for no telephone numbers, and two groups of four that are no hours for one', () => {
    const codes = (text: string) =>
      check([{ ...GOOD, id: 'de-s-0001', text }], 'de-scam.jsonl').findings.map(({ code }) => code);
    expect(codes('Fällig bis 30.11.2025 oder 2025-11-30, sonst 12.345.678 Euro, Schalter 0830-1730')).toEqual([]);
    expect(codes('Lohn 5500-6500 im Monat')).toEqual([]);
    expect(codes('Fällig heute, Rückfragen unter 7122-4283')).toEqual(['real-number']);
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
    const { findings } = check([GOOD, { ...GOOD, text: 'Now for something else entirely, good people' }, '', '{']);
    expect(findings.map(({ line, id, code }) => [line, id, code])).toEqual([
      [2, 'en-s-0001', 'repeated-id'],
      [3, '', 'blank-line'],
      [4, '', 'bad-json'],
    ]);
    expect(findings[0]?.message).toBe('has the id of en-scam.jsonl:1; take a free one.');
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

  it('finds a template that differs in the endings of its words only', () => {
    const texts = [
      'Hausverwaltungsbescheid Nebenkostenabrechnung Mieterstrompreiserhöhung',
      'Hausverwaltungsbescheide Nebenkostenabrechnungen Mieterstrompreiserhöhungen',
    ];
    const rows = texts.map((text, index) => ({ ...GOOD, id: `de-s-000${index}`, text }));
    expect(check(rows, 'de-scam.jsonl').findings.map(({ code }) => code)).toEqual(['near-duplicate']);
  });

  it('says in one sentence that a folder has no templates, or cannot be read', () => {
    const empty = mkdtempSync(join(tmpdir(), 'corpus-'));
    folders.push(empty);
    expect(() => checkCorpus(empty, shippedEngine().policy)).toThrow('holds no file like en-scam.jsonl');
    expect(() => checkCorpus(join(empty, 'gone'), shippedEngine().policy)).toThrow('cannot be read');
  });
});
