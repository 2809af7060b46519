// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { groupsBy, wholeGroups } from './groups.ts';
import { type InventedRow, inventRow } from './invented-rows.ts';

const rows = (
  [
    { id: 'a', lang: 'en', kind: 'scam', own: true, scheme: 'bank.fake', asks: ['pay', 'reply'] },
    { id: 'b', lang: 'ko', kind: 'service', own: true, sector: 'bank', asks: ['pay'] },
    { id: 'c', lang: 'en', kind: 'chat' },
  ] satisfies readonly InventedRow[]
).map((row) => inventRow(row));

describe('groups', () => {
  const shape = (groups: ReturnType<typeof groupsBy>) =>
    groups.map(({ name, rows: of }) => [name, of.map(({ sample }) => sample.id).join('')]);

  it('divide by language, source, sector and ask in the order of names', () => {
    expect(shape(groupsBy('lang', rows, []))).toEqual([
      ['en', 'ac'],
      ['ko', 'b'],
      ['own en', 'a'],
      ['own ko', 'b'],
    ]);
    expect(shape(groupsBy('source', rows, []))).toEqual([
      ['invented', 'c'],
      ['own', 'ab'],
    ]);
    expect(shape(groupsBy('sector', rows, []))).toEqual([['bank', 'b']]);
    expect(shape(groupsBy('ask', rows, []))).toEqual([
      ['pay', 'ab'],
      ['reply', 'a'],
    ]);
  });

  it('put a scheme’s scams among the innocent messages of own templates', () => {
    expect(shape(groupsBy('scheme', rows, []))).toEqual([['bank.fake', 'ab']]);
  });

  it('put a disguised scam among the undisguised innocent ones of its language', () => {
    const disguised = inventRow({ id: 'd', kind: 'scam', lang: 'en' });
    const clean = inventRow({ id: 'a', kind: 'scam', lang: 'en' });
    const family = { lang: 'en', family: 'styled' as const, rows: [{ clean, disguised }] };
    expect(shape(groupsBy('family', rows, [family]))).toEqual([['en styled', 'dc']]);
  });

  it('show public and own rows apart', () => {
    expect(shape(wholeGroups(rows)).slice(0, 3)).toEqual([
      ['all', 'abc'],
      ['public sets', 'c'],
      ['own templates', 'ab'],
    ]);
  });
});
