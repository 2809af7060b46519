// SPDX-License-Identifier: Apache-2.0
/** The page as a browser without script gets it, and the files that one with script asks for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../testing/world.ts';

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

function headlineOf(html: string): string {
  return /<h2[^>]*>([^<]*)<\/h2>/u.exec(html)?.[1] ?? '';
}

describe('the page', () => {
  it('is in the language of the reader, and says where the text goes', async () => {
    const english = await (await fetch(`${world.url}/`)).text();
    expect(english).toContain('<html lang="en">');
    expect(english).toContain(`sent to this Tocsin server (127.0.0.1:${world.port})`);
    const response = await fetch(`${world.url}/`, { headers: { 'accept-language': 'zh-CN' } });
    expect(response.headers.get('content-language')).toBe('zh');
    expect(await response.text()).toContain('<html lang="zh">');
  });

  it('has no script or style of its own, and names no other host', async () => {
    const html = await submit(SCAM);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|https?:\/\//u);
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
    expect(html).not.toMatch(/<script>|<img|<svg|<[a-z]+ on[a-z]+=|(?![\t\n\r])\p{Cc}/u);
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
  it('are sent once, and then only when they have changed', async () => {
    for (const path of [
      '/page/style.css',
      '/page/icon.svg',
      '/page/words.json?lang=zh',
      '/page/modules/web/citizen/page.ts',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- a handful
      const first = await fetch(world.url + path);
      expect(first.status).toBe(200);
      const etag = first.headers.get('etag') ?? '';
      // oxlint-disable-next-line no-await-in-loop -- a handful
      const again = await fetch(world.url + path, { headers: { 'if-none-match': etag }, cache: 'no-store' });
      expect(again.status).toBe(304);
    }
  });

  it('are JavaScript, and no other file of the source is handed out', async () => {
    const script = await fetch(`${world.url}/page/modules/src/decide/detect-input.ts`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    for (const path of [
      'src/app/server.ts',
      'package.json',
      '../package.json',
      '%2e%2e/package.json',
      'src/decide/decide.ts',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- a handful
      expect((await fetch(`${world.url}/page/modules/${path}`)).status).toBe(404);
    }
  });

  it('hold the words of every verdict and scheme', async () => {
    const words = (await (await fetch(`${world.url}/page/words.json?lang=en`)).json()) as Record<string, object>;
    expect(Object.keys(words['schemes'] ?? {}).length).toBeGreaterThan(40);
    expect(words['verdicts']).toMatchObject({ text: { warn: expect.stringMatching(/^Warning signs/u) as string } });
  });
});
