// SPDX-License-Identifier: Apache-2.0
/** The public record of a running server: verified over HTTP by the command, and read in a real browser. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logCommand } from '../src/cli/log.ts';
import { parseArguments } from '../src/cli/parse-arguments.ts';
import { createTestIo } from '../src/cli/test-io.ts';
import { skipWithout } from '../src/testing/peers.ts';
import { startWorld, type World } from '../src/testing/world.ts';
import { overflowOf, shoot, startBrowser, violationsOf, visit } from './page/visit.ts';

const OUTSIDE = fileURLToPath(new URL('../src/respond/record/outside/verify.py', import.meta.url));

let world: World;
const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-e2e-'));

beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function log(...words: readonly string[]): Promise<{ code: number; out: string }> {
  const io = createTestIo();
  const parsed = parseArguments(logCommand, words);
  if (parsed.kind !== 'run') throw new Error('help was asked for');
  return { code: await logCommand.run(parsed.input, io), out: io.out() };
}

describe('the public record of a server', { timeout: 60_000 }, () => {
  it('begins with the files in force, and verifies over HTTP and from its folder', async () => {
    await expect
      .poll(async () => (await (await fetch(`${world.url}/v1/log/checkpoint`)).text()).split('\n')[1], {
        timeout: 15_000,
      })
      .toBe('1');
    const key = (await (await fetch(`${world.url}/v1/log/key`)).text()).trim();
    const seen = path.join(folder, 'seen.txt');
    const { code, out } = await log('verify', `${world.url}/v1/log`, '--key', key, '--remember', seen);
    expect(out).toContain('Every leaf, hash and signature fits.');
    expect(code).toBe(0);
    expect(readFileSync(seen, 'utf8')).toContain('\n1\n');
    expect((await log('show', '0', path.join(world.dataDir, 'record'))).out).toContain('The files in force are policy');
    expect((await fetch(`${world.url}/v1/log/tile/%2e%2e%2f..%2frecord.key`)).status).toBe(404);
  });

  it.skipIf(skipWithout('python3') || skipWithout('openssl'))(
    'verifies by a program that shares nothing with it',
    async () => {
      const key = (await log('key', `${world.url}/v1/log`)).out.trim();
      const { status, stdout } = spawnSync('python3', [OUTSIDE, path.join(world.dataDir, 'record'), key], {
        encoding: 'utf8',
      });
      expect(stdout).toContain('"ok": true');
      expect(status).toBe(0);
    },
  );
});

describe.skipIf(skipWithout('chromium'))('the record in a browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  }, 30_000);
  afterAll(async () => browser.close());

  it.each([
    { width: 320, colorScheme: 'light' as const },
    { width: 1200, colorScheme: 'dark' as const },
  ])('is read without script, at $width pixels and $colorScheme, by everyone', async ({ width, colorScheme }) => {
    const { page, requests, faults } = await visit(browser, `${world.url}/log`, {
      viewport: { width, height: 800 },
      colorScheme,
    });
    expect(await page.textContent('h1')).toBe('Public record');
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await shoot(page, `record-${width}`);
    await page.click('a:text("Leaf 0")');
    expect(await page.textContent('h1')).toBe('Leaf 0');
    expect(await page.textContent('main')).toContain('The files in force are policy');
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await shoot(page, `record-leaf-${width}`);
    expect(requests.filter((request) => !request.includes(world.url))).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
