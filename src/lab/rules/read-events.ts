// SPDX-License-Identifier: Apache-2.0
/** Events of an NDJSON file for a trial, one at a time; what is no event is told with its line and left out. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { EnvironmentError } from '../../base/errors.ts';
import { newEventId, parseEventId } from '../../base/ids.ts';
import type { Instant } from '../../base/instant.ts';
import { type Event, EVENT_LIMITS } from '../../decide/event.ts';
import { parseEventText, type Refusal, tooLong } from '../../decide/parse-event.ts';

export type ReadLine =
  | { readonly ok: true; readonly line: number; readonly event: Event }
  | { readonly ok: false; readonly line: number; readonly refusal: Refusal };

/** Events without id are named after their line. Throws an `EnvironmentError` for a file that cannot be read. */
export async function* readEvents(file: string, now: Instant): AsyncGenerator<ReadLine> {
  const input = createReadStream(file);
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      const json = line === 1 ? text.replace(/^\uFEFF/u, '') : text;
      if (json.trim() !== '') yield readLine(json, line, now);
    }
  } catch (cause) {
    throw new EnvironmentError('corpus-unreadable', `The file ${file} cannot be read. Check that it is there.`, {
      cause,
    });
  }
}

function readLine(json: string, line: number, now: Instant): ReadLine {
  if (json.length > EVENT_LIMITS.lineBytes) return { ok: false, line, refusal: tooLong() };
  const id = parseEventId(`line-${line}`);
  const parsed = parseEventText(json, {
    id: () => id ?? newEventId((length) => new Uint8Array(length)),
    at: () => now,
  });
  return parsed.ok ? { ok: true, line, event: parsed.event } : { ok: false, line, refusal: parsed.refusal };
}
