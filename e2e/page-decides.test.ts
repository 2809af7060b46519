// SPDX-License-Identifier: Apache-2.0
/**
 * The page's own worker, with the files that a running server hands out, decides as that server does: the same bytes, but for
 * identity, time and cost.
 */
import { globSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectInput, eventDraftOf } from '../src/decide/detect-input.ts';
import { skipWithout } from '../src/testing/peers.ts';
import { readVectors } from '../src/testing/vectors.ts';
import { startWorld, type World } from '../src/testing/world.ts';
import { startBrowser, visit } from './page/visit.ts';

type Draft = Readonly<Record<string, unknown>>;

// So many at once are sent through the debugger's connection.
const CHUNK = 500;
const CONNECTIONS = 8;

let world: World;
let browser: Browser;

/** What is pasted, as the page would make events of it, and events of every other kind. */
function draftsOfCorpus(): readonly Draft[] {
  const pasted = globSync('corpus/text/*.jsonl')
    .toSorted()
    .flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n'))
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const links = pasted.flatMap((text) => /https?:\/\/\S+/u.exec(text)?.[0] ?? []);
  const numbers = pasted.flatMap((text) => /\+\d[\d ]{8,14}\d/u.exec(text)?.[0] ?? []);
  const drafts = [...pasted, ...new Set(links), ...new Set(numbers)].map((text) => eventDraftOf(detectInput(text)));
  const events = eventLines().map((line) => JSON.parse(line) as Draft);
  return [...drafts.filter((draft) => draft !== undefined), ...events];
}

function eventLines(): readonly string[] {
  return [
    ...readFileSync('corpus/replay/events.ndjson', 'utf8').trimEnd().split('\n'),
    ...readVectors('corpus/hostile/events.valid.txt').map(([line = '']) => line),
  ];
}

function some<One>(all: readonly One[], count: number): readonly One[] {
  const step = Math.ceil(all.length / count);
  return all.filter((_, index) => index % step === 0);
}

/** The worker of the page that is open, loaded as the page loads it. Put into the page as `judgeAll`. */
const START_WORKER = `(async () => {
  const { lang, set } = JSON.parse(document.querySelector('#page-data').textContent);
  const bytesOf = async ({ url }) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const [policy, text, link] = await Promise.all([set.policy, set.models.text, set.models.link].map(bytesOf));
  const address = performance.getEntriesByType('resource').map(({ name }) => name).find((name) => /worker-.*\\.js$/.test(name));
  const worker = new Worker(address, { type: 'module' });
  const next = () => new Promise((resolve) => worker.addEventListener('message', ({ data }) => resolve(data), { once: true }));
  const loaded = next();
  worker.postMessage({ kind: 'load', files: { lang, modelVersion: set.modelVersion, models: { text, link }, policy } });
  if ((await loaded).kind !== 'loaded') throw new Error('The engine did not load.');
  globalThis.judgeAll = (drafts) => new Promise((resolve) => {
    const results = [];
    worker.onmessage = ({ data }) => {
      results[data.ticket] = data.result.ok ? JSON.stringify(data.result.decision) : data.result.why;
      if (results.length === drafts.length && !results.includes(undefined)) resolve(results);
    };
    drafts.forEach((draft, ticket) => worker.postMessage({ kind: 'judge', ticket, draft }));
  });
})()`;

async function judgedInBrowser(page: Page, drafts: readonly Draft[]): Promise<readonly string[]> {
  return page.evaluate<string[]>(`judgeAll(${JSON.stringify(drafts)})`);
}

async function judgedByServer(drafts: readonly Draft[], lang: string): Promise<readonly string[]> {
  const results: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < drafts.length) {
      const index = next;
      next += 1;
      const response = await fetch(`${world.url}/v1/screen?door=person&lang=${lang}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(drafts[index]),
      });
      results[index] = response.ok ? await response.text() : 'refused';
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return results;
}

/** The bytes of a decision without its identity, time and cost; `refused` as it is. */
function ruling(decision: string): string {
  return decision
    .replace(/^\{"id":"dec_[0-9a-f]{24}",/u, '{')
    .replace(/"eventId":"[^"]*",/u, '')
    .replace(/,"at":"[^"]*","micros":\d+\}$/u, '}');
}

describe.skipIf(skipWithout('chromium'))('the page', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    world = await startWorld();
    browser = await startBrowser();
  }, 30_000);
  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  it.each([
    ['en', 4000],
    ['zh', 200],
    ['ar', 200],
  ])('decides as the server does, byte for byte (%s)', async (lang, count) => {
    const drafts = some(draftsOfCorpus(), count);
    const { page } = await visit(browser, `${world.url}/?lang=${lang}`);
    await page.waitForLoadState('networkidle');
    await page.evaluate(START_WORKER);
    let decided = 0;
    for (let start = 0; start < drafts.length; start += CHUNK) {
      const chunk = drafts.slice(start, start + CHUNK);
      const [here, there] = await Promise.all([judgedInBrowser(page, chunk), judgedByServer(chunk, lang)]);
      expect(here.map(ruling)).toEqual(there.map(ruling));
      decided += there.filter((decision) => decision.startsWith('{"id":')).length;
    }
    expect(decided).toBeGreaterThan(drafts.length * 0.95);
    expect(ruling('{"id":"dec_0123456789abcdef01234567","eventId":"e","a":1,"at":"x","micros":2}')).toBe('{"a":1}');
    await page.context().close();
  });
});
