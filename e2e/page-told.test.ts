// SPDX-License-Identifier: Apache-2.0
/** What can be done with an answer: hear it, show it to somebody, object to it. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { skipWithout } from '../src/testing/peers.ts';
import { startWorld, type World } from '../src/testing/world.ts';
import { ask, SCAM, startBrowser, visitAgain } from './page/visit.ts';

let world: World;
let browser: Browser;
let known: BrowserContext;

/** A device with these voices, that notes what it is to say and says nothing. */
function deviceWithVoices(...voices: readonly { readonly lang: string; readonly localService: boolean }[]): string {
  return `
    globalThis.spoken = [];
    globalThis.cancelled = 0;
    globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
    Object.defineProperty(globalThis, 'speechSynthesis', { value: Object.assign(new EventTarget(), {
      getVoices: () => ${JSON.stringify(voices)},
      speak: (utterance) => spoken.push(utterance),
      cancel: () => { cancelled += 1; },
    }) });`;
}

const DRAWN = `
  globalThis.drawn = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) { drawn.push(text); fillText.call(this, text, ...place); };`;

describe.skipIf(skipWithout('chromium'))('with an answer', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    world = await startWorld();
    browser = await startBrowser();
    known = await browser.newContext();
  }, 30_000);
  afterEach(async () => Promise.all(known.pages().map(async (page) => page.close())));
  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  it('a person hears form, verdict, reasons and advice by a voice of the device, and can stop it', async () => {
    const voices = deviceWithVoices({ lang: 'zh-CN', localService: true }, { lang: 'en_GB', localService: true });
    const { page } = await visitAgain(known, `${world.url}/?lang=en`, {
      before: async (empty) => empty.addInitScript(voices),
    });
    await ask(page, SCAM);
    await page.getByRole('button', { name: 'Read aloud' }).click();
    const said = await page.evaluate<string[]>('spoken.map(({ text }) => text)');
    expect(said.slice(0, 2)).toEqual(['Warning signs', expect.stringContaining('scam')]);
    expect(said).toContain('What to do now');
    expect(said.join(' ')).toContain('safe');
    expect(said.join(' ')).not.toContain('Hi mum');
    expect(await page.evaluate('new Set(spoken.map(({ voice }) => voice.lang)).size + spoken[0].voice.lang')).toBe(
      '1en_GB',
    );
    await page.getByRole('button', { name: 'Stop reading' }).click();
    expect(await page.evaluate('cancelled')).toBeGreaterThanOrEqual(2);
    await page.getByRole('button', { name: 'Read aloud' }).click();
    await page.evaluate("spoken.at(-1).dispatchEvent(new Event('end'))");
    await page.getByRole('button', { name: 'Read aloud' }).waitFor();
  });

  it.each([
    ['none', deviceWithVoices()],
    ['another language', deviceWithVoices({ lang: 'fr-FR', localService: true })],
    ['elsewhere, where the words would be sent', deviceWithVoices({ lang: 'en-GB', localService: false })],
  ])('reading aloud is not offered where the voice is: %s', async (_which, voices) => {
    const { page } = await visitAgain(known, `${world.url}/?lang=en`, {
      before: async (empty) => empty.addInitScript(voices),
    });
    await ask(page, SCAM);
    expect(await page.getByRole('button', { name: 'Read aloud' }).count()).toBe(0);
  });

  it.each(['en', 'ar', 'th', 'zh'])('a picture is saved that holds the answer and not the text (%s)', async (lang) => {
    const { page } = await visitAgain(known, `${world.url}/?lang=${lang}`, {
      before: async (empty) => empty.addInitScript(DRAWN),
    });
    await ask(page, SCAM);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: world.engine.policy.wording.of(lang).page.picture }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('tocsin.png');
    const png = readFileSync(await download.path());
    const folder = process.env['PAGE_SHOTS'];
    if (folder !== undefined) await download.saveAs(`${folder}/picture-${lang}.png`);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1080);
    expect(png.readUInt32BE(20)).toBeGreaterThan(600);
    const drawn = (await page.evaluate<string[]>('drawn')).join(' ').replaceAll(/[\s•]/gu, '');
    const shown = await page.locator('.verdict, .headline, .part:not(.quiet) li, .caution').allTextContents();
    for (const sentence of shown) expect(drawn).toContain(sentence.replaceAll(/\s/gu, ''));
    expect(drawn).toContain(String(new Date().getFullYear() + (lang === 'th' ? 543 : 0)));
    for (const part of ['Himum', 'phonebroke', 'movethemoneyto']) expect(drawn).not.toContain(part);
  });

  it('an objection is kept on the device, told, and taken back', async () => {
    const { page, requests } = await visitAgain(known, `${world.url}/?lang=en`);
    await ask(page, SCAM);
    const before = requests.length;
    await page.getByRole('button', { name: 'This is wrong' }).click();
    await page.getByText('Nothing was sent.').waitFor();
    const kept = await page.evaluate<string>("localStorage.getItem('tocsin-wrong')");
    const [note] = JSON.parse(kept) as { text: string; expiresAtMs: number; decision: { verdict: string } }[];
    expect(note?.text).toBe(SCAM);
    expect(note?.decision.verdict).toMatch(/^(?:warn|hold)$/u);
    expect((note?.expiresAtMs ?? 0) / 86_400_000 - Date.now() / 86_400_000).toBeCloseTo(30, 1);
    // It is still there when the same text is judged again.
    await page.reload();
    await ask(page, SCAM);
    await page.getByRole('button', { name: 'Delete the note' }).click();
    await page.getByText('The note is deleted.').waitFor();
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(requests.slice(before).filter((request) => !request.startsWith('GET'))).toEqual([]);
  });

  it('an objection is deleted when its time has come', async () => {
    const { page } = await visitAgain(known, `${world.url}/?lang=en`);
    await ask(page, SCAM);
    await page.getByRole('button', { name: 'This is wrong' }).click();
    await page.getByText('Nothing was sent.').waitFor();
    await page.evaluate(
      'localStorage.setItem(\'tocsin-wrong\', localStorage.getItem(\'tocsin-wrong\').replace(/"expiresAtMs":\\d+/, `"expiresAtMs":${Date.now() - 1}`))',
    );
    await page.reload();
    await expect.poll(async () => page.evaluate('localStorage.length')).toBe(0);
    await ask(page, SCAM);
    await page.getByRole('button', { name: 'This is wrong' }).waitFor();
  });
});
