// SPDX-License-Identifier: Apache-2.0
/** The tables of the journal, and why each is kept. */
import type { ColumnType, Generated } from 'kysely';
import type { KeptTable } from '../../store/kept-table.ts';
import type { JournalPolicy } from './journal-policy.ts';

type Day = ColumnType<Date, never, never>;

type DecisionRow = {
  readonly id: string;
  readonly event_id: string;
  readonly kind: string;
  readonly door: string;
  readonly mode: string;
  readonly decided_at: Day;
  readonly event_at: Day;
  readonly verdict: string;
  readonly score: number;
  readonly scheme: string | null;
  readonly reasons: unknown;
  readonly model: string;
  readonly rules: string;
  readonly policy: string;
  readonly micros: number;
  readonly expires_at: Day | null;
  readonly key_id: string | null;
  readonly keys: readonly string[];
  readonly roles: readonly string[];
};

export type JournalTables = {
  readonly journal_allowed: DecisionRow;
  readonly journal_flagged: DecisionRow;
  readonly journal_contents: { readonly id: string; readonly decided_at: Day; readonly content: string };
  readonly journal_positions: {
    readonly node: string;
    readonly segment: number;
    readonly shipped: number;
    readonly moved_at: Generated<Date>;
  };
};

/** Whole partitions of a UTC day are dropped when their time is over, as `policy` says. */
export function journalTables(policy: JournalPolicy): readonly KeptTable[] {
  const { allowed, flagged, contents, counts } = policy;
  return [
    {
      table: 'journal_allowed',
      purpose: 'Answers why an event was let pass, for as long as things are counted over time.',
      legalBasis: 'GDPR Art. 6(1)(f): preventing fraud (recital 47); identifiers are keyed, Art. 25.',
      retention: { kind: 'partitions', days: allowed.days },
    },
    {
      table: 'journal_flagged',
      purpose: 'Answers those who ask why an event was warned of, held or blocked, and for disputes about it.',
      legalBasis: 'GDPR Art. 6(1)(f) and Art. 15 and 22(3): whoever is affected may learn why and contest it.',
      retention: { kind: 'partitions', days: flagged.days },
    },
    {
      table: 'journal_contents',
      purpose:
        'Shows the reviewer of a flagged event what it was; where the operator says so, a sample of others for backtests.',
      legalBasis: 'GDPR Art. 6(1)(f): without the words nobody can tell whether a warning was right.',
      retention: { kind: 'partitions', days: contents.days },
    },
    {
      table: 'journal_positions',
      purpose: 'Says which records of the spool have been taken over, so that each is taken once.',
      legalBasis: 'Concerns no person.',
      retention: { kind: 'rows', column: 'moved_at', days: counts.days },
    },
    {
      table: 'decision_counts',
      purpose: 'Counts decisions by day, kind, door, verdict and scheme.',
      legalBasis: 'Concerns no person.',
      retention: { kind: 'rows', column: 'day', days: counts.days },
    },
  ];
}
