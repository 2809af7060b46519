// SPDX-License-Identifier: Apache-2.0
/** The page and the documentation in a real browser: with and without script, by keyboard, on a small screen, for everyone. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_ARGS, skipWithout } from '../src/testing/peers.ts';
import { startWorld, type World } from '../src/testing/world.ts';

const SCAM = 'Hi mum 👩‍👧, my phone broke, this is my new number. Please move the money to a safe account today.';
let world: World;
let browser: Browser;

/** A page that notes every request, and everything a person would never see but a developer should. */
type Watched = { readonly page: Page; readonly requests: readonly string[]; readonly faults: readonly string[] };

async function openPage(path: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  await page.goto(world.url + path);
  return { page, requests, faults };
}

async function ask(page: Page, text: string): Promise<string> {
  await page.fill('textarea', text);
  await page.click('button');
  await page.waitForSelector('#result:not([aria-busy]) .verdict');
  return (await page.textContent('.verdict')) ?? '';
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** Line breaks between elements are the server's alone. */
function withoutBlanks(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.replaceAll(/\s+/gu, ''));
}

async function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

describe.skipIf(skipWithout('chromium'))('in a browser', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    world = await startWorld();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
  }, 30_000);
  afterEach(async () => Promise.all(browser.contexts().map(async (context) => context.close())));
  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  it('a message is judged without leaving the page, by keyboard alone', async () => {
    const { page, requests, faults } = await openPage('/');
    await page.focus('textarea');
    await page.keyboard.insertText(SCAM);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.verdict.warning');
    expect(await page.textContent('.verdict')).toMatch(/^Warning signs/u);
    expect((await page.locator('mark').allTextContents()).join('|')).toContain('account');
    expect(await page.textContent('.passage')).toBe(SCAM);
    expect(requests.filter((url) => url.includes('/v1/screen?door=person'))).toHaveLength(1);
    expect(await page.locator('#result').getAttribute('aria-live')).toBe('polite');
    expect(faults).toEqual([]);
  });

  it('the same words come with and without script', async () => {
    const shown: string[] = [];
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await openPage('/', { javaScriptEnabled });
      for (const text of [
        SCAM,
        'See you at seven',
        '+44 7700 900123',
        'http://192.0.2.7/x',
        'GB33BUKB20201555555555',
        ' ',
      ]) {
        await ask(page, text);
        shown.push((await page.textContent('#result')) ?? '');
      }
    }
    const half = shown.length / 2;
    expect(withoutBlanks(shown.slice(0, half))).toEqual(withoutBlanks(shown.slice(half)));
  });

  it('markup that somebody pasted stays text', async () => {
    const { page, faults } = await openPage('/');
    await ask(page, `<img src=x onerror="document.title='hacked'"> ${SCAM}`);
    expect(await page.locator('#result img').count()).toBe(0);
    expect(await page.title()).not.toBe('hacked');
    expect(faults).toEqual([]);
  });

  it('a Chinese reader is answered in Chinese', async () => {
    const { page } = await openPage('/', { locale: 'zh-CN' });
    expect(await ask(page, '妈妈，我换号码了，快把钱转到安全账户')).toMatch(/\p{Script=Han}/u);
    expect(await page.getAttribute('html', 'lang')).toBe('zh');
  });

  it('a server that is gone is said in words, and nothing is called harmless', async () => {
    const { page } = await openPage('/');
    await ask(page, SCAM);
    await page.context().setOffline(true);
    expect(await ask(page, 'another message')).toContain('did not answer');
  });

  it.each([
    // 320 pixels: a small phone, and a desk at four times the size.
    ['on a small phone', { viewport: { width: 320, height: 640 } }],
    ['on a desk', { viewport: { width: 1280, height: 900 } }],
    ['in a dark room', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' as const }],
  ])('%s nothing is cut off, and everyone can use it', async (_where, options) => {
    const { page } = await openPage('/', options);
    await ask(page, `${SCAM} https://a-very-long-address.example/${'x'.repeat(300)}`);
    await page.click('summary');
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });

  it('the documentation shows every operation and asks no other host for anything', async () => {
    const { page, requests, faults } = await openPage('/docs');
    await page.getByText('/v1/screen/batch').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(requests.filter((url) => !url.startsWith(`${world.url}/`))).toEqual([]);
    expect(requests.length).toBeGreaterThan(3);
    expect(faults).toEqual([]);
  });
});
