// SPDX-License-Identifier: Apache-2.0
/**
 * `node journal-driver.ts DATA CONNECTION`: a process to be killed. Keeps one decision after another, some by frames as batches
 * do, and prints the id of each that would now be answered. CONNECTION is JSON.
 */
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { newDecisionId } from '../base/ids.ts';
import { FrameBuffer } from '../screen/journal/frames.ts';
import { createRecorder } from '../screen/journal/record.ts';
import { createRandomPool } from '../screen/random.ts';
import type { Connection } from '../store/store.ts';
import { decided, HARMLESS, openTestJournal, SCAM } from './journal.ts';

const [, , data = '', connection = '{}'] = process.argv;
const parsed: Connection = JSON.parse(connection);
const random = createRandomPool();
const journal = openTestJournal({ data, connection: parsed, bounds: { segmentBytes: 200_000 } });
const samples = [decided(HARMLESS), decided(SCAM)];
for (let n = 0; ; n += 1) {
  const { event, decision } = samples[n % 2] ?? decided(HARMLESS);
  const own = { ...decision, id: newDecisionId(random) };
  let ticket: number;
  if (n % 5 === 0) {
    const frames = new FrameBuffer();
    frames.append(createRecorder(journal.keeping())(event, own, 'screen'));
    ticket = journal.keepFrames(frames.take());
  } else ticket = journal.keep(event, own, 'screen');
  const told = journal.written(ticket, 10_000).then((written) => written && writeSync(1, `${own.id}\n`));
  if (n % 50 === 0) await told;
  else await setImmediate();
}
