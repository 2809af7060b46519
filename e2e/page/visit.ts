// SPDX-License-Identifier: Apache-2.0
/** Visits to the page in a real browser, for tests: what it asks of the network, and what goes wrong on it. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS } from '../../src/testing/peers.ts';

export const SCAM = 'Hi mum 👩‍👧, my phone broke, this is my new number. Please move the money to a safe account today.';

/** A page that notes every request, and everything a person would never see but a developer should. */
export type Visit = { readonly page: Page; readonly requests: string[]; readonly faults: string[] };

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
}

type Before = { readonly before?: (page: Page) => Promise<unknown> };

/** A first visit, by somebody of whom the browser knows nothing. */
export async function visit(
  browser: Browser,
  url: string,
  { before, ...options }: BrowserContextOptions & Before = {},
): Promise<Visit> {
  return visitAgain(await browser.newContext(options), url, before ? { before } : {});
}

/** In a browser that may have been there before. `before` runs with the page that has not gone anywhere yet. */
export async function visitAgain(context: BrowserContext, url: string, { before }: Before = {}): Promise<Visit> {
  const page = await context.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  // Of the service worker too.
  context.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  await before?.(page);
  await page.goto(url);
  return { page, requests, faults };
}

/** Waits until the engine has come and everything is kept for the next time. */
export async function whenReady(page: Page): Promise<void> {
  await page.waitForSelector('p.status[role=status]:not(:empty)', { timeout: 30_000 });
}

/** Heading and verdict. */
export async function ask(page: Page, text: string): Promise<string> {
  await page.fill('textarea', text);
  await page.click('button[type=submit]');
  await page.waitForSelector('#result:not([aria-busy]) .verdict', { timeout: 30_000 });
  return (await page.locator('#answer .verdict, #answer .headline').allTextContents()).join(' ');
}

/** With `rules`, of those alone. */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  if (rules) axe.withRules([...rules]);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** Pixels that lie beside the screen. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** With PAGE_SHOTS a folder, pictures of the page for somebody to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['PAGE_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
