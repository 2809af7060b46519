// SPDX-License-Identifier: Apache-2.0
/** Persons in a real browser: from the link of the first start to leaving, by password and code, by passkey, by keyboard. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAt } from '../src/access/totp.ts';
import { instantOf } from '../src/base/instant.ts';
import { skipWithout } from '../src/testing/peers.ts';
import { startWorld, type World } from '../src/testing/world.ts';
import { overflowOf, shoot, startBrowser, violationsOf } from './page/visit.ts';

const PASSWORD = 'violet harbour 41 lanterns';
const STEP_MS = 30_000;
// Together they show every colour.
const IN_DARK = new Set(['account', 'set-up-wrong', 'persons']);

/** A code counts once: the three that count at one time are taken one after another. */
function codeOf(key: string, stepsAhead: -1 | 0 | 1): string {
  let bits = '';
  for (const letter of key.replaceAll(/\s/gu, ''))
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  const secret = Buffer.from(bits.match(/.{8}/gu)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  return codeAt(secret, instantOf(Date.now() + stepsAhead * STEP_MS));
}

describe.skipIf(skipWithout('chromium'))('staff', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => browser.close());

  const open = async (options: BrowserContextOptions = {}) => {
    const page = await (await browser.newContext(options)).newPage();
    page.setDefaultTimeout(30_000);
    return page;
  };

  async function looksWell(page: Page, name: string): Promise<void> {
    await shoot(page, name);
    expect(await violationsOf(page), name).toEqual([]);
    expect(IN_DARK.has(name) ? await unreadableInDark(page, name) : [], `${name}, dark`).toEqual([]);
    const size = page.viewportSize() ?? { width: 1280, height: 720 };
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflowOf(page), `${name} at 320 px`).toBe(0);
    await shoot(page, `${name}-phone`);
    await page.setViewportSize(size);
  }

  async function unreadableInDark(page: Page, name: string): Promise<readonly string[]> {
    await page.emulateMedia({ colorScheme: 'dark' });
    const found = await violationsOf(page, ['color-contrast']);
    await shoot(page, `${name}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    return found;
  }

  async function choosePassword(page: Page, link: string): Promise<void> {
    await page.goto(link);
    if (await page.locator('#name').isVisible()) {
      await page.fill('#name', 'Ada Lovelace');
      await page.fill('#mail', 'ada@example.org');
    }
    await page.fill('#password', PASSWORD);
    await page.fill('#again', PASSWORD);
    await page.click('main button[type=submit]');
  }

  /** Returns the key of the app, and the code that is used up. */
  async function setUp(page: Page, link: string) {
    await choosePassword(page, link);
    const key = (await page.textContent('#key')) ?? '';
    const used = codeOf(key, -1);
    await page.fill('#code', used);
    await page.click('main button[type=submit]');
    await page.waitForSelector('.codes');
    return { key, used };
  }

  async function typePassword(page: Page, password = PASSWORD, mail = 'ada@example.org'): Promise<void> {
    await page.fill('#mail', mail);
    await page.fill('#password', password);
    await page.click('main button[type=submit]');
  }

  const title = async (page: Page) => page.textContent('h1');

  test('the link of the first start leads to password, app and recovery codes, once', async () => {
    await using world = await startWorld();
    const page = await open();
    await page.goto(world.setUpLink ?? '');
    await looksWell(page, 'set-up');
    await page.fill('#name', 'Ada Lovelace');
    await page.fill('#mail', 'ada@example.org');
    await page.fill('#password', 'password1234');
    await page.fill('#again', 'password1234');
    await page.click('main button[type=submit]');
    expect(await page.textContent('[role=alert]')).toContain('first that a guesser would try');
    expect(await page.inputValue('#name')).toBe('Ada Lovelace');
    await looksWell(page, 'set-up-wrong');
    await page.fill('#password', PASSWORD);
    await page.fill('#again', PASSWORD);
    await page.click('main button[type=submit]');
    expect(await title(page)).toBe('Set up a second factor');
    await looksWell(page, 'enrol');
    const key = (await page.textContent('#key')) ?? '';
    await page.goto(`${world.url.replace('127.0.0.1', 'localhost')}/staff/persons`);
    expect(await title(page)).toBe('Set up a second factor');
    expect(await page.textContent('#key')).toBe(key);
    await page.fill('#code', '000000');
    await page.click('main button[type=submit]');
    expect(await page.textContent('[role=alert]')).toContain('did not fit');
    await page.fill('#code', codeOf(key, -1));
    await page.click('main button[type=submit]');
    expect(await page.locator('.codes li').count()).toBe(10);
    await looksWell(page, 'recovery-codes');
    await page.click('text=Go on');
    expect(await page.textContent('main')).toContain('Your roles: operator.');
    await looksWell(page, 'account');
    expect(await page.context().cookies()).toMatchObject([
      { name: 'tocsin', httpOnly: true, sameSite: 'Lax', expires: -1 },
    ]);
    await page.goto(world.setUpLink ?? '');
    expect(await title(page)).toBe('This link no longer works');
    expect(world.logs()).not.toMatch(/token|ada@|harbour|lanterns/iu);
  });

  test('one signs out and in, by password and recovery code', async () => {
    await using world = await startWorld();
    const page = await open();
    const app = await setUp(page, world.setUpLink ?? '');
    const recovery = await page.locator('.codes li').first().textContent();
    await page.click('text=Go on');
    await page.click('text=Sign out');
    await looksWell(page, 'sign-in');
    await typePassword(page, 'not this one at all');
    expect(await page.textContent('[role=alert]')).toBe('That did not fit. Check mail and password.');
    await typePassword(page, PASSWORD, 'nobody@example.org');
    expect(await page.textContent('[role=alert]')).toBe('That did not fit. Check mail and password.');
    await typePassword(page);
    expect(await title(page)).toBe('Second factor');
    await looksWell(page, 'second-factor');
    await page.fill('#code', app.used);
    await page.click('main button[type=submit]');
    expect(await page.textContent('[role=alert]')).toContain('Each counts once');
    await page.fill('#code', recovery ?? '');
    await page.click('main button[type=submit]');
    expect(await title(page)).toBe('My account');
    expect(await page.textContent('main')).toContain('9 of your recovery codes are left');
    expect(world.logs()).not.toMatch(/token|ada@|harbour|lanterns/iu);
  });

  test('wrong codes lock, and a wrong password does, with the same sentence for everybody', async () => {
    await using world = await startWorld();
    const page = await open();
    const app = await setUp(page, world.setUpLink ?? '');
    await page.context().clearCookies();
    await page.goto(`${localOf(world)}/staff`);
    await typePassword(page);
    for (let tries = 0; tries < 6; tries += 1) {
      await page.fill('#code', '123456');
      await page.click('main button[type=submit]');
    }
    expect(await page.textContent('[role=alert]')).toContain('Too many wrong codes');
    await page.fill('#code', codeOf(app.key, 0));
    await page.click('main button[type=submit]');
    expect(await page.textContent('[role=alert]')).toContain('Too many wrong codes');
    await page.goto(`${localOf(world)}/staff/sign-in`);
    for (const mail of ['ada@example.org', 'nobody@example.org']) {
      for (let tries = 0; tries < 6; tries += 1) await typePassword(page, 'not this one at all', mail);
      expect(await page.textContent('[role=alert]')).toContain('Too many attempts have failed');
    }
  });

  test('a passkey is set up and is enough to sign in', async () => {
    await using world = await startWorld();
    const page = await open();
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await choosePassword(page, world.setUpLink ?? '');
    await page.fill('#label', 'Desk');
    await page.click('text=Add a passkey');
    await page.waitForURL('**/staff/account');
    expect(await page.textContent('main')).toContain('Desk, for localhost');
    await page.click('text=Sign out');
    await page.click('text=Use a passkey');
    await page.waitForURL('**/staff/account');
    await page.click('text=Sign out');
    await typePassword(page);
    expect(await title(page)).toBe('Second factor');
    await page.click('text=Use a passkey');
    await page.waitForURL('**/staff/account');
    await page.click('[aria-label="Remove the passkey Desk"]');
    expect(await page.textContent('[role=alert]')).toContain('last second factor');
  });

  test('an authenticator that does not verify its user is not taken', async () => {
    await using world = await startWorld();
    const page = await open();
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'usb', hasResidentKey: true, automaticPresenceSimulation: true },
    });
    await choosePassword(page, world.setUpLink ?? '');
    await page.click('text=Add a passkey');
    await page.waitForSelector('#passkey-said:not(:empty)');
    expect(page.url()).toContain('/staff/second-factor');
  });

  test('everything but passkeys works without script, by keyboard alone', async () => {
    await using world = await startWorld();
    const page = await open({ javaScriptEnabled: false });
    const app = await setUp(page, world.setUpLink ?? '');
    await page.context().clearCookies();
    await page.goto(`${localOf(world)}/staff/sign-in`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ada@example.org');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/staff/second-factor');
    await page.locator('#code').focus();
    await page.keyboard.type(codeOf(app.key, 0));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/staff/account');
    expect(await title(page)).toBe('My account');
  });

  test('an operator lets others in, who see what their roles allow', async () => {
    await using world = await startWorld();
    const page = await open();
    await setUp(page, world.setUpLink ?? '');
    await page.goto(`${localOf(world)}/staff/persons`);
    await looksWell(page, 'persons');
    await page.fill('#name', 'Bo <b>Auditor</b>');
    await page.fill('#mail', 'bo@example.org');
    await page.locator('main > form input[value=auditor]').check();
    await page.click('text=Add the person');
    const link = (await page.textContent('#link')) ?? '';
    await looksWell(page, 'link');
    const other = await open();
    await setUp(other, link);
    await other.click('text=Go on');
    expect(await other.textContent('nav')).toContain('Audit trail');
    await other.click('text=Audit trail');
    expect(await other.textContent('main')).toContain('Bo <b>Auditor</b>');
    await looksWell(other, 'audit');
    expect((await other.goto(`${localOf(world)}/staff/keys`))?.status()).toBe(200);
    expect(await other.locator('text=Make the key').count()).toBe(0);
    expect((await page.goto(`${localOf(world)}/staff/audit`))?.status()).toBe(403);
    await page.goto(`${localOf(world)}/staff/persons`);
    await page.click('summary:has-text("Bo")');
    await page.locator('details input[value=disable]').check();
    await page.fill('details input[name=why]', 'left');
    await page.click('details button');
    expect(await page.textContent('[role=status]')).toBe('Done.');
    await other.goto(`${localOf(world)}/staff/audit`);
    expect(await title(other)).toBe('Sign in');
  });

  test('a key is made in the browser, opens the door for a program, and closes it again', async () => {
    await using world = await startWorld();
    const page = await open();
    await setUp(page, world.setUpLink ?? '');
    await page.goto(`${localOf(world)}/staff/keys`);
    await page.fill('#label', 'SMS gateway');
    await page.locator('input[value=screen]').check();
    await page.click('text=Make the key');
    const token = (await page.textContent('#token')) ?? '';
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const answer = await fetch(`${world.url}/v1/screen`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"kind":"text","from":"+447700900123","body":"hello"}',
      });
      return answer.status;
    };
    const proxied = { 'x-forwarded-for': '192.0.2.1' };
    expect(await ask({})).toBe(200);
    expect(await ask(proxied)).toBe(401);
    expect(await ask({ ...proxied, authorization: `Bearer ${token}` })).toBe(200);
    await page.click('text=Back to the keys');
    await looksWell(page, 'keys');
    await page.click('summary:has-text("SMS gateway")');
    await page.fill('details input[name=why]', 'leaked');
    await page.click('text=Revoke this key');
    expect(await page.textContent('[role=status]')).toBe('The key is revoked.');
    expect(await ask({ ...proxied, authorization: `Bearer ${token}` })).toBe(401);
  });
});

function localOf(world: World): string {
  return world.url.replace('127.0.0.1', 'localhost');
}
