// SPDX-License-Identifier: Apache-2.0
/** The tables of this folder as kysely sees them, and why each is kept and for how long. */
import type { ColumnType, Generated } from 'kysely';
import type { KeptTable } from '../store/kept-table.ts';

type Maybe<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>;

export type PersonsTable = {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly roles: string[];
  readonly password: Maybe<string>;
  readonly totp_secret: Maybe<Buffer>;
  readonly totp_since: Maybe<Date>;
  readonly totp_step: Generated<number>;
  readonly created_at: Date;
  readonly created_by: string;
  readonly disabled_at: Maybe<Date>;
};

export type AccessTables = {
  readonly access_persons: PersonsTable;
  readonly access_recovery_codes: { readonly person_id: string; readonly digest: Buffer };
  readonly access_passkeys: {
    readonly id: string;
    readonly person_id: string;
    readonly site: string;
    readonly public_key: Buffer;
    readonly counter: number;
    readonly label: string;
    readonly created_at: Date;
    readonly used_on: Maybe<string>;
  };
  readonly access_sessions: {
    readonly id: string;
    readonly digest: Buffer;
    readonly person_id: string;
    readonly stage: 'enrol' | 'factor' | 'full';
    readonly device: string;
    readonly created_at: Date;
    readonly seen_at: Date;
    readonly expires_at: Date;
  };
  readonly access_challenges: {
    readonly digest: Buffer;
    readonly challenge: string;
    readonly person_id: Maybe<string>;
    readonly expires_at: Date;
  };
  readonly access_links: {
    readonly digest: Buffer;
    readonly person_id: Maybe<string>;
    readonly created_at: Date;
    readonly expires_at: Date;
  };
  readonly access_attempts: {
    readonly key: Buffer;
    readonly failures: number;
    readonly last_at: Date;
    readonly locked_until: Maybe<Date>;
  };
  readonly access_keys: {
    readonly id: string;
    readonly digest: Buffer;
    readonly scopes: string[];
    readonly label: string;
    readonly institution: string;
    readonly created_at: Date;
    readonly created_by: string;
    readonly expires_at: Date;
    readonly revoked_at: Maybe<Date>;
    readonly used_on: Maybe<string>;
  };
  readonly access_audit: {
    readonly seq: number;
    readonly at: Date;
    readonly actor_kind: string;
    readonly actor_id: string;
    readonly action: string;
    readonly object_kind: string;
    readonly object_id: string;
    readonly why: string;
    readonly outcome: string;
    readonly before: Buffer;
    readonly hash: Buffer;
  };
  readonly access_audit_floor: {
    readonly only_row: Generated<boolean>;
    readonly seq: number;
    readonly at: Date;
    readonly hash: Buffer;
  };
};

const EMPLOYMENT = 'GDPR Art. 6(1)(f): whoever runs the platform must know who may act in it.';
const SECURITY = 'GDPR Art. 6(1)(f) and Art. 32: keeping strangers out.';

export const ACCESS_TABLES: readonly KeptTable[] = [
  {
    table: 'access_persons',
    purpose: 'Who may sign in, and what they may do.',
    legalBasis: EMPLOYMENT,
    retention: { kind: 'kept', because: 'The audit trail names persons by these ids; who has left is disabled.' },
  },
  {
    table: 'access_recovery_codes',
    purpose: 'Digests of codes that stand in for a lost second factor.',
    legalBasis: SECURITY,
    retention: { kind: 'kept', because: 'A code goes when it is used, and with its person.' },
  },
  {
    table: 'access_passkeys',
    purpose: 'Public keys by which persons prove who they are.',
    legalBasis: SECURITY,
    retention: { kind: 'kept', because: 'A passkey goes when its person removes it or leaves.' },
  },
  {
    table: 'access_sessions',
    purpose: 'Who is signed in, where, and until when.',
    legalBasis: SECURITY,
    retention: { kind: 'rows', column: 'expires_at', days: 1 },
  },
  {
    table: 'access_challenges',
    purpose: 'What a passkey has to sign, for five minutes.',
    legalBasis: SECURITY,
    retention: { kind: 'rows', column: 'expires_at', days: 1 },
  },
  {
    table: 'access_links',
    purpose: 'Digests of one-time links by which persons come.',
    legalBasis: SECURITY,
    retention: { kind: 'rows', column: 'expires_at', days: 1 },
  },
  {
    table: 'access_attempts',
    purpose: 'How often signing in failed, by keyed digests, so that guessing is slow.',
    legalBasis: SECURITY,
    retention: { kind: 'rows', column: 'last_at', days: 2 },
  },
  {
    table: 'access_keys',
    purpose: 'Digests of the keys of institutions, and what each may be used for.',
    legalBasis: 'Concerns institutions; the person who made a key is named by id, GDPR Art. 6(1)(f).',
    retention: { kind: 'rows', column: 'expires_at', days: 1096 },
  },
  {
    table: 'access_audit',
    purpose: 'Who read or changed what, and why: to answer those concerned, and to find misuse.',
    legalBasis: 'GDPR Art. 5(2), Art. 32: accountability and security.',
    retention: { kind: 'rows', column: 'at', days: 1096 },
  },
  {
    table: 'access_audit_floor',
    purpose: 'Where the audit trail now begins, so that a missing beginning shows.',
    legalBasis: 'Concerns no person: a number, a day and a hash.',
    retention: { kind: 'kept', because: 'One row, overwritten as the trail ages.' },
  },
];
