// SPDX-License-Identifier: Apache-2.0
/** Brand names in a template, each with the role that it plays there: the true owner writes, an impostor claims it, or it is mentioned. */
import type { Brand } from '../../decide/link/known-hosts.ts';
import type { Fault } from './finding.ts';
import type { Side } from './tag-faults.ts';
import type { TemplateLine } from './template-codec.ts';

/** Well-known names in lower case that occur in a text. */
export type NameFinder = (text: string) => readonly string[];

// Shorter names, everyday words, and names that are not what their hosts are called (Ledger's `ledgerlive`) are too often something else.
const SHORTEST_NAME = 5;

function isTelling({ name, tokens, everyday }: Brand): boolean {
  const squashed = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return everyday !== true && name.length >= SHORTEST_NAME && tokens.includes(squashed);
}

export function createNameFinder(brands: readonly Brand[]): NameFinder {
  const names = brands
    .filter(isTelling)
    .map(({ name }) => name.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  const any = new RegExp(`(?<![\\p{L}\\p{N}.@/-])(?:${names.join('|')})(?![\\p{L}\\p{N}.-])`, 'gu');
  return (text) => [...new Set(Array.from(text.toLowerCase().matchAll(any), ([name]) => name))];
}

export function brandFaults({ text, brands = [] }: TemplateLine, side: Side, find: NameFinder): readonly Fault[] {
  const given = brands.map(({ name }) => name.toLowerCase());
  const lower = text.toLowerCase();
  const isGiven = (name: string) => given.some((one) => one.includes(name) || name.includes(one));
  const missing = find(text).filter((name) => !isGiven(name));
  const absent = brands.filter(({ name }) => !lower.includes(name.toLowerCase()));
  const wrong = brands.filter(({ role }) => role === (side === 'scam' ? 'owner' : 'impostor'));
  return [
    ...missing.map((name) => ({
      code: 'brand-without-role' as const,
      message: `names ${name} and does not say in which role; add it to brands.`,
    })),
    ...absent.map(({ name }) => ({
      code: 'brand-not-in-text' as const,
      message: `gives a role to ${name}, which is not in the text; remove it.`,
    })),
    ...wrong.map(({ name, role }) => ({
      code: 'brand-role-of-other-side' as const,
      message: `says that ${name} is ${role}, on the ${side} side; write ${side === 'scam' ? 'impostor' : 'owner'} or mentioned.`,
    })),
  ];
}
