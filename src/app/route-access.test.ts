// SPDX-License-Identifier: Apache-2.0
/**
 * Every route × everybody who could ask. The answers are a flat file for people to read: a route without a line, and a line
 * that is no longer true, fail. `UPDATE_ROUTE_ACCESS=1 vitest run src/app/route-access` writes it anew, to be reviewed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccessTables, createAccess, readSealKey, ROLES, SCOPES } from '../access/index.ts';
import { codeAt } from '../access/totp.ts';
import { instantOf } from '../base/instant.ts';
import { openBeside } from '../store/open-store.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { shippedEngine } from '../testing/engine.ts';
import { readOptions } from './read-options.ts';
import { type RunningServer, startServer } from './serve.ts';

const FILE = new URL('route-access.txt', import.meta.url);
const SYSTEM = { kind: 'system', id: 'test' } as const;
const PASSWORD = 'violet harbour 41 lanterns';

/** What is sent along, by the name of who sends it. */
type Caller = { readonly name: string; readonly headers: Readonly<Record<string, string>> };

let database: TestDatabase;
let server: RunningServer;
let callers: readonly Caller[];
const dataDir = mkdtempSync(path.join(tmpdir(), 'tocsin-routes-'));

beforeAll(async () => {
  database = await createTestDatabase();
  // Keys and persons are made first: the server takes its first snapshot of the keys when it starts.
  callers = await everybody(database.url);
  const flags = new Map(Object.entries({ 'http-port': '0', data: dataDir, 'log-level': 'error' }));
  server = await startServer({
    options: readOptions({ flags, env: {}, readFile: () => undefined }),
    version: '0.0.0-test',
    writeLog: () => undefined,
    engine: shippedEngine(),
    databaseUrl: database.url,
  });
}, 120_000);

afterAll(async () => {
  await server.stop();
  await database[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});

async function everybody(databaseUrl: string): Promise<readonly Caller[]> {
  const store = openBeside('', databaseUrl);
  // A key of yesterday: the clock of this one stands two days back.
  const past = createAccess({
    db: store.db<AccessTables>(),
    key: readSealKey(dataDir, randomBytes),
    clock: () => instantOf(Date.now() - 2 * 86_400_000),
  });
  const access = createAccess({
    db: store.db<AccessTables>(),
    key: readSealKey(dataDir, randomBytes),
    passwordLog2N: 10,
  });
  const keyCaller = async (name: string, made: ReturnType<typeof access.keys.add>): Promise<Caller> => ({
    name,
    headers: { ...PROXIED, authorization: `Bearer ${(await made).token}` },
  });
  const asked = { label: 'a', institution: '', days: 1 };
  const found: Caller[] = [
    { name: 'this machine', headers: {} },
    { name: 'a stranger', headers: PROXIED },
  ];
  for (const scope of SCOPES)
    found.push(await keyCaller(`key ${scope}`, access.keys.add({ ...asked, scopes: [scope] }, SYSTEM)));
  found.push(await keyCaller('expired key', past.keys.add({ ...asked, scopes: [...SCOPES] }, SYSTEM)));
  const unknown = `Bearer toc_0123456789abcdef_${'A'.repeat(43)}`;
  found.push({ name: 'unknown key', headers: { ...PROXIED, authorization: unknown } });
  found.push({ name: 'half signed in', headers: { cookie: `tocsin=${await halfIn(access)}` } });
  for (const role of ROLES) found.push({ name: role, headers: { cookie: `tocsin=${await signIn(access, role)}` } });
  await access.close();
  await past.close();
  await store.close();
  return found;
}

// Past a proxy it came from elsewhere, whatever the socket says.
const PROXIED = { 'x-forwarded-for': '192.0.2.1' } as const;

type Access = ReturnType<typeof createAccess>;

async function halfIn(access: Access): Promise<string> {
  const added = await access.persons.add({ name: 'Half', mail: 'half@example.org', roles: [...ROLES] }, SYSTEM);
  if (!added.ok) throw new Error(added.why);
  const link = (await access.invitations.make(added.person.id, SYSTEM)) ?? '';
  const joined = await access.links.join(link, { password: PASSWORD, device: 'test' });
  if (!joined.ok) throw new Error(joined.why);
  return joined.secret;
}

async function signIn(access: Access, role: (typeof ROLES)[number]): Promise<string> {
  const added = await access.persons.add({ name: role, mail: `${role}@example.org`, roles: [role] }, SYSTEM);
  if (!added.ok) throw new Error(added.why);
  const link = (await access.invitations.make(added.person.id, SYSTEM)) ?? '';
  const joined = await access.links.join(link, { password: PASSWORD, device: 'test' });
  const session = joined.ok ? await access.sessions.find(joined.secret) : undefined;
  const secret = session && (await access.factors.draftTotp(session));
  if (!session || !secret) throw new Error('no session');
  const confirmed = await access.factors.confirmTotp(session, codeAt(secret, access.clock()), 'test');
  if (!confirmed.ok) throw new Error(confirmed.why);
  return confirmed.secret;
}

// What each refusal of the guard answers with; anything else came from behind it.
const SHUT = new Set([
  'key-needed',
  'key-unknown',
  'key-scope',
  'sign-in-needed',
  'second-factor-needed',
  'not-allowed',
]);

/** True when the request got past the guard. From a page of another site, so that no form is carried out. */
async function isLetIn(method: string, address: string, { headers }: Caller): Promise<boolean> {
  const answer = await fetch(`${server.url}${address}`, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
    ...(method === 'POST' ? { body: '{}' } : {}),
  });
  const text = await answer.text();
  if (answer.status === 303)
    return !['/staff/sign-in', '/staff/second-factor'].includes(answer.headers.get('location') ?? '');
  const code = /"code":"([a-z-]+)"/u.exec(text)?.[1] ?? '';
  if (text.startsWith('<!doctype')) return !/<h1>(?:Not allowed|Not signed in|Second factor needed)<\/h1>/u.test(text);
  // Sent from no page at all: the guard had looked at the session first.
  return !SHUT.has(code);
}

/** Files that are named by what they hold. */
function withoutDigests(pattern: string): string {
  return pattern
    .replace(/^\/page\/assets\/.*/u, '/page/assets/*')
    .replace(/^\/page\/models\/[0-9a-f]+\//u, '/page/models/*/')
    .replace(/-[\w-]{20}\.css$/u, '-*.css');
}

async function table(): Promise<string> {
  const lines = ['# Who gets past the guard: route, then who. Everybody else is refused. See route-access.test.ts.'];
  const routes = server.routes.all().filter(({ method }) => method !== 'HEAD');
  const seen = new Set<string>();
  for (const { method, path: pattern } of routes) {
    const shown = `${method} ${withoutDigests(pattern)}`;
    if (seen.has(shown)) continue;
    seen.add(shown);
    const filled = pattern.replaceAll(/:[a-zA-Z]+(?:\([^)]*\))?/gu, '0').replaceAll('*', '0');
    const allowed = [];
    for (const caller of callers) if (await isLetIn(method, filled, caller)) allowed.push(caller.name);
    const all = allowed.length === callers.length;
    lines.push(`${shown} | ${all ? 'everybody' : allowed.join(', ')}`);
  }
  return `${[lines[0], ...lines.slice(1).toSorted((left, right) => (left < right ? -1 : 1))].join('\n')}\n`;
}

test('every route lets in whom the table names, and nobody else', { timeout: 120_000 }, async () => {
  const found = await table();
  if (process.env['UPDATE_ROUTE_ACCESS'] === '1') writeFileSync(FILE, found);
  expect(found).toBe(readFileSync(FILE, 'utf8'));
});
