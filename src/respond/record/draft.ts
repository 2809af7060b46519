// SPDX-License-Identifier: Apache-2.0
/** From what a slice wants recorded to the leaf that the public may read, and what opens it for the parties. */
import type { RandomBytes } from '../../base/ids.ts';
import { formatInstant, type Instant } from '../../base/instant.ts';
import { commit, newSalt, type Opening } from './commitment.ts';
import { type EndingKind, type IndicatorKind, type Leaf, type LeafRefusal, readLeaf, type RecordRole } from './leaf.ts';

export type Decider = { readonly role: RecordRole } | { readonly rule: string };

/** A statement to be recorded, in the clear. Time, salt and commitment are added when it is sealed. */
export type Draft =
  | {
      readonly kind: 'digests';
      /** SHA-256 in hexadecimal, 12 digits at the least, of the files in force. */
      readonly policy: string;
      readonly taxonomy: string;
      readonly rules: string;
      readonly models: string;
    }
  | {
      readonly kind: 'audit';
      /** Number of the newest row of the audit trail, from 1, and its hash in hexadecimal. */
      readonly rows: number;
      readonly hash: string;
    }
  | {
      readonly kind: 'indicator.confirmed';
      readonly indicatorKind: IndicatorKind;
      /** Normalised. */
      readonly value: string;
      readonly scheme: string;
      readonly legalBasis: string;
      /** At most 90 days from now. */
      readonly expiresAt: Instant;
      readonly decidedBy: Decider;
    }
  | {
      readonly kind: EndingKind;
      /** Index of the leaf that confirmed it. */
      readonly confirmed: number;
      readonly decidedBy: Decider;
      /** Kept as a commitment: whoever it concerns can be shown it. */
      readonly reason?: string;
    }
  | {
      readonly kind: 'point.enforce' | 'point.observe';
      readonly point: string;
      readonly firstRole: RecordRole;
      readonly secondRole: RecordRole;
      readonly reason?: string;
    };

export type DraftRefusal = LeafRefusal | { readonly why: 'bad-value' };

export type Sealed = { readonly leaf: Leaf; readonly opening?: Opening };

const MOST_CODE_POINTS = 4096;

export function sealDraft(
  draft: Draft,
  { at, random }: { readonly at: Instant; readonly random: RandomBytes },
): { readonly ok: true; readonly sealed: Sealed } | ({ readonly ok: false } & DraftRefusal) {
  const opening = openingOf(draft, random);
  if (opening && (opening.value === '' || opening.value.length > MOST_CODE_POINTS || !opening.value.isWellFormed()))
    return { ok: false, why: 'bad-value' };
  const read = readLeaf(contentOf(draft, formatInstant(at), opening && commit(opening)));
  if (!read.ok) return read;
  return { ok: true, sealed: { leaf: read.leaf, ...(opening ? { opening } : {}) } };
}

function openingOf(draft: Draft, random: RandomBytes): Opening | undefined {
  if (draft.kind === 'indicator.confirmed')
    return { kind: draft.indicatorKind, value: draft.value, salt: newSalt(random) };
  if (draft.kind === 'digests' || draft.kind === 'audit' || draft.reason === undefined) return undefined;
  return { kind: 'reason', value: draft.reason, salt: newSalt(random) };
}

function contentOf(draft: Draft, at: string, commitment: string | undefined): unknown {
  const head = { v: 1, kind: draft.kind, at };
  const reason = commitment === undefined ? {} : { reasonCommitment: commitment };
  switch (draft.kind) {
    case 'digests':
      return { ...head, policy: draft.policy, taxonomy: draft.taxonomy, rules: draft.rules, models: draft.models };
    case 'audit':
      return { ...head, rows: draft.rows, hash: draft.hash };
    case 'indicator.confirmed':
      return {
        ...head,
        commitment,
        indicatorKind: draft.indicatorKind,
        scheme: draft.scheme,
        legalBasis: draft.legalBasis,
        expiresAt: Number.isFinite(draft.expiresAt) ? formatInstant(draft.expiresAt) : undefined,
        decidedBy: deciderOf(draft.decidedBy),
      };
    case 'indicator.disputed':
    case 'indicator.withdrawn':
    case 'indicator.expired':
      return { ...head, confirmed: draft.confirmed, decidedBy: deciderOf(draft.decidedBy), ...reason };
    case 'point.enforce':
    case 'point.observe': {
      const { point, firstRole, secondRole } = draft;
      return { ...head, point, firstRole, secondRole, ...reason };
    }
  }
}

function deciderOf(decider: Decider): string {
  return 'role' in decider ? `role:${decider.role}` : `rule:${decider.rule}`;
}
