// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../base/instant.ts';
import { type Draft, sealDraft } from './draft.ts';
import type { Leaf } from './leaf.ts';
import { createStandings, type ServedFile } from './served.ts';
import { readServedList } from './served-list.ts';
import { readServedZone } from './served-zone.ts';
import { confirmation, DAY_MS } from './test-record.ts';

const at = instantOf(Date.UTC(2026, 0, 1));

/** A record in memory: its leaves, and the salt of each. */
function recordOf(...drafts: readonly Draft[]) {
  const sealed = drafts.map((draft) => {
    const done = sealDraft(draft, { at, random: randomBytes });
    if (!done.ok) throw new Error(done.why);
    return done.sealed;
  });
  return { leaves: sealed.map(({ leaf }) => leaf), salts: sealed.map(({ opening }) => opening?.salt ?? '') };
}

function judge(file: ServedFile, leaves: readonly Leaf[], now = instantOf(at + DAY_MS)): string[] {
  const standings = createStandings(file.entries);
  for (const [index, leaf] of leaves.entries()) standings.visit(leaf, index);
  return [...file.findings, ...standings.judge(file.entries, now)].map(({ line, message }) => `${line}: ${message}`);
}

const expiresAt = instantOf(at + 30 * DAY_MS);
const domain = (value: string): Draft => confirmation(value, { expiresAt });
const phone: Draft = confirmation('+447700900123', { indicatorKind: 'phone', expiresAt });
const ends = (kind: 'indicator.withdrawn' | 'indicator.disputed', confirmed: number): Draft => ({
  kind,
  confirmed,
  decidedBy: { role: 'approver' },
});

describe('a served list', () => {
  const { leaves, salts } = recordOf(
    domain('bad.example'),
    phone,
    domain('owner.example'),
    ends('indicator.disputed', 2),
  );
  const entry = (leaf: number, more: object = {}) =>
    JSON.stringify({
      kind: 'domain',
      value: 'bad.example',
      leaf,
      salt: salts[leaf],
      scheme: 'bank.safe-account',
      legalBasis: 'gdpr.6-1-f',
      expiresAt: '2026-01-31T00:00:00.000Z',
      ...more,
    });

  it('passes where each entry opens a confirmation in force that says the same', async () => {
    const file = await readServedList([entry(0), '', entry(1, { kind: 'phone', value: '+447700900123', source: 'x' })]);
    expect(judge(file, leaves)).toEqual([]);
  });

  it('fails by line for everything that the record does not bear out', async () => {
    const lines = [
      entry(0, { value: 'other.example' }),
      entry(0, { kind: 'url' }),
      entry(0, { salt: salts[1] }),
      entry(0, { salt: 'x' }),
      entry(0, { scheme: 'parcel.fee' }),
      entry(0, { legalBasis: 'order.1' }),
      entry(0, { expiresAt: '2026-02-28T00:00:00.000Z' }),
      entry(2, { value: 'owner.example' }),
      entry(3),
      entry(9, { salt: salts[0] }),
      entry(0, { leaf: '0' }),
      entry(0, { scheme: undefined }),
      entry(0, { legalBasis: undefined }),
      entry(0, { expiresAt: undefined }),
      'bad.example',
      '[]',
    ];
    expect(
      judge(await readServedList(lines), leaves).toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
    ).toEqual([
      '1: leaf 0 confirms something else',
      '2: leaf 0 confirms something else',
      '3: leaf 0 confirms something else',
      '4: leaf 0 confirms something else',
      '5: its scheme is not that of leaf 0',
      '6: its legal basis is not that of leaf 0',
      '7: its expiry is not that of leaf 0',
      '8: leaf 2 was disputed by leaf 3',
      '9: leaf 3 is no confirmation',
      '10: leaf 9 is no confirmation',
      '11: names no leaf',
      '12: has no scheme',
      '13: has no legal basis',
      '14: has no expiry',
      '15: is not JSON',
      '16: is not a JSON object',
    ]);
  });

  it('fails when an entry has had its time', async () => {
    expect(judge(await readServedList([entry(0)]), leaves, expiresAt)).toEqual(['1: leaf 0 has expired']);
  });
});

describe('a served zone', () => {
  const { leaves, salts } = recordOf(
    domain('bad.example'),
    domain('two.example'),
    ends('indicator.withdrawn', 1),
    phone,
  );
  const mark = (leaf: number): string => `; tocsin leaf=${leaf} salt=${salts[leaf]}`;
  const lines = async (text: string): Promise<string[]> => judge(await readServedZone(text.split('\n')), leaves);

  const head = `$TTL 60
@ IN SOA localhost. root.localhost. (
    1 ; serial
    60 60 60 60 )
  IN NS localhost.
`;

  it('passes in every spelling of a domain that the record confirms', async () => {
    expect(
      await lines(`${head}bad.example CNAME . ${mark(0)}
*.bad.example 30 IN CNAME . ${mark(0)}
  IN TXT "why; (not)" ${mark(0)}
`),
    ).toEqual([]);
    expect(
      await lines(`$ORIGIN rpz.tocsin.example.\n${head}BAD.example CNAME . ${mark(0)}\nbad.example.rpz.tocsin.example. CNAME . ${mark(0)}\r
$ORIGIN example.rpz.tocsin.example.
bad CNAME . ${mark(0)}`),
    ).toEqual([]);
    expect(
      await lines(`rpz.example. SOA a. b. 1 2 3 4 5\nrpz.example. NS a.\nbad.example.rpz.example. CNAME . ${mark(0)}`),
    ).toEqual([]);
  });

  it('fails by line for whatever is not in the record', async () => {
    expect(
      await lines(`${head}free.example CNAME .
free.example CNAME . ${mark(0)}
two.example CNAME . ${mark(1)}
bad.example CNAME . ; tocsin leaf=0 salt=x
bad.example TXT "; tocsin leaf=0 salt=${salts[0]}"
sub.bad.example CNAME . ${mark(0)}
32.1.2.0.192.rpz-ip CNAME . ${mark(0)}
sub.bad.example NS a. 
$INCLUDE more.zone
@ IN SOA a. b. 1 1 1 1 1
$GENERATE 1-9 host$ CNAME .
`),
    ).toEqual([
      '6: has no leaf',
      '10: has no leaf',
      '13: has no leaf',
      '14: is a directive that brings in what does not stand in this file',
      '15: begins a second zone',
      '16: is a directive that brings in what does not stand in this file',
      '7: leaf 0 confirms something else',
      '8: leaf 1 was withdrawn by leaf 2',
      '9: leaf 0 confirms something else',
      '11: leaf 0 confirms something else',
      '12: leaf 0 confirms something else',
    ]);
    expect(await lines(`bad.example CNAME . ${mark(0)}`)).toEqual(['1: stands before the SOA record']);
    expect(await lines(`rpz.example. SOA a. b. 1 2 3 4 5\nbad.example. CNAME . ${mark(0)}`)).toEqual([
      '2: does not lie in the zone',
    ]);
    expect(await lines(`${head}bad.example CNAME ( . ${mark(0)}`)).toEqual(['6: the file ends within parentheses']);
  });

  it('is read to its end whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string()), async (noise) => {
        await readServedZone(noise);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string()), async (noise) => {
        await readServedList(noise);
      }),
    );
  });
});
