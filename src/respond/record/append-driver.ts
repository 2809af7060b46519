// SPDX-License-Identifier: Apache-2.0
/**
 * `node append-driver.ts DATABASE_URL DATA`: a process to be killed. Appends to the record and publishes it without end, and
 * prints the index of each leaf when it is committed.
 */
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openBeside } from '../../store/open-store.ts';
import { confirmation, openTestRecord } from './test-record.ts';

const [url = '', data = ''] = process.argv.slice(2);
const record = await openTestRecord(openBeside('', url), data);
for (;;) {
  const batch = Array.from({ length: 1 + (randomBytes(1)[0] ?? 0) }, async () => {
    const value = `${randomBytes(6).toString('hex')}.example`;
    const appended = await record.append(confirmation(value));
    if (appended.ok) writeSync(1, `${appended.index} ${value} ${appended.opening?.salt ?? ''}\n`);
  });
  await Promise.all(batch);
  await record.publish();
}
