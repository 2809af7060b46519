// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { runCommandLine } from '../run-command-line.ts';
import { createTestIo } from '../test-io.ts';

async function machine() {
  const data = mkdtempSync(path.join(tmpdir(), 'tocsin-cli-'));
  const database = await createTestDatabase();
  const run = async (...argv: readonly string[]) => {
    const io = createTestIo({ env: { DATABASE_URL: database.url, TOCSIN_DATA: data }, columns: 200 });
    const status = await runCommandLine(argv, io);
    return { status, out: io.out(), err: io.err() };
  };
  return {
    run,
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

test('a person is added by a link, given other roles, set back, disabled, and stands in the trail', async () => {
  await using ours = await machine();
  const { run } = ours;
  const added = await run('user', 'add', 'Ada Lovelace', '--mail', 'Ada@example.org', '--role', 'operator,analyst');
  expect(added.status).toBe(0);
  expect(added.out).toMatch(/http:\/\/localhost:8080\/staff\/set-up\?token=[\w-]{43}\n/u);
  expect((await run('user', 'add', 'Bo', '--mail', 'bo@example.org', '--role', 'operator')).status).toBe(0);
  const twice = await run('user', 'add', 'Bo', '--mail', 'bo@example.org', '--role', 'agent');
  expect(twice).toMatchObject({ status: 4, out: '' });
  expect(twice.err).toContain('with this mail already');
  expect((await run('user', 'roles', 'ada@example.org', '--role', 'auditor', '--why', 'moved')).out).toBe('Done.\n');
  const last = await run('user', 'disable', 'bo@example.org');
  expect(last).toMatchObject({ status: 4, err: 'tocsin: This is the last operator. Make another one first.\n' });
  expect((await run('user', 'reset-factor', 'ada@example.org')).out).toContain('/staff/set-up?token=');
  expect((await run('user', 'disable', 'ada@example.org')).status).toBe(0);
  expect((await run('user', 'link', 'ada@example.org')).err).toContain('disabled');
  const listed = (await run('user', 'list', '--json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(listed).toMatchObject([
    { name: 'Ada Lovelace', mail: 'ada@example.org', roles: ['auditor'], isDisabled: true, hasPassword: false },
    { name: 'Bo', roles: ['operator'], isDisabled: false },
  ]);
  const trail = (await run('audit', 'list', '--json')).out;
  expect(trail).toContain(`"actorKind":"cli","actorId":"${userInfo().username}","action":"person.roles"`);
  expect(trail).toContain('[auditor] moved');
  expect((await run('audit', 'verify')).out).toMatch(
    /^The audit trail is whole: rows 1 to \d+, the newest with the hash [0-9a-f]{64}\.\n$/u,
  );
});

test('a key is printed once, listed without its secret, and revoked', async () => {
  await using ours = await machine();
  const { run } = ours;
  const added = await run('key', 'add', '--scope', 'screen,list', '--label', 'Gateway', '--days', '30');
  expect(added.out).toMatch(/^toc_[0-9a-f]{16}_[\w-]{43}\n$/u);
  const listed = await run('key', 'list', '--json');
  expect(listed.out).not.toContain(added.out.trim().slice(21));
  const key = JSON.parse(listed.out) as { id: string };
  expect(key).toMatchObject({ label: 'Gateway', scopes: ['screen', 'list'], state: 'live' });
  expect((await run('key', 'revoke', key.id, '--why', 'leaked')).out).toBe('The key is revoked.\n');
  expect((await run('key', 'revoke', key.id)).out).toBe('The key was revoked before.\n');
  expect((await run('key', 'list')).out).toContain('revoked');
  expect((await run('audit', 'list')).out).toContain('leaked');
});

test.each([
  [['user'], 'needs one of add, list'],
  [['user', 'ad'], 'Did you mean add?'],
  [['user', 'add'], 'needs a name'],
  [['user', 'add', 'Ada', 'Lovelace'], 'quote a name'],
  [['user', 'add', 'Ada', '--role', 'agent'], 'needs --mail'],
  [['user', 'add', 'Ada', '--mail', 'ada', '--role', 'agent'], 'needs --mail'],
  [['user', 'add', 'Ada', '--mail', 'a@b'], 'needs --role'],
  [['user', 'add', 'Ada', '--mail', 'a@b', '--role', 'root'], 'knows agent, analyst'],
  [['key', 'add', '--label', 'x'], 'needs --scope'],
  [['key', 'add', '--scope', 'screen'], 'needs --label'],
  [['key', 'add', '--scope', 'all', '--label', 'x'], 'knows screen'],
  [['key', 'add', '--scope', 'screen', '--label', 'x', '--days', '367'], 'from 1 to 366'],
  [['key', 'revoke'], 'needs the id'],
  [['key', 'revoke', 'key_1'], 'tocsin key list'],
  [['audit', 'prove'], 'needs list or verify'],
])('%j is refused with a sentence, before any database is opened', async (argv, sentence) => {
  const io = createTestIo({ env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' } });
  expect(await runCommandLine(argv, io)).toBe(2);
  expect(io.err()).toContain(sentence);
});
