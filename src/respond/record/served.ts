// SPDX-License-Identifier: Apache-2.0
/**
 * What is served to block by, held against the record: each entry names a leaf and the salt that opens it, and the leaf must be a
 * confirmation in force. Lists and zones are read into `ServedEntry`; while the record is verified, `Standings` notes what it says of them.
 */
import { type Instant, parseInstant } from '../../base/instant.ts';
import { openCommitment } from './commitment.ts';
import { type Confirmation, type EndingKind, isEnding, type Leaf } from './leaf.ts';

export type ServedEntry = {
  /** Of the file, from 1. */
  readonly line: number;
  readonly leaf: number;
  readonly kind: string;
  readonly value: string;
  readonly salt: string;
  /** What the entry says of itself; absent where its form has no place for it. */
  readonly says?: { readonly scheme: string; readonly legalBasis: string; readonly expiresAt: string };
};

export type ServedFinding = { readonly line: number; readonly message: string };

export type ServedFile = { readonly entries: readonly ServedEntry[]; readonly findings: readonly ServedFinding[] };

export type Standings = {
  readonly visit: (leaf: Leaf, index: number) => void;
  /** Of each entry that must not be served now, why. Call when the record has been read. */
  readonly judge: (entries: readonly ServedEntry[], now: Instant) => readonly ServedFinding[];
};

type Standing = { confirmation?: Confirmation; ended?: { readonly kind: EndingKind; readonly index: number } };

/** Notes only what these entries name. */
export function createStandings(entries: readonly ServedEntry[]): Standings {
  const named = new Map<number, Standing>(entries.map(({ leaf }) => [leaf, {}]));
  return {
    visit: (leaf, index) => {
      if (leaf.kind === 'indicator.confirmed') {
        const standing = named.get(index);
        if (standing) standing.confirmation = leaf;
      } else if (isEnding(leaf)) {
        const standing = named.get(leaf.confirmed);
        if (standing) standing.ended ??= { kind: leaf.kind, index };
      }
    },
    judge: (judged, now) =>
      judged.flatMap((entry) => {
        const message = faultOf(entry, named.get(entry.leaf), now);
        return message === undefined ? [] : [{ line: entry.line, message }];
      }),
  };
}

const ENDED: Readonly<Record<EndingKind, string>> = {
  'indicator.disputed': 'was disputed',
  'indicator.withdrawn': 'was withdrawn',
  'indicator.expired': 'was declared expired',
};

function faultOf(entry: ServedEntry, standing: Standing | undefined, now: Instant): string | undefined {
  const { leaf, kind, value, salt, says } = entry;
  const confirmation = standing?.confirmation;
  if (!confirmation) return `leaf ${leaf} is no confirmation`;
  if (confirmation.indicatorKind !== kind || !openCommitment(confirmation.commitment, { kind, value, salt }))
    return `leaf ${leaf} confirms something else`;
  if (says && says.scheme !== confirmation.scheme) return `its scheme is not that of leaf ${leaf}`;
  if (says && says.legalBasis !== confirmation.legalBasis) return `its legal basis is not that of leaf ${leaf}`;
  if (says && says.expiresAt !== confirmation.expiresAt) return `its expiry is not that of leaf ${leaf}`;
  if (standing.ended) return `leaf ${leaf} ${ENDED[standing.ended.kind]} by leaf ${standing.ended.index}`;
  if ((parseInstant(confirmation.expiresAt) ?? 0) <= now) return `leaf ${leaf} has expired`;
  return undefined;
}
