// SPDX-License-Identifier: Apache-2.0
/** The page and the documentation in a real browser: with and without script, by keyboard, on a small screen, for everyone. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { skipWithout } from '../src/testing/peers.ts';
import { startWorld, type World } from '../src/testing/world.ts';
import {
  ask,
  overflowOf,
  SCAM,
  shoot,
  startBrowser,
  violationsOf,
  visit,
  visitAgain,
  whenReady,
} from './page/visit.ts';

let world: World;
let browser: Browser;
/** Of somebody who comes again and again. */
let known: BrowserContext;

/** Line breaks between elements are the server's alone. */
function withoutBlanks(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.replaceAll(/\s+/gu, ''));
}

describe.skipIf(skipWithout('chromium'))('in a browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    world = await startWorld();
    browser = await startBrowser();
    known = await browser.newContext();
  }, 30_000);
  afterEach(async () => {
    const others = browser.contexts().filter((context) => context !== known);
    await Promise.all([...others, ...known.pages()].map(async (one) => one.close()));
  });
  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  it('a message is judged without leaving the page, by keyboard alone', async () => {
    const { page, faults } = await visit(browser, `${world.url}/`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await page.keyboard.insertText(SCAM);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.verdict.warning');
    expect(await page.textContent('.verdict')).toBe('Warning signs');
    expect((await page.locator('mark').allTextContents()).join('|')).toContain('account');
    expect(await page.textContent('.passage')).toBe(SCAM);
    expect(await page.textContent('#result [role=status]')).toContain('Warning signs');
    const stops: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate('document.activeElement.textContent'));
    }
    expect(stops).toEqual([
      'Clear',
      'Every reason and its weight',
      'Save as a picture',
      'This is wrong',
      'For programs: the API',
      expect.anything(),
    ]);
    expect(faults).toEqual([]);
  });

  it('nothing is asked of the network once the page is ready, whatever is judged', async () => {
    const { page, requests } = await visit(browser, `${world.url}/`);
    await whenReady(page);
    const before = requests.length;
    expect(before).toBeGreaterThan(5);
    for (const text of [SCAM, 'See you at seven', '+44 7700 900123', 'http://192.0.2.7/x', 'GB33BUKB20201555555555'])
      await ask(page, text);
    await page.click('summary >> nth=-1');
    await page.getByText('This is wrong').or(page.getByText('Clear')).first().click();
    await page.waitForTimeout(300);
    expect(requests.slice(before)).toEqual([]);
    expect(requests.filter((request) => !request.startsWith(`GET ${world.url}/`))).toEqual([]);
  });

  it('the same words come with and without script', async () => {
    const shown: string[] = [];
    for (const javaScriptEnabled of [true, false]) {
      const { page } = javaScriptEnabled
        ? await visitAgain(known, `${world.url}/`)
        : await visit(browser, `${world.url}/`, { javaScriptEnabled });
      for (const text of [
        SCAM,
        'See you at seven',
        '+44 7700 900123',
        'http://192.0.2.7/x',
        'https://www.gov.uk/tax',
        'GB33BUKB20201555555555',
        'x'.repeat(10_001),
        ' ',
      ]) {
        await ask(page, text);
        shown.push((await page.textContent('#answer')) ?? '');
      }
    }
    const half = shown.length / 2;
    expect(withoutBlanks(shown.slice(0, half))).toEqual(withoutBlanks(shown.slice(half)));
  });

  it('says that nothing leaves the device, and without script where the text goes', async () => {
    const { page } = await visitAgain(known, `${world.url}/`);
    await page.getByText('What you paste does not leave it.').waitFor();
    const { page: bare } = await visit(browser, `${world.url}/`, { javaScriptEnabled: false });
    expect(await bare.textContent('#privacy')).toBe(
      `What you paste is sent to this Tocsin server (127.0.0.1:${world.port}) and judged there. It is not kept and goes nowhere else.`,
    );
    await shoot(bare, 'no-script');
  });

  it.each([
    ['block', 'reported', 'Reported scam'],
    ['warn', 'warning', 'Warning signs'],
    ['allow', 'nothing', 'No sign found. This is not a guarantee.'],
  ] as const)('the answer to %s has its own words and shape', async (verdict, form, heading) => {
    // What the worker answers is put in its place on its way to the page.
    const force = `
      const post = Worker.prototype.addEventListener;
      Worker.prototype.addEventListener = function (type, listener, ...rest) {
        return post.call(this, type, type === 'message' ? (event) => {
          if (event.data.kind === 'judged' && event.data.result.ok) event.data.result.decision.verdict = '${verdict}';
          listener(event);
        } : listener, ...rest);
      };`;
    const { page } = await visitAgain(known, `${world.url}/`, { before: async (empty) => empty.addInitScript(force) });
    expect(await ask(page, SCAM)).toContain(heading);
    expect(await page.locator(`.verdict.${form} svg path`).count()).toBe(1);
    expect(await violationsOf(page, ['color-contrast'])).toEqual([]);
    await shoot(page, `form-${form}`);
  });

  it('an address of a public body is said to be whose it is', async () => {
    const { page } = await visitAgain(known, `${world.url}/`);
    expect(await ask(page, 'https://www.gov.uk/tax')).toMatch(/^Verified owner: .*gov\.uk/u);
    expect(await page.textContent('#answer')).toContain('The address in parts');
    await shoot(page, 'form-verified');
  });

  it('markup that somebody pasted stays text', async () => {
    const { page, faults } = await visitAgain(known, `${world.url}/`);
    await ask(page, `<img src=x onerror="document.title='hacked'"> ${SCAM}`);
    expect(await page.locator('#result img').count()).toBe(0);
    expect(await page.title()).not.toBe('hacked');
    expect(faults).toEqual([]);
  });

  it('a Chinese reader is answered in Chinese', async () => {
    const { page } = await visit(browser, `${world.url}/`, { locale: 'zh-CN' });
    expect(await ask(page, '妈妈，我换号码了，快把钱转到安全账户')).toMatch(/\p{Script=Han}/u);
    expect(await page.getAttribute('html', 'lang')).toBe('zh');
  });

  it('a change of language keeps what was typed, and only once', async () => {
    const { page } = await visitAgain(known, `${world.url}/?lang=en`);
    await page.getByText('does not leave it').waitFor();
    await page.fill('textarea', SCAM);
    await page.click('nav summary');
    await page.click('nav a[lang=zh]');
    await page.waitForSelector('html[lang=zh] .buttons .second');
    expect(await page.inputValue('textarea')).toBe(SCAM);
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).toBe('{}');
  });

  it('the whole box is emptied by one button', async () => {
    const { page } = await visitAgain(known, `${world.url}/`);
    await ask(page, SCAM);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await page.inputValue('textarea')).toBe('');
    expect(await page.textContent('#result')).toBe('');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  });

  it.each([
    // 320 pixels: a small phone, and a desk at four times the size.
    ['on a small phone', 'en', { width: 320, height: 640 }, {}],
    ['on a desk', 'en', { width: 1280, height: 900 }, {}],
    // A browser that zooms gives the page fewer pixels.
    ['on a desk at twice the size', 'zh', { width: 640, height: 450 }, {}],
    ['in a dark room', 'zh', { width: 390, height: 800 }, { colorScheme: 'dark' }],
    ['from right to left', 'ar', { width: 320, height: 640 }, {}],
    ['with forced colours', 'en', { width: 390, height: 800 }, { forcedColors: 'active' }],
  ] as const)('%s nothing is cut off, and everyone can use it', async (where, lang, viewport, media) => {
    const { page } = await visitAgain(known, `${world.url}/?lang=${lang}`, {
      before: async (empty) => {
        await empty.setViewportSize(viewport);
        await empty.emulateMedia({ ...media, reducedMotion: 'reduce' });
      },
    });
    await ask(page, `${SCAM} https://a-very-long-address.example/${'x'.repeat(300)}`);
    await page.click('nav summary');
    await page.click('.weights summary');
    // Noted by an earlier one of these, or by this one.
    if ((await page.locator('.note').count()) === 0) await page.locator('.told button').last().click();
    await page.waitForSelector('.note');
    await shoot(page, where.replaceAll(' ', '-'));
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await page.locator('nav li').count()).toBe(world.engine.policy.wording.languages.length);
    expect(await page.getAttribute('html', 'dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    const heights = await page.evaluate<number[]>(
      "[...document.querySelectorAll('button, summary, nav a')].map((one) => one.getBoundingClientRect().height)",
    );
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
    const sizes = await page.evaluate<number[]>(
      "[...document.querySelectorAll('#answer *')].map((one) => parseFloat(getComputedStyle(one).fontSize))",
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20);
  });

  it('before anything is asked, everyone can use it', async () => {
    const { page } = await visitAgain(known, `${world.url}/?lang=hi`);
    await whenReady(page);
    expect(await violationsOf(page)).toEqual([]);
    await shoot(page, 'ready');
  });

  it('who wants no motion gets none', async () => {
    const { page } = await visit(browser, `${world.url}/`, { reducedMotion: 'reduce' });
    expect(await page.evaluate('getComputedStyle(document.documentElement).scrollBehavior')).toBe('auto');
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });

  it('no cookie is set', async () => {
    const { page } = await visitAgain(known, `${world.url}/`);
    await ask(page, SCAM);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('the documentation shows every operation and asks no other host for anything', async () => {
    const { page, requests, faults } = await visit(browser, `${world.url}/docs`);
    await page.getByText('/v1/screen/batch').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(requests.filter((request) => !request.startsWith(`GET ${world.url}/`))).toEqual([]);
    expect(requests.length).toBeGreaterThan(3);
    expect(faults).toEqual([]);
  });
});
