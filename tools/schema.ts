// SPDX-License-Identifier: Apache-2.0
/** `node tools/schema.ts` writes src/store/schema.txt anew: the schema after every migration, on a PostgreSQL of its own. */
import { writeFileSync } from 'node:fs';
import { describeSchema } from '../src/store/describe-schema.ts';
import { createTestStore } from '../src/testing/database.ts';
import { setup as startPostgres } from './test-postgres.ts';

const FILE = 'src/store/schema.txt';

const stopPostgres = await startPostgres();
try {
  await using store = await createTestStore();
  writeFileSync(FILE, await describeSchema(store.db()));
  process.stdout.write(`${FILE} written\n`);
} finally {
  await stopPostgres();
}
