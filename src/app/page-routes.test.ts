// SPDX-License-Identifier: Apache-2.0
/** The page as a browser without script gets it, and the files that one with script asks for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../testing/world.ts';
import type { FileSet } from '../../web/citizen/page-data.ts';
import type { SentPolicy } from '../decide/policy/sent-policy.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => world.stop());

const SCAM = 'Hi mum, my phone broke, this is my new number. Please move the money to a safe account today.';

async function submit(text: string, query = ''): Promise<string> {
  const response = await fetch(`${world.url}/${query}`, { method: 'POST', body: new URLSearchParams({ text }) });
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response.text();
}

/** Heading and verdict. */
function headlineOf(html: string): string {
  const head = /<h2[^>]*>.*?<\/h2>(?:\s*<p class="headline">[^<]*<\/p>)?/su.exec(html)?.[0] ?? '';
  return head
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

describe('the page', () => {
  it('is in the language of the reader, and says where the text goes', async () => {
    const english = await (await fetch(`${world.url}/`)).text();
    expect(english).toContain('<html lang="en" dir="ltr">');
    expect(english).toContain(`sent to this Tocsin server (127.0.0.1:${world.port})`);
    const response = await fetch(`${world.url}/`, { headers: { 'accept-language': 'zh-CN' } });
    expect(response.headers.get('content-language')).toBe('zh');
    expect(await response.text()).toContain('<html lang="zh" dir="ltr">');
  });

  it('has no script or style of its own, and names no other host', async () => {
    const html = await submit(SCAM);
    expect(html).not.toMatch(
      /<script(?![^>]*\s(?:src=|type="application\/json"))|<style|\sstyle=|\son[a-z]+=|https?:\/\//u,
    );
  });

  it('answers a message with the verdict first, the passages marked, and what to do', async () => {
    const html = await submit(SCAM);
    expect(headlineOf(html)).toMatch(/^Warning signs/u);
    expect(html).toMatch(/<mark>[^<]*account[^<]*<\/mark>/u);
    expect(html).toContain('<h3>What to do now</h3>');
    expect(html).not.toMatch(/\d\s?%/u);
    expect(html).toContain(`${SCAM}</textarea>`);
  });

  it('answers in Chinese to a reader of Chinese', async () => {
    expect(headlineOf(await submit('妈妈，我换号码了，快把钱转到安全账户', '?lang=zh'))).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['nothing', '   ', /^Paste a message/u],
    ['an account', 'GB33BUKB20201555555555', /^An account number cannot be judged/u],
    ['a number', '+44 7700 900123', /this call/u],
    ['a link', 'http://192.0.2.7/login', /link|address/u],
    ['a message that is too long', 'x'.repeat(10_001), /too long/u],
  ])('answers %s', async (_what, text, headline) => {
    expect(headlineOf(await submit(text))).toMatch(headline);
  });

  it('answers a form that is far too long, without its text', async () => {
    const response = await fetch(`${world.url}/`, {
      method: 'POST',
      body: new URLSearchParams({ text: 'x'.repeat(200_000) }),
    });
    expect(response.status).toBe(413);
    expect(headlineOf(await response.text())).toContain('too long');
  });

  it.each([
    '<script>alert(1)</script>',
    '</textarea><img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    '\u202Eevil\u0000\u001B[31m',
    "' onmouseover='alert(1)",
  ])('shows %j as text and nothing else', async (text) => {
    const html = await submit(`${text} ${SCAM}`);
    expect(html).not.toMatch(/<script>|<img|<svg(?! class="sign")|<[a-z]+ on[a-z]+=|(?![\t\n\r])\p{Cc}/u);
    expect(html.match(/<\/textarea>/gu)).toHaveLength(1);
  });

  it('keeps the first line of a text that begins with an empty one', async () => {
    expect(await submit('\n\nhello')).toContain('>\n\n\nhello</textarea>');
  });

  it('does not repeat a Host header that is no address', async () => {
    const response = await fetch(`${world.url}/?lang=en`);
    expect(await response.text()).toContain('127.0.0.1');
  });

  it('takes forms only', async () => {
    const response = await fetch(`${world.url}/`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(415);
  });
});

describe('the files of the page', () => {
  /** Every address in a page and in what its service worker is to keep. */
  async function addresses(): Promise<readonly string[]> {
    const html = await (await fetch(`${world.url}/`)).text();
    const worker = await (await fetch(`${world.url}/page/sw.js`)).text();
    const { set } = JSON.parse(/id="page-data">(.*?)<\/script>/su.exec(html)?.[1] ?? '') as { set: FileSet };
    const { files } = JSON.parse(/^self\.TOCSIN_SET=(.*);$/mu.exec(worker)?.[1] ?? '') as { files: readonly string[] };
    return [...files, set.policy.url, '/page/sw.js', '/page/words.json?lang=zh'];
  }

  it('are sent once, and then only when they have changed', async () => {
    const all = await addresses();
    expect(all.length).toBeGreaterThan(7);
    for (const path of all) {
      // oxlint-disable-next-line no-await-in-loop -- a handful
      const first = await fetch(world.url + path);
      expect(first.status, path).toBe(200);
      expect(first.headers.get('content-encoding'), path).toBe('gzip');
      const etag = first.headers.get('etag') ?? '';
      // oxlint-disable-next-line no-await-in-loop -- a handful
      const again = await fetch(world.url + path, { headers: { 'if-none-match': etag }, cache: 'no-store' });
      expect(again.status, path).toBe(304);
    }
  });

  it('are kept for ever where their address names what they hold', async () => {
    for (const path of await addresses()) {
      // oxlint-disable-next-line no-await-in-loop -- a handful
      const { headers } = await fetch(world.url + path);
      const isNamed = /assets\/|models\/|[?&]set=/u.test(path);
      expect(headers.get('cache-control'), path).toBe(isNamed ? 'public, max-age=31536000, immutable' : 'no-cache');
    }
  });

  it('of another version are refused, so that no page mixes two', async () => {
    expect((await fetch(`${world.url}/page/policy.json?lang=en&set=000000000000`)).status).toBe(404);
    expect((await fetch(`${world.url}/page/models/000000000000/text.model`)).status).toBe(404);
  });

  it('say the policy in the language that was asked for and in English, and name no folder of the server', async () => {
    const text = await (await fetch(`${world.url}/page/policy.json?lang=zh`)).text();
    const policy = JSON.parse(text) as SentPolicy;
    expect(policy.wording.map(([lang]) => lang)).toEqual(['en', 'zh']);
    expect(policy.versions).toEqual(world.engine.policy.versions);
    expect(text).not.toContain(process.cwd());
  });

  it('are no way to any other file', async () => {
    for (const path of ['server.ts', '../package.json', '%2e%2e/package.json', '.vite/manifest.json', 'sw.ts']) {
      // oxlint-disable-next-line no-await-in-loop -- a handful
      expect((await fetch(`${world.url}/page/assets/${path}`)).status).toBe(404);
    }
  });

  it('hold the words of every verdict and scheme', async () => {
    const words = (await (await fetch(`${world.url}/page/words.json?lang=en`)).json()) as Record<string, object>;
    expect(Object.keys(words['schemes'] ?? {}).length).toBeGreaterThan(40);
    expect(words['verdicts']).toMatchObject({ text: { warn: expect.stringMatching(/^Warning signs/u) as string } });
  });
});
