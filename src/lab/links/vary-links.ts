// SPDX-License-Identifier: Apache-2.0
/**
 * Rows to train from. Public lists of honest sites are home pages, and a model that sees paths only on scams learns that a path is
 * one: honest home pages get paths of other honest pages, and our own small sites stand with several.
 */
import { type ParsedLink, parseLink } from '../../decide/link/parse-link.ts';
import { drawFor, pick } from '../train/random.ts';
import type { LinkRow } from './read-links.ts';

export type TrainingLink = LinkRow & { readonly cost: number };

// Of honest home pages; measured on pages of lists that were left out.
const SHARE_WITH_PATH = 0.5;
const OWN_VARIANTS = 3;
// A row of our own lists stands for many: they are few, and what people send each other is like them.
const OWN_COST = 2;
// Scams by year: names of last year are likelier to come again than those of five years ago.
const COST_BY_YEAR: readonly (readonly [since: string, cost: number])[] = [
  ['2024', 1.6],
  ['2023', 1.2],
  ['2022', 0.8],
  ['', 0.5],
];

export function varyLinks(past: readonly LinkRow[], own: readonly LinkRow[], seed: number): readonly TrainingLink[] {
  const ownPaths = own.map(({ link }) => link.path).filter((path) => path !== '/');
  const paths = [...past.filter(({ label }) => label === 0).map(({ link }) => link.path), ...ownPaths].filter(
    (path) => path !== '/',
  );
  const rows = past.map((row): TrainingLink => {
    if (row.label === 1) return { ...row, cost: costOfYear(row.date ?? '') };
    if (row.link.path !== '/') return { ...row, cost: 1 };
    const draw = drawFor(seed, row.link.host);
    return { ...(draw() < SHARE_WITH_PATH ? withPath(row, pick(draw, paths)) : row), cost: 1 };
  });
  const varied = own.flatMap((row) => {
    const draw = drawFor(seed, row.link.href);
    const variants = Array.from({ length: OWN_VARIANTS }, () => withPath(row, pick(draw, ownPaths)));
    const all = row.link.path === '/' ? [row, ...variants.slice(1)] : [row, withPath(row, '/'), ...variants.slice(1)];
    return all.map((variant): TrainingLink => ({ ...variant, cost: OWN_COST }));
  });
  return [...rows, ...varied];
}

function costOfYear(date: string): number {
  return COST_BY_YEAR.find(([since]) => date >= since)?.[1] ?? 1;
}

/** A page of a platform is its path: it keeps it. */
function withPath(row: LinkRow, path: string): LinkRow {
  if (row.kind === 'hosted' && !row.link.isShared) return row;
  const link: ParsedLink | undefined = parseLink(`${row.link.scheme}://${row.link.host}${path}`).link;
  return link === undefined ? row : { ...row, link };
}
