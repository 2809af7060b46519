// SPDX-License-Identifier: Apache-2.0
/** What Prometheus reads of the journal: asked of it whenever the figures are read. */
import { Counter, Gauge, type Registry } from 'prom-client';
import { JOURNAL_STATES, type JournalFigures } from '../screen/journal/journal.ts';

export function watchJournal(register: Registry, read: () => JournalFigures): void {
  const registers = [register];
  const counter = (name: string, help: string, of: (figures: JournalFigures) => number): void => {
    const made: Counter = new Counter({
      name,
      help,
      registers,
      collect: () => {
        made.reset();
        made.inc(of(read()));
      },
    });
  };
  const gauge = (name: string, help: string, of: (figures: JournalFigures) => number): void => {
    const made: Gauge = new Gauge({ name, help, registers, collect: () => made.set(of(read())) });
  };
  counter('tocsin_journal_records_total', 'Decisions that were kept.', ({ records }) => records);
  counter('tocsin_journal_lost_total', 'Decisions that could not be kept.', ({ lost }) => lost);
  counter('tocsin_journal_late_total', 'Answers given before their record was written.', ({ late }) => late);
  counter('tocsin_journal_syncs_total', 'Times the spool was synced.', ({ syncs }) => syncs);
  counter('tocsin_journal_sync_failures_total', 'Times the disk did not sync.', ({ syncFailures }) => syncFailures);
  counter('tocsin_journal_shipped_total', 'Records that the database took.', ({ shipped }) => shipped);
  counter('tocsin_journal_torn_total', 'Places of the spool that were no record.', ({ torn }) => torn);
  counter('tocsin_journal_refused_total', 'Records that the database refused.', ({ refused }) => refused);
  gauge(
    'tocsin_journal_waiting_bytes',
    'Bytes in memory, on their way to the disk.',
    ({ waitingBytes }) => waitingBytes,
  );
  gauge('tocsin_journal_spool_bytes', 'Bytes of the spool on the disk.', ({ spoolBytes }) => spoolBytes);
  gauge(
    'tocsin_journal_spool_oldest_seconds',
    'Age of the oldest record that the database does not have.',
    ({ oldestSeconds }) => oldestSeconds,
  );
  const states = new Gauge({
    name: 'tocsin_journal_state',
    help: '1 for the state that the journal is in.',
    labelNames: ['state'],
    registers,
    collect: () => {
      const { state } = read();
      for (const each of JOURNAL_STATES) states.set({ state: each }, each === state ? 1 : 0);
    },
  });
}
