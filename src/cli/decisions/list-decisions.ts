// SPDX-License-Identifier: Apache-2.0
/** What `tocsin decisions list` prints: one line for each decision that speaks of an identifier. */
import { parseAccountId } from '../../base/account-id.ts';
import { UsageError } from '../../base/errors.ts';
import { formatInstant, type Instant, instantOf, parseInstant } from '../../base/instant.ts';
import { parsePhoneNumber } from '../../base/phone-number.ts';
import type { KeptDecision } from '../../screen/journal/journal-store.ts';
import { readKeys } from '../../screen/journal/key-ring.ts';
import type { Identifier } from '../../screen/journal/keyed-identifier.ts';
import { identifyHost, identifySender, keysOf } from '../../screen/journal/record.ts';
import { printTable } from '../access/print-table.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { type Reading, sayRetention, withJournal } from './with-journal.ts';

export type ListAsked = Reading & {
  readonly identifier: { readonly kind: string; readonly value: string };
  readonly day: string | undefined;
  readonly rows: number;
};

const MS_PER_DAY = 86_400_000;

export async function listDecisions(input: CommandInput, asked: ListAsked, io: Io): Promise<ExitCode> {
  const identifier = parseIdentifier(asked.identifier);
  const from = asked.day === undefined ? undefined : parseDay(asked.day);
  return withJournal(input, asked, io, async (at) => {
    const { reader, data, noteRead } = at;
    const keys = readKeys(data);
    if (keys.length === 0) {
      io.stderr.write('This data folder has no keys: without them nobody can tell whom a row is about.\n');
      return EXIT.finding;
    }
    // The newest key is as good a name as any, and says nothing to those who lack it.
    const [name = ''] = keysOf(identifier, [keys.at(-1)?.secret ?? new Uint8Array()]);
    await noteRead('decisions.read', { kind: identifier.kind, id: name });
    const span = from === undefined ? {} : { from, before: instantOf(from + MS_PER_DAY) };
    const found = await reader.findBy({ identifier, keys, most: asked.rows, ...span });
    if (found.length === 0) {
      io.stderr.write(`No decision is known that speaks of it. ${sayRetention(at)}\n`);
      return EXIT.finding;
    }
    if (asked.json) for (const decision of found) io.stdout.write(`${JSON.stringify(factsOf(decision))}\n`);
    else
      printTable(io, ['WHEN', 'DECISION', 'EVENT', 'KIND', 'DOOR', 'VERDICT', 'SCORE', 'SCHEME'], found.map(cellsOf));
    return EXIT.done;
  });
}

function parseIdentifier({ kind, value }: ListAsked['identifier']): Identifier {
  switch (kind) {
    case 'number': {
      const number = parsePhoneNumber(value);
      if (number === undefined) throw new UsageError('--number needs a telephone number, best as +447700900123.');
      return { kind: 'phone', value: number };
    }
    case 'account': {
      const account = parseAccountId(value);
      if (account === undefined) throw new UsageError('--account needs an account number, IBAN or wallet.');
      return { kind: 'account', value: account };
    }
    case 'link': {
      const host = identifyHost(value);
      if (host === undefined) throw new UsageError('--link needs an address with a host, as https://example.org/page.');
      return host;
    }
    case 'sender':
      return identifySender(value.trim());
    default:
      return { kind: 'subject', value };
  }
}

function parseDay(text: string): Instant {
  const begins = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? parseInstant(`${text}T00:00:00Z`) : undefined;
  if (begins === undefined) throw new UsageError('--day needs a day that exists, as 2026-03-04.');
  return begins;
}

function factsOf({ id, eventId, kind, door, mode, verdict, score, scheme, decidedAt, versions }: KeptDecision) {
  const named = scheme === undefined ? {} : { scheme };
  return { id, eventId, kind, door, mode, verdict, score, ...named, decidedAt: formatInstant(decidedAt), versions };
}

function cellsOf({ id, eventId, kind, door, verdict, score, scheme, decidedAt }: KeptDecision): readonly string[] {
  return [formatInstant(decidedAt).slice(0, 19), id, eventId, kind, door, verdict, score.toFixed(4), scheme ?? ''];
}
