// SPDX-License-Identifier: Apache-2.0
/**
 * The release gate on false alarms: innocent messages that nothing is trained on, through the whole product at the door `screen`, by
 * language and by script. A change of model, rule or threshold that warns about more of them does not ship.
 */
import { readFileSync, globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { INNOCENT_TEXTS } from '../src/lab/evaluate/innocent-texts.ts';
import { mainScript } from '../src/lab/evaluate/main-script.ts';
import { createProductJudge } from '../src/lab/evaluate/product-judge.ts';
import { shippedEngine } from '../src/testing/engine.ts';

const message = z.object({ id: z.string(), lang: z.string(), class: z.string(), text: z.string(), from: z.string() });
type Innocent = { readonly lang: string; readonly kind: string; readonly text: string; readonly from: string };

const innocents: readonly Innocent[] = [
  ...INNOCENT_TEXTS.map(({ lang, text }) => ({ lang, kind: 'innocent', text, from: '+447700900123' })),
  ...globSync('corpus/held-out/*.jsonl')
    .filter((file) => !file.endsWith('calls.jsonl'))
    .toSorted()
    .flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n'))
    .map((line) => message.parse(JSON.parse(line)))
    .filter((row) => row.class !== 'scam')
    .map((row) => ({ lang: row.lang, kind: row.class, text: row.text, from: row.from })),
];

const judge = createProductJudge(shippedEngine());
const flagged = innocents.filter(({ text, from }) => judge({ kind: 'text', from, body: text }, text.slice(0, 20)));

/** One message in fifty, and of few messages one. */
function allowed(count: number): number {
  return Math.max(1, Math.floor(count / 50));
}

function groupsBy(key: (innocent: Innocent) => string): readonly (readonly [string, number, number])[] {
  const all = Map.groupBy(innocents, key);
  const bad = Map.groupBy(flagged, key);
  return [...all].map(([name, rows]) => [name, rows.length, bad.get(name)?.length ?? 0] as const);
}

describe('innocent messages', () => {
  it('never carry a warning when they deliver a one-time code', () => {
    expect(flagged.filter(({ kind }) => kind === 'code').map(({ text }) => text)).toEqual([]);
  });

  it.each(groupsBy(({ lang }) => lang))('in %s (%i messages) are let through', (_lang, count, warned) => {
    expect(warned).toBeLessThanOrEqual(allowed(count));
  });

  it.each(groupsBy(({ text }) => mainScript(text)))(
    'in %s script (%i messages) are let through',
    (_script, count, warned) => {
      expect(warned).toBeLessThanOrEqual(allowed(count));
    },
  );
});
