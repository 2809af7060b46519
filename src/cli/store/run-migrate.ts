// SPDX-License-Identifier: Apache-2.0
/** What `tocsin migrate` does. */
import type pg from 'pg';
import { EnvironmentError, TocsinError } from '../../base/errors.ts';
import { openCopyClient } from '../../store/backup/copy-client.ts';
import { findMissing, migrate } from '../../store/migrations/migrate.ts';
import { type Migration, readMigrations } from '../../store/migrations/migrations.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { withServer } from './with-server.ts';

type Asked = { readonly check: boolean; readonly json: boolean };

export async function runMigrate(input: CommandInput, { check, json }: Asked, io: Io): Promise<ExitCode> {
  const known = readMigrations();
  const seen = await withServer(input, io, {
    makes: !check,
    work: async ({ connection }) => {
      const client = await openCopyClient(connection);
      try {
        return check ? await look(client, known) : await apply(client, known);
      } finally {
        await client.end();
      }
    },
  });
  io.stdout.write(json ? `${JSON.stringify(seen)}\n` : `${sentenceOf(seen)}\n`);
  return seen.missing.length > 0 ? EXIT.finding : EXIT.done;
}

type Seen = {
  /** Where the schema is. */
  readonly number: number;
  readonly applied: readonly string[];
  readonly missing: readonly string[];
};

async function look(client: pg.Client, known: readonly Migration[]): Promise<Seen> {
  const { number, missing } = await findMissing(client, known);
  return { number, applied: [], missing: missing.map(nameOf) };
}

async function apply(client: pg.Client, known: readonly Migration[]): Promise<Seen> {
  try {
    const { applied, number } = await migrate(client, known);
    return { number, applied: applied.map(nameOf), missing: [] };
  } catch (cause) {
    if (cause instanceof TocsinError) throw cause;
    throw new EnvironmentError(
      'database-not-migrated',
      'A migration failed; the database is as the one before it left it. tocsin doctor says how the database is.',
      { cause },
    );
  }
}

function nameOf({ number, name }: Migration): string {
  return `${String(number).padStart(4, '0')}-${name}`;
}

function sentenceOf({ number, applied, missing }: Seen): string {
  if (missing.length > 0) return `The schema is at migration ${number}. Missing: ${missing.join(', ')}.`;
  if (applied.length > 0) return `Applied: ${applied.join(', ')}. The schema is at migration ${number}.`;
  return `The schema is at migration ${number}. Nothing is missing.`;
}
