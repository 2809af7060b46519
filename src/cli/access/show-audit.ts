// SPDX-License-Identifier: Apache-2.0
/** What `tocsin audit` prints. */
import { type AccessTables, type Audit, type AuditRow, createAdmin } from '../../access/index.ts';
import { formatInstant } from '../../base/instant.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { type AuditEnd, readAuditEnds, type RecordTables } from '../../respond/record/index.ts';
import type { Io } from '../io.ts';
import { withStore } from '../store/with-store.ts';
import { printTable } from './print-table.ts';
import { cliActor } from './with-admin.ts';

export type AuditAsked = {
  readonly action: 'list' | 'verify';
  readonly rows: number;
  readonly before: number | undefined;
  readonly json: boolean;
};

export async function showAudit(input: CommandInput, asked: AuditAsked, io: Io): Promise<ExitCode> {
  return withStore(input, io, async ({ store }) => {
    const { audit } = createAdmin({ db: store.db<AccessTables>() });
    if (asked.action === 'list') return list(audit, asked, io);
    const ends = await readAuditEnds(store.db<RecordTables>());
    return verify(audit, ends, asked.json, io);
  });
}

async function list(audit: Audit, { rows, before, json }: AuditAsked, io: Io): Promise<ExitCode> {
  const id = before === undefined ? 'newest' : `below ${before}`;
  await audit.record({ actor: cliActor(), action: 'audit.read', object: { kind: 'audit', id } });
  const found = await audit.list({ limit: rows, ...(before === undefined ? {} : { before }) });
  if (json) for (const row of found) io.stdout.write(`${JSON.stringify({ ...row, at: formatInstant(row.at) })}\n`);
  else printTable(io, ['NO.', 'WHEN', 'WHO', 'WHAT', 'TO WHAT', 'END', 'WHY'], found.map(cellsOf));
  return EXIT.done;
}

function cellsOf({ seq, at, actorKind, actorId, action, objectKind, objectId, outcome, why }: AuditRow) {
  const who = `${actorKind} ${actorId}`.trim();
  return [String(seq), formatInstant(at).slice(0, 19), who, action, `${objectKind} ${objectId}`.trim(), outcome, why];
}

const FAULTS = {
  missing: 'is missing',
  changed: 'is not what was written',
  torn: 'does not follow from the one before',
  rewritten: 'is not the one whose hash the public record holds',
} as const;

async function verify(audit: Audit, ends: readonly AuditEnd[], json: boolean, io: Io): Promise<ExitCode> {
  const proof = await audit.verify(ends.map(({ rows, hash }) => ({ seq: rows, hash: Buffer.from(hash, 'hex') })));
  if (!proof.ok) {
    const { seq, why } = proof.fault;
    io.stdout.write(
      json ? `${JSON.stringify({ ok: false, seq, why })}\n` : `The audit trail is broken: row ${seq} ${FAULTS[why]}.\n`,
    );
    return EXIT.finding;
  }
  const { rows, first, head } = proof;
  const noted = ends.length === 0 ? '' : `, as ${ends.length} leaves of the public record say`;
  const hash = head.hash.toString('hex');
  if (json) io.stdout.write(`${JSON.stringify({ ok: true, rows, first, last: head.seq, hash })}\n`);
  else if (rows === 0) io.stdout.write('The audit trail is empty.\n');
  else
    io.stdout.write(
      `The audit trail is whole: rows ${first} to ${head.seq}, the newest with the hash ${hash}${noted}.\n`,
    );
  return EXIT.done;
}
