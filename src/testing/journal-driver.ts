// SPDX-License-Identifier: Apache-2.0
/**
 * `node journal-driver.ts DATA CONNECTION`: a process to be killed. Keeps one decision after another, some by frames as batches
 * do, and prints the id of each that would now be answered. CONNECTION is JSON.
 */
import { setImmediate } from 'node:timers/promises';
import { newDecisionId } from '../base/ids.ts';
import { FrameBuffer } from '../screen/journal/frames.ts';
import { createRecorder } from '../screen/journal/record.ts';
import { createRandomPool } from '../screen/random.ts';
import type { Connection } from '../store/store.ts';
import { parseEventText } from '../decide/parse-event.ts';
import { createSampleScreener } from '../screen/lines/sample-screener.ts';
import { SCREEN_FACTS } from './engine.ts';
import { openTestJournal } from './journal.ts';

const [, , data = '', connection = '{}'] = process.argv;
const parsed: Connection = JSON.parse(connection);
const random = createRandomPool();
const journal = openTestJournal({ data, connection: parsed, bounds: { segmentBytes: 200_000 } });
// Without models, so that it is up and killed again in no time.
const screener = createSampleScreener();
const samples = ['See you at eight', 'Please pay now'].map((body) => {
  const fields = { kind: 'text', from: '+447700900123', to: '+447700900999', body };
  const event = parseEventText(JSON.stringify(fields), screener.stamp);
  if (!event.ok) throw new Error(event.refusal.message);
  return { event: event.event, decision: screener.screen(event.event, SCREEN_FACTS) };
});
for (let n = 0; ; n += 1) {
  const sample = samples[n % 2];
  if (!sample) throw new Error('There are two samples.');
  const { event, decision } = sample;
  const own = { ...decision, id: newDecisionId(random) };
  let ticket: number;
  if (n % 5 === 0) {
    const frames = new FrameBuffer();
    frames.append(createRecorder(journal.keeping())(event, own, 'screen'));
    ticket = journal.keepFrames(frames.take());
  } else ticket = journal.keep(event, own, 'screen');
  const told = journal.written(ticket, 10_000).then((written) => written && process.stdout.write(`${own.id}\n`));
  if (n % 50 === 0) await told;
  else await setImmediate();
}
