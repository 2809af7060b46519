// SPDX-License-Identifier: Apache-2.0
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import { describe, expect, test } from 'vitest';
import type { AccessTables } from '../../access/index.ts';
import { createTestAccess, type TestAccess } from '../../access/test-access.ts';
import { ProblemError } from '../../intercept/http/problems.ts';
import { createTestStore } from '../../testing/database.ts';
import { guardRoutes, requesterOf } from './guard.ts';
import type { RouteAccess } from './rule.ts';

const PUBLIC_URL = 'https://tocsin.example.org';

async function world() {
  const store = await createTestStore();
  const access = createTestAccess(store.db<AccessTables>());
  const app = fastify({ exposeHeadRoutes: true });
  guardRoutes(app, { access, publicUrl: PUBLIC_URL });
  app.setErrorHandler((error, _request, reply) =>
    error instanceof ProblemError ? reply.code(error.problem.status).send(error.problem) : reply.code(500).send(error),
  );
  const add = (method: 'GET' | 'POST', url: string, rule: RouteAccess): void => {
    app.route({ method, url, config: { access: rule }, handler: async (request) => requesterOf(request) });
  };
  add('GET', '/open', 'public');
  add('POST', '/screen', 'local-or-key:screen');
  add('GET', '/list', 'key:list');
  add('GET', '/half', 'half-signed-in');
  add('GET', '/full', 'signed-in');
  add('POST', '/confirm', 'may:indicators.confirm');
  await app.ready();
  return {
    app,
    access,
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await access.close();
      await store[Symbol.asyncDispose]();
    },
  };
}

type Asked = { readonly headers?: Readonly<Record<string, string>>; readonly remoteAddress?: string };

/** The code of the refusal, or who was let in. */
async function ask(app: FastifyInstance, method: 'GET' | 'POST' | 'HEAD', url: string, asked: Asked = {}) {
  const { headers = {}, remoteAddress = '127.0.0.1' } = asked;
  const answer = await app.inject({ method, url, headers: { host: 'localhost:8080', ...headers }, remoteAddress });
  if (method === 'HEAD') return String(answer.statusCode);
  const body: unknown = answer.json();
  const { code, kind } = body as { code?: string; kind?: string };
  return code ?? kind;
}

async function tokenOf(access: TestAccess, scope: 'screen' | 'list'): Promise<string> {
  const asked = { label: 'a', institution: '', scopes: [scope], days: 30 };
  const { token } = await access.keys.add(asked, { kind: 'system', id: 'test' });
  await access.ring.refresh();
  return `Bearer ${token}`;
}

describe('a route', () => {
  test('that does not say who may use it stops the start', async () => {
    await using ours = await world();
    const app = fastify();
    guardRoutes(app, { access: ours.access, publicUrl: undefined });
    expect(() => app.get('/forgotten', async () => 'x')).toThrow('GET /forgotten does not say who may use it');
    const typo = { config: { access: 'may:everything' as RouteAccess } };
    expect(() => app.get('/typo', typo, async () => 'x')).toThrow('not known');
    const scope = { config: { access: 'key:everything' as RouteAccess } };
    expect(() => app.get('/scope', scope, async () => 'x')).toThrow('not known');
  });

  test('is guarded for HEAD as for GET', async () => {
    await using ours = await world();
    expect(await ask(ours.app, 'HEAD', '/open')).toBe('200');
    expect(await ask(ours.app, 'HEAD', '/full')).toBe('401');
    expect(await ask(ours.app, 'HEAD', '/list')).toBe('401');
  });
});

describe('without a key', () => {
  test.each([
    ['this machine', {}, 'local'],
    ['this machine by IPv6', { remoteAddress: '::1', headers: { host: '[::1]:8080' } }, 'local'],
    ['this machine by IPv4 in IPv6', { remoteAddress: '::ffff:127.0.0.1' }, 'local'],
    ['this machine by a bare name', { headers: { host: 'tocsin' } }, 'local'],
    ['another machine', { remoteAddress: '192.0.2.7' }, 'key-needed'],
    [
      'another machine that says localhost',
      { remoteAddress: '192.0.2.7', headers: { host: 'localhost' } },
      'key-needed',
    ],
    ['a proxy on this machine', { headers: { 'x-forwarded-for': '127.0.0.1' } }, 'key-needed'],
    ['a proxy with the new header', { headers: { forwarded: 'for=127.0.0.1' } }, 'key-needed'],
    ['a foreign name that leads here', { headers: { host: 'evil.example' } }, 'key-needed'],
    ['a foreign name that looks like here', { headers: { host: '127.0.0.1.evil.example' } }, 'key-needed'],
  ])('%s screens or not', async (_name, asked, expected) => {
    await using ours = await world();
    expect(await ask(ours.app, 'POST', '/screen', asked)).toBe(expected);
    expect(await ask(ours.app, 'GET', '/list', asked)).toBe('key-needed');
  });
});

test('a key opens what its scope says, wherever it comes from, and a wrong one is told so everywhere', async () => {
  await using ours = await world();
  const { app, access } = ours;
  const screen = { headers: { authorization: await tokenOf(access, 'screen') } };
  const far = { ...screen, remoteAddress: '192.0.2.7' };
  expect(await ask(app, 'POST', '/screen', far)).toBe('key');
  expect(await ask(app, 'POST', '/screen', screen)).toBe('key');
  expect(await ask(app, 'GET', '/list', screen)).toBe('key-scope');
  expect(await ask(app, 'GET', '/full', screen)).toBe('sign-in-needed');
  for (const authorization of ['Bearer x', 'Basic abc', `${screen.headers.authorization}x`])
    expect(await ask(app, 'POST', '/screen', { headers: { authorization } })).toBe('key-unknown');
  access.advance(30 * 86_400_000);
  expect(await ask(app, 'POST', '/screen', screen)).toBe('key-unknown');
});

test('while the database is away keys go on, and persons are told to wait', async () => {
  await using ours = await world();
  const authorization = await tokenOf(ours.access, 'screen');
  const app = fastify();
  const find = async (): Promise<never> => {
    throw new Error('Connection terminated');
  };
  const { ring, sessions } = ours.access;
  guardRoutes(app, { access: { ring, sessions: { ...sessions, find } }, publicUrl: undefined });
  app.setErrorHandler((error, _request, reply) => reply.send(error instanceof ProblemError ? error.problem : {}));
  const handler = async (request: FastifyRequest) => requesterOf(request);
  app.route({ method: 'POST', url: '/screen', config: { access: 'key:screen' }, handler });
  app.route({ method: 'GET', url: '/full', config: { access: 'signed-in' }, handler });
  expect(await ask(app, 'POST', '/screen', { headers: { authorization } })).toBe('key');
  expect(await ask(app, 'GET', '/full', { headers: { cookie: 'tocsin=x' } })).toBe('unavailable');
  await app.close();
});

describe('a person', () => {
  test('needs both factors and a role that allows it', async () => {
    await using ours = await world();
    const { app, access } = ours;
    const { secret, person } = await access.signedIn('Ada', ['approver']);
    const cookie = { headers: { cookie: `a=b; tocsin=${secret}` } };
    expect(await ask(app, 'GET', '/full')).toBe('sign-in-needed');
    expect(await ask(app, 'GET', '/full', cookie)).toBe('person');
    expect(await ask(app, 'GET', '/full', { headers: { cookie: `tocsin=${secret}x` } })).toBe('sign-in-needed');
    const half = await access.sessions.open({ personId: person.id, stage: 'factor', device: 'x' });
    expect(await ask(app, 'GET', '/full', { headers: { cookie: `tocsin=${half}` } })).toBe('second-factor-needed');
    expect(await ask(app, 'GET', '/half', { headers: { cookie: `tocsin=${half}` } })).toBe('person');
    const agent = await access.signedIn('Bo', ['agent']);
    const theirs = { headers: { cookie: `tocsin=${agent.secret}`, 'sec-fetch-site': 'same-origin' } };
    expect(await ask(app, 'POST', '/confirm', theirs)).toBe('not-allowed');
  });

  test('signs in over https at the stated address or on this machine, and nowhere else', async () => {
    await using ours = await world();
    const { app, access } = ours;
    const { secret } = await access.signedIn('Ada', ['approver']);
    const from = async (host: string, name: string, remoteAddress = '192.0.2.7') =>
      ask(app, 'GET', '/full', { headers: { host, cookie: `${name}=${secret}` }, remoteAddress });
    expect(await from('tocsin.example.org', '__Host-tocsin')).toBe('person');
    // Only the name that no page without TLS could have planted.
    expect(await from('tocsin.example.org', 'tocsin')).toBe('sign-in-needed');
    expect(await from('localhost', 'tocsin')).toBe('sign-in-needed');
    expect(await from('192.0.2.1', 'tocsin')).toBe('sign-in-needed');
    expect(await from('localhost:8080', 'tocsin', '127.0.0.1')).toBe('person');
    expect(await from('evil.example', 'tocsin', '127.0.0.1')).toBe('sign-in-needed');
  });

  test('changes something by a page of ours alone', async () => {
    await using ours = await world();
    const { app, access } = ours;
    const { secret } = await access.signedIn('Ada', ['approver']);
    const token = (await access.sessions.find(secret))?.formToken ?? '';
    const send = async (headers: Readonly<Record<string, string>>) =>
      ask(app, 'POST', '/confirm', { headers: { cookie: `tocsin=${secret}`, ...headers } });
    const own = { 'sec-fetch-site': 'same-origin', 'x-form-token': token };
    expect(await send(own)).toBe('person');
    expect(await send({ origin: 'http://localhost:8080', 'x-form-token': token })).toBe('person');
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(await send({ ...own, 'sec-fetch-site': site })).toBe('cross-site');
    for (const origin of ['http://evil.example', 'null', 'http://localhost:8081', 'https://localhost:8080'])
      expect(await send({ origin, 'x-form-token': token })).toBe('cross-site');
    expect(await send({ 'x-form-token': token })).toBe('cross-site');
    expect(await send({ 'sec-fetch-site': 'same-origin' })).toBe('form-outdated');
    expect(await send({ ...own, 'x-form-token': `${token}x` })).toBe('form-outdated');
  });
});
