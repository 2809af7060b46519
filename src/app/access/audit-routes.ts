// SPDX-License-Identifier: Apache-2.0
/** The audit trail to read, newest first. Reading it stands in it. */
import type { FastifyInstance } from 'fastify';
import type { AuditRow, PersonRow } from '../../access/index.ts';
import { formatInstant } from '../../base/instant.ts';
import { actorOf, personOf } from './guard.ts';
import { html, type Markup } from './markup.ts';
import { show, type StaffParts } from './staff.ts';

const PAGE_ROWS = 100;

export function registerAudit(app: FastifyInstance, { access }: StaffParts): void {
  app.get('/staff/audit', { config: { access: 'may:audit.read' } }, async (request, reply) => {
    const before = beforeOf(request.url);
    const actor = actorOf(request);
    await access.audit.record({
      actor,
      action: 'audit.read',
      object: { kind: 'audit', id: before === undefined ? 'newest' : `below ${before}` },
    });
    const [rows, persons] = await Promise.all([
      access.audit.list({ limit: PAGE_ROWS, ...(before === undefined ? {} : { before }) }),
      access.persons.list(),
    ]);
    const body = auditTable(rows, new Map(persons.map((person) => [person.id, person])));
    return show(reply, { title: 'Audit trail', session: personOf(request).session, body });
  });
}

function beforeOf(url: string): number | undefined {
  const text = new URL(url, 'http://localhost').searchParams.get('before') ?? '';
  return /^[1-9][0-9]{0,14}$/u.test(text) ? Number(text) : undefined;
}

function auditTable(rows: readonly AuditRow[], persons: ReadonlyMap<string, PersonRow>): Markup {
  const oldest = rows.at(-1);
  return html`<p class="hint">
      Each row follows from the one before: <code>tocsin audit verify</code> proves that none was changed or taken out.
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">When (UTC)</th>
            <th scope="col">Who</th>
            <th scope="col">Did what</th>
            <th scope="col">To what</th>
            <th scope="col">Why</th>
            <th scope="col">End</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => auditRow(row, persons))}
        </tbody>
      </table>
    </div>
    ${oldest && oldest.seq > 1 && rows.length === PAGE_ROWS ? html`<p><a href="/staff/audit?before=${oldest.seq}">Older ones</a></p>` : undefined}`;
}

function auditRow(row: AuditRow, persons: ReadonlyMap<string, PersonRow>): Markup {
  const nameOf = (id: string): string => persons.get(id)?.name ?? id;
  const who = row.actorKind === 'person' ? nameOf(row.actorId) : `${row.actorKind} ${row.actorId}`.trim();
  const what = row.objectKind === 'person' ? nameOf(row.objectId) : `${row.objectKind} ${row.objectId}`.trim();
  const when = formatInstant(row.at).slice(0, 19).replace('T', ' ');
  return html`<tr>
    <td data-name="No.">${row.seq}</td>
    <td data-name="When">${when}</td>
    <td data-name="Who">${who}</td>
    <td data-name="Did what">${row.action}</td>
    <td data-name="To what">${what}</td>
    <td data-name="Why">${row.why}</td>
    <td data-name="End">${row.outcome}</td>
  </tr>`;
}
