// SPDX-License-Identifier: Apache-2.0
/**
 * The audit trail: who did what to which object, why, and with what end. Rows form a chain, so that one that was changed or taken
 * out shows; the database refuses changes besides. No number, address or sentence of a message ever stands in it: objects are
 * named by opaque ids.
 */
import { createHash } from 'node:crypto';
import { formatInstant, type Instant } from '../base/instant.ts';
import type { KeyId, PersonId } from './ids.ts';

export type Actor =
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'key'; readonly id: KeyId }
  /** Somebody with a shell on the machine: the name of their account there. */
  | { readonly kind: 'cli'; readonly id: string }
  | { readonly kind: 'system'; readonly id: string }
  /** Somebody who has not proved who they are. */
  | { readonly kind: 'nobody'; readonly id: '' };

export const AUDIT_ACTIONS = [
  'sign-in',
  'sign-out',
  'session.end',
  'password.set',
  'factor.add',
  'factor.remove',
  'recovery-codes.make',
  'recovery-code.use',
  'person.add',
  'person.roles',
  'person.disable',
  'person.enable',
  'person.reset-factor',
  'person.link',
  'persons.read',
  'key.add',
  'key.revoke',
  'keys.read',
  'audit.read',
  'decisions.read',
  'contents.read',
  'record.append',
  'indicators.change',
  'point.switch',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export type AuditEntry = {
  readonly actor: Actor;
  readonly action: AuditAction;
  /** `id` is opaque or keyed: an id of ours, a digest, never a number or a name. */
  readonly object: { readonly kind: string; readonly id: string };
  /** Free text of the person, at most `WHY_CHARACTERS`; empty where none is asked. */
  readonly why?: string;
  readonly outcome?: 'done' | 'refused';
};

export const WHY_CHARACTERS = 500;

export type AuditRow = {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: Instant;
  readonly actorKind: string;
  readonly actorId: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly why: string;
  readonly outcome: string;
};

/** A place in the chain: the number of a row and its hash. */
export type AuditHead = { readonly seq: number; readonly hash: Buffer };

/** Before the first row. */
export const NO_HEAD: AuditHead = { seq: 0, hash: Buffer.alloc(32) };

/** SHA-256 over the hash before and the row as a JSON array: every field is in it, and none can pass for another. */
export function hashOfRow(before: Uint8Array, row: AuditRow): Buffer {
  const { seq, at, actorKind, actorId, action, objectKind, objectId, why, outcome } = row;
  const fields = [seq, formatInstant(at), actorKind, actorId, action, objectKind, objectId, why, outcome];
  return createHash('sha256').update(before).update(JSON.stringify(fields)).digest();
}

export type ChainFault = { readonly seq: number; readonly why: 'missing' | 'changed' | 'torn' | 'rewritten' };

export type LinkedRow = { readonly row: AuditRow; readonly before: Buffer; readonly hash: Buffer };

/** Follows `rows` from `head`; a fault names the first row that does not follow, or the number of the one that is missing. */
export function followChain(head: AuditHead, rows: readonly LinkedRow[]): AuditHead | ChainFault {
  let { seq, hash } = head;
  for (const { row, before, hash: claimed } of rows) {
    seq += 1;
    if (row.seq !== seq) return { seq, why: 'missing' };
    if (!before.equals(hash)) return { seq, why: 'torn' };
    if (!hashOfRow(before, row).equals(claimed)) return { seq, why: 'changed' };
    hash = claimed;
  }
  return { seq, hash };
}
