// SPDX-License-Identifier: Apache-2.0
/**
 * The held-out set through the whole product: model, rules and thresholds as shipped, by the door `screen`. Nobody trains or
 * tunes on these messages, so this is the figure nearest to what a stranger will see.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Engine } from '../../screen/load.ts';
import type { Sample } from '../train/sample.ts';
import { type Interval, wilson } from './metrics.ts';
import { createProductJudge } from './product-judge.ts';
import { CODE_PURPOSE } from './truth.ts';

export type HeldOutFigures = {
  /** `en scam`, `zh code`, `call en genuine`, `untrained innocent`. */
  readonly group: string;
  readonly n: number;
  /** Verdict other than `allow`. */
  readonly flagged: Interval;
};

const messageSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  lang: z.string(),
  class: z.enum(['code', 'service-link', 'service', 'hard-negative', 'chat', 'scam']),
  kind: z.string(),
  from: z.string(),
});
const callSchema = z.strictObject({
  id: z.string(),
  lang: z.string(),
  class: z.enum(['genuine', 'scam']),
  kind: z.string(),
  turns: z.array(z.strictObject({ speaker: z.enum(['caller', 'callee']), text: z.string() })),
});
const rowSchema = z.union([messageSchema, callSchema]);
type Row = z.output<typeof rowSchema>;

const TRAINED: ReadonlySet<string> = new Set(['en', 'zh', 'ko', 'th', 'tr']);

/** Figures by language and class, in the order of their names. */
export function scoreHeldOut(engine: Engine, folder: string): readonly HeldOutFigures[] {
  const isFlagged = createProductJudge(engine);
  const counts = new Map<string, { n: number; flagged: number }>();
  for (const row of readRows(folder)) {
    const group = groupOf(row);
    const count = counts.get(group) ?? { n: 0, flagged: 0 };
    count.n += 1;
    if (isFlagged(eventOf(row), row.id)) count.flagged += 1;
    counts.set(group, count);
  }
  return [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, { n, flagged }]) => ({ group, n, flagged: wilson(flagged, n) }));
}

/** A text of the set as a sample, and who it is from. */
export type HeldOutMessage = { readonly sample: Sample; readonly from: string };

export function readHeldOutMessages(folder: string): readonly HeldOutMessage[] {
  return readRows(folder).flatMap((row) => ('turns' in row ? [] : [{ sample: sampleOf(row), from: row.from }]));
}

function sampleOf({ id, text, lang, class: kindOf }: z.output<typeof messageSchema>): Sample {
  const isScam = kindOf === 'scam';
  const answer = isScam ? 1 : 0;
  return {
    id,
    set: 'held-out',
    text,
    lang,
    kind: isScam || kindOf === 'chat' ? kindOf : 'service',
    unwanted: answer,
    fraud: answer,
    group: id,
    near: id,
    own: false,
    purpose: kindOf === 'code' ? CODE_PURPOSE : kindOf,
  };
}

function eventOf(row: Row): unknown {
  return 'turns' in row ? { kind: 'call', transcript: row.turns } : { kind: 'text', from: row.from, body: row.text };
}

function groupOf(row: Row): string {
  if ('turns' in row) return `call ${row.lang} ${row.class}`;
  return TRAINED.has(row.lang) ? `${row.lang} ${row.class}` : 'untrained innocent';
}

function readRows(folder: string): readonly Row[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return files.toSorted().flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => rowSchema.parse(JSON.parse(line))),
  );
}
