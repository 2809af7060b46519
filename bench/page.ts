// SPDX-License-Identifier: Apache-2.0
/** The page in Chromium: time to a usable box and to a ready engine, the first verdict, decisions in the browser, and sizes. */
import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS } from '../src/testing/peers.ts';
import { startWorld, type World } from '../src/testing/world.ts';
import { type Figure, ratePerSecond } from './figure.ts';
import { parseEvent } from '../src/decide/parse-event.ts';
import { loadEngine } from '../src/screen/load.ts';
import { textsOfLength } from './texts.ts';

const VISITS = 5;

export async function benchPage(): Promise<readonly Figure[]> {
  const world = await startWorld();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
  try {
    const empty = await middleOf(async () => loadTime(browser, 'data:text/html,<title>empty</title>'));
    const shell = await middleOf(async () => loadTime(browser, `${world.url}/`));
    const visits = await inTurns(VISITS, async () => visitOnce(browser, world));
    const middle = (pick: (one: Visited) => number): number => median(visits.map(pick));
    return [
      { what: 'reference: an empty page, load', value: empty, unit: 'ms' },
      { what: 'the page, first visit: box and button there', value: shell, unit: 'ms' },
      { what: 'the page, first visit: engine ready', value: middle(({ readyMs }) => readyMs), unit: 'ms' },
      {
        what: 'first verdict after that, from click to words',
        value: middle(({ verdictMs }) => verdictMs),
        unit: 'ms',
      },
      { what: 'the page, later visit: engine ready', value: middle(({ againMs }) => againMs), unit: 'ms' },
      { what: 'reference: decisions in Node, 100 characters', value: decisionsInNode(), unit: 'texts/s' },
      {
        what: 'decisions in the browser, 100 characters',
        value: middle(({ perSecond }) => perSecond),
        unit: 'texts/s',
      },
      ...(await sizes(world)),
    ];
  } finally {
    await browser.close();
    await world.stop();
  }
}

type Visited = {
  readonly readyMs: number;
  readonly verdictMs: number;
  readonly againMs: number;
  readonly perSecond: number;
};

const TEXTS = textsOfLength(500, 100);
const SCAM = 'Your parcel is on hold. Pay the fee of 1.99 at http://parcel-fee.top/x today.';
const READY = 'p.status[role=status]';

async function visitOnce(browser: Browser, world: World): Promise<Visited> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(`${world.url}/?lang=en`);
  await page.waitForSelector(READY, { state: 'attached' });
  const readyMs = performance.now() - started;
  await page.waitForSelector(`${READY}:not(:empty)`);
  await page.fill('textarea', SCAM);
  const verdictMs: number = await page.evaluate(`new Promise((resolve) => {
    const started = performance.now();
    new MutationObserver(() => {
      if (document.querySelector('#answer .verdict')) resolve(performance.now() - started);
    }).observe(document.querySelector('main'), { childList: true, subtree: true });
    document.querySelector('button[type=submit]').click();
  })`);
  const again = performance.now();
  await page.reload();
  await page.waitForSelector(READY, { state: 'attached' });
  const againMs = performance.now() - again;
  const perSecond: number = await page.evaluate(`(${JUDGE_ALL})(${JSON.stringify(TEXTS)})`);
  await context.close();
  return { readyMs, verdictMs, againMs, perSecond };
}

/** Through the page's own worker, messages there and back included. */
const JUDGE_ALL = `async (texts) => {
  const { lang, set } = JSON.parse(document.querySelector('#page-data').textContent);
  const bytesOf = async ({ url }) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const [policy, text, link] = await Promise.all([set.policy, set.models.text, set.models.link].map(bytesOf));
  const address = performance.getEntriesByType('resource').map(({ name }) => name).find((name) => /worker-.*[.]js$/.test(name));
  const worker = new Worker(address, { type: 'module' });
  const heard = (count) => new Promise((resolve) => {
    let left = count;
    worker.onmessage = () => { left -= 1; if (left === 0) resolve(); };
  });
  const loaded = heard(1);
  worker.postMessage({ kind: 'load', files: { lang, modelVersion: set.modelVersion, models: { text, link }, policy } });
  await loaded;
  const warmUp = 3;
  const rounds = 8;
  let started = 0;
  for (let round = -warmUp; round < rounds; round += 1) {
    if (round === 0) started = performance.now();
    const done = heard(texts.length);
    texts.forEach((body, ticket) => worker.postMessage({ kind: 'judge', ticket, draft: { kind: 'text', from: 'unknown', body } }));
    await done;
  }
  worker.terminate();
  return (1000 * rounds * texts.length) / (performance.now() - started);
}`;

async function loadTime(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const took = performance.now() - started;
  await context.close();
  return took;
}

function decisionsInNode(): number {
  const { decider, screener } = loadEngine();
  const events = TEXTS.flatMap((body) => {
    const parsed = parseEvent({ kind: 'text', from: 'unknown', body }, screener.stamp);
    return parsed.ok ? [parsed.event] : [];
  });
  const facts = { door: 'person', readerLang: 'en', mode: 'observe' } as const;
  return ratePerSecond(3, () => events.map((event) => decider.decide(event, facts))) * events.length;
}

/** Bytes that travel, by what they are for. */
async function sizes({ url }: World): Promise<readonly Figure[]> {
  const page = await (await fetch(`${url}/?lang=en`)).text();
  const data = /id="page-data">(.*?)<\/script>/su.exec(page)?.[1] ?? '{}';
  const main = /<script type="module" src="([^"]+)"/u.exec(page)?.[1] ?? '/';
  const style = /<link rel="stylesheet" href="([^"]+)"/u.exec(page)?.[1] ?? '/';
  const script = await (await fetch(url + main)).text();
  const worker = /worker-[\w-]+\.js/u.exec(script)?.[0] ?? '';
  const { set }: { readonly set: PageSet } = JSON.parse(data);
  const shell = await packed(url, [`/?lang=en`, main, style]);
  const engine = await packed(url, [
    `/page/assets/${worker}`,
    set.policy.url,
    set.models.text.url,
    set.models.link.url,
  ]);
  return [
    { what: 'size: page, script and style, gzip', value: shell / 1000, unit: 'kB' },
    { what: 'size: engine, policy and models, gzip', value: engine / 1_048_576, unit: 'MiB' },
  ];
}

type PageSet = {
  readonly policy: { readonly url: string };
  readonly models: { readonly text: { readonly url: string }; readonly link: { readonly url: string } };
};

async function packed(base: string, paths: readonly string[]): Promise<number> {
  const { gzipSync } = await import('node:zlib');
  const parts = await Promise.all(paths.map(async (path) => (await fetch(base + path)).arrayBuffer()));
  return parts.reduce((sum, part) => sum + gzipSync(new Uint8Array(part)).length, 0);
}

async function middleOf(measure: () => Promise<number>): Promise<number> {
  return median(await inTurns(VISITS, measure));
}

/** One after the other, as a person comes. */
async function inTurns<Result>(count: number, work: () => Promise<Result>): Promise<readonly Result[]> {
  return count === 0 ? [] : [await work(), ...(await inTurns(count - 1, work))];
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
