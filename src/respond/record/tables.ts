// SPDX-License-Identifier: Apache-2.0
/** The tables of the public record, and what of them is kept for how long. */
import type { KeptTable } from '../../store/kept-table.ts';

export type RecordTables = {
  readonly record_leaves: {
    readonly leaf_index: number;
    readonly kind: string;
    readonly entry: Buffer;
    readonly leaf_hash: Buffer;
    readonly appended_at: Date;
  };
  readonly record_head: {
    readonly only_row: boolean;
    readonly size: number;
    readonly root: Buffer;
    readonly frontier: Buffer;
    readonly signer: string | null;
  };
  readonly record_openings: {
    readonly leaf_index: number;
    readonly kind: string;
    readonly value: string;
    readonly salt: string;
    readonly expires_at: Date;
  };
};

export const RECORD_TABLES: readonly KeptTable[] = [
  {
    table: 'record_leaves',
    purpose: 'Proof of every confirmation, dispute, withdrawal, expiry and switch, and of the policy in force.',
    legalBasis: 'Concerns no person: codes, roles and salted commitments.',
    retention: { kind: 'kept', because: 'a record that forgets proves nothing' },
  },
  {
    table: 'record_head',
    purpose: 'Where the record ends and who signs it, so that nobody appends at the same place twice.',
    legalBasis: 'Concerns no person.',
    retention: { kind: 'kept', because: 'it is one row that is overwritten' },
  },
  {
    table: 'record_openings',
    purpose: 'Lets whoever a block or a reason concerns, and an auditor, see that the leaf means what is said of it.',
    legalBasis: 'GDPR Art. 6(1)(f): answering for a block towards those whom it concerns.',
    // A year in which one can still complain about a block that has ended.
    retention: { kind: 'rows', column: 'expires_at', days: 365 },
  },
];
