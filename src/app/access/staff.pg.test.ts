// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => world.stop());

const FORM = 'application/x-www-form-urlencoded';

async function send(path: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${world.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: world.url, 'content-type': FORM, ...headers },
    body,
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe('a form of somebody who is not signed in', () => {
  test.each([
    ['another type', 'a=b', { 'content-type': 'application/xml' }, 415],
    ['from another site', 'mail=a', { origin: 'http://evil.example' }, 403],
    ['from no site', 'mail=a', { origin: 'null' }, 403],
    ['from a frame of another site', 'mail=a', { 'sec-fetch-site': 'cross-site' }, 403],
    ['too long', 'mail='.padEnd(20_000, 'a'), {}, 413],
    ['empty', '', {}, 403],
    ['noise', '%zz%00=\0&&&=', {}, 403],
    ['through a proxy without a stated address', 'mail=a', { 'x-forwarded-for': '192.0.2.1' }, 403],
  ])('%s is refused', async (_name, body, headers, status) => {
    expect((await send('/staff/sign-in', body, headers)).status).toBe(status);
  });

  test('with a dead link is told so, and the link is not shown again', async () => {
    const dead = 'A'.repeat(43);
    const answer = await send('/staff/set-up', `link=${dead}&password=violet+harbour+41&again=violet+harbour+41`);
    expect(answer.status).toBe(410);
    expect(answer.text).not.toContain(dead);
  });
});

test('what a person typed comes back as text, never as markup, and the password never', async () => {
  const { text } = await send(
    '/staff/sign-in',
    `mail=${encodeURIComponent('"><script>alert(1)</script>')}&password=hush`,
  );
  expect(text).toContain('&quot;&gt;&lt;script&gt;');
  expect(text).not.toContain('<script>');
  expect(text).not.toContain('hush');
});

test('staff pages are kept by no cache, framed by nobody, and run no script but ours', async () => {
  const answer = await fetch(`${world.url}/staff/sign-in`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
});

test.each([
  ['/staff/passkey/sign-in', '{', 400],
  ['/staff/passkey/sign-in', '[]', 403],
  ['/staff/passkey/sign-in', '{"ticket":"x","response":{"id":"a"}}', 403],
  ['/staff/passkey/begin-sign-in', '{}', 403],
  ['/staff/passkey/register', '{}', 401],
])('%s with %s answers %s', async (path, body, status) => {
  expect((await send(path, body, { 'content-type': 'application/json' })).status).toBe(status);
});

test('more than 30 attempts a minute from one address are turned away', async () => {
  const statuses = [];
  for (let tries = 0; tries < 35; tries += 1) statuses.push((await send('/staff/sign-in', 'mail=x')).status);
  expect(statuses.at(-1)).toBe(429);
});
