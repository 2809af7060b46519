// SPDX-License-Identifier: Apache-2.0
/**
 * `node store-driver.ts DATA`: a process to be killed. Opens the store of a folder, inserts numbers one after another, and
 * prints each one when the database has acknowledged it.
 */
import { writeSync } from 'node:fs';
import { sql } from 'kysely';
import { openStore } from '../store/open-store.ts';

const quiet = (): void => undefined;
const store = await openStore({
  data: process.argv[2] ?? '',
  durability: 'process',
  log: { info: quiet, warn: quiet, error: quiet },
});
const db = store.db();
await sql`create table if not exists driven (n int primary key)`.execute(db);
const { rows } = await sql<{ next: number }>`select coalesce(max(n), 0) + 1 as next from driven`.execute(db);
for (let n = rows[0]?.next ?? 1; ; n += 1) {
  const done = await sql`insert into driven values (${n})`.execute(db).then(
    () => true,
    () => false,
  );
  if (done) writeSync(1, `${n}\n`);
}
