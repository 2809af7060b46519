// SPDX-License-Identifier: Apache-2.0
/** The page without a connection, on a slow one, and when what it needs does not come. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { skipWithout } from '../src/testing/peers.ts';
import { startWorld, type World } from '../src/testing/world.ts';
import { ask, SCAM, shoot, startBrowser, visit, whenReady } from './page/visit.ts';

let world: World;
let browser: Browser;

async function cacheNames(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>('caches.keys()');
}

async function setOf(page: Page): Promise<string> {
  return page.evaluate<string>("JSON.parse(document.querySelector('#page-data').textContent).set.version");
}

describe.skipIf(skipWithout('chromium'))('with a bad connection', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    world = await startWorld();
    browser = await startBrowser();
  }, 30_000);
  afterEach(async () => Promise.all(browser.contexts().map(async (context) => context.close())));
  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  it('after one visit the page opens and judges though the server is gone', async () => {
    const brief = await startWorld();
    const { page } = await visit(browser, `${brief.url}/?lang=en`);
    await whenReady(page);
    expect(await page.textContent('.status')).toBe('Ready. From now on it also works without a connection.');
    await brief.stop();
    // By the address without a language, and in one that was never opened.
    for (const address of ['/', '/?lang=fr']) {
      await page.goto(brief.url + address);
      expect(await page.getAttribute('html', 'lang')).toBe('en');
      expect(await ask(page, SCAM)).toMatch(/^Warning signs/u);
    }
  });

  it('without a connection it says so, and that checking works all the same', async () => {
    const { page } = await visit(browser, `${world.url}/`);
    await whenReady(page);
    await page.context().setOffline(true);
    await page.getByText('You have no connection. Checking works all the same.').waitFor();
    expect(await ask(page, SCAM)).toMatch(/^Warning signs/u);
    await shoot(page, 'offline');
    await page.reload();
    await page.getByText('You have no connection. Checking works all the same.').waitFor();
    expect(await ask(page, SCAM)).toMatch(/^Warning signs/u);
  });

  it('a server with another policy replaces everything that was kept, in every language that was kept', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-'));
    mkdirSync(path.join(folder, 'wording'));
    writeFileSync(path.join(folder, 'wording', 'en.yaml'), 'reasons:\n  prior: Another sentence.\n');
    const before = await startWorld();
    const { page } = await visit(browser, `${before.url}/?lang=en`);
    await whenReady(page);
    await page.goto(`${before.url}/?lang=zh`);
    await whenReady(page);
    const first = await setOf(page);
    expect(await cacheNames(page)).toEqual([`tocsin-${first}`]);
    await before.stop();
    const after = await startWorld({ flags: { 'http-port': String(before.port), policy: folder } });
    await page.goto(`${after.url}/?lang=en`);
    const second = await setOf(page);
    expect(second).not.toBe(first);
    await whenReady(page);
    await expect.poll(async () => cacheNames(page), { timeout: 10_000 }).toEqual([`tocsin-${second}`]);
    await after.stop();
    rmSync(folder, { recursive: true });
    await page.goto(`${after.url}/?lang=zh`);
    expect(await page.getAttribute('html', 'lang')).toBe('zh');
    expect(await setOf(page)).toBe(second);
    await ask(page, SCAM);
  });

  it('on a slow connection it counts, takes the question meanwhile, and answers it', async () => {
    const { page } = await visit(browser, 'about:blank');
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    const slow = { offline: false, latency: 150, downloadThroughput: 700_000, uploadThroughput: 100_000 };
    await network.send('Network.emulateNetworkConditions', slow);
    await page.goto(`${world.url}/`);
    await page.getByText('Loading what is needed').waitFor();
    await page.fill('textarea', SCAM);
    await page.click('button[type=submit]');
    expect(await page.textContent('#result')).toBe('Checking…');
    expect(await page.textContent('button[type=submit]')).toBe('Checking…');
    const seen = new Set<string>();
    while ((await page.locator('.verdict').count()) === 0) {
      const text = await page
        .locator('#loading')
        .textContent({ timeout: 1000 })
        .catch(() => undefined);
      const percent = /(\d+) %/u.exec(text ?? '')?.[1];
      if (percent !== undefined && !seen.has(percent)) {
        if (seen.size === 3) await shoot(page, 'loading');
        seen.add(percent);
      }
      await page.waitForTimeout(50);
    }
    const counted = [...seen].map(Number);
    expect(counted.length).toBeGreaterThan(5);
    expect(counted).toEqual(counted.toSorted((one, other) => one - other));
    expect(await page.textContent('.verdict')).toBe('Warning signs');
  });

  it('a model that does not come is said, and nothing is judged or sent unless the person wants it', async () => {
    const { page, requests } = await visit(browser, `${world.url}/`, {
      before: async (empty) => empty.context().route('**/text.model', async (route) => route.abort()),
    });
    await page.waitForSelector('.status button');
    await page.fill('textarea', SCAM);
    await page.click('button[type=submit]');
    await page.getByRole('alert').waitFor();
    expect(await page.textContent('#answer')).toMatch(/could not be loaded\. Your text has not been judged\.$/u);
    await shoot(page, 'cannot-load');
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([]);
    await page.getByRole('button', { name: `Send it to the server (127.0.0.1:${world.port})` }).click();
    await page.waitForSelector('.verdict.warning');
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([
      `POST ${world.url}/v1/screen?door=person&lang=en`,
    ]);
  });

  it('what did not come is loaded by another try, and the question answered', async () => {
    const { page, requests } = await visit(browser, `${world.url}/`, {
      before: async (empty) =>
        empty.context().route('**/link.model', async (route) => route.fulfill({ body: 'short' })),
    });
    await page.waitForSelector('.status button');
    await page.fill('textarea', SCAM);
    await page.click('button[type=submit]');
    await page.context().unroute('**/link.model');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForSelector('.verdict.warning');
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  it('a server that is gone when the text is sent to it is said in words, and nothing is called harmless', async () => {
    const { page } = await visit(browser, `${world.url}/`, {
      before: async (empty) => empty.context().route('**/text.model', async (route) => route.abort()),
    });
    await page.waitForSelector('.status button');
    await page.fill('textarea', SCAM);
    await page.click('button[type=submit]');
    await page.getByRole('alert').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: /^Send it/u }).click();
    await page.waitForSelector('.verdict.unjudged >> text=did not answer');
    expect(await page.locator('.verdict.nothing, .verdict.verified').count()).toBe(0);
  });
});
