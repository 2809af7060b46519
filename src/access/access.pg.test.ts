// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestStore } from '../testing/database.ts';
import { createTestAccess, TEST_PASSWORD } from './test-access.ts';
import type { AccessTables } from './tables.ts';
import { codeAt } from './totp.ts';

const SYSTEM = { kind: 'system', id: 'test' } as const;
const MINUTE = 60_000;

async function world() {
  const store = await createTestStore();
  const db = store.db<AccessTables>();
  const access = createTestAccess(db);
  return {
    db,
    access,
    [Symbol.asyncDispose]: async () => {
      await access.close();
      await store[Symbol.asyncDispose]();
    },
  };
}

const attempt = (mail: string, password: string, address?: string) => ({ mail, password, address, device: 'test' });

test('the link of the first start makes the first operator, once', async () => {
  await using ours = await world();
  const { links, invitations, persons, sessions } = ours.access;
  const older = await invitations.makeFirst();
  const link = (await invitations.makeFirst()) ?? '';
  const joining = { name: 'Ada', mail: 'Ada@Example.org', password: TEST_PASSWORD, device: 'test' };
  expect(await links.joinFirst(older ?? '', joining)).toEqual({ ok: false, why: 'dead-link' });
  expect(await links.joinFirst(link, { ...joining, password: 'password1234' })).toEqual({
    ok: false,
    why: 'too-simple',
  });
  const [first, second] = await Promise.all([links.joinFirst(link, joining), links.joinFirst(link, joining)]);
  expect([first, second].filter(({ ok }) => ok)).toHaveLength(1);
  expect(await persons.list()).toMatchObject([{ mail: 'ada@example.org', roles: ['operator'] }]);
  expect(await invitations.makeFirst()).toBeUndefined();
  const session = await sessions.find(first.ok ? first.secret : second.ok ? second.secret : '');
  expect(session?.stage).toBe('enrol');
});

test('a link of another person dies after a day, after its use, and when there is a newer one', async () => {
  await using ours = await world();
  const { links, invitations, persons, advance } = ours.access;
  const added = await persons.add({ name: 'Bo', mail: 'bo@example.org', roles: ['agent'] }, SYSTEM);
  if (!added.ok) throw new Error('not added');
  const joining = { password: TEST_PASSWORD, device: 'test' };
  const older = (await invitations.make(added.person.id, SYSTEM)) ?? '';
  const old = (await invitations.make(added.person.id, SYSTEM)) ?? '';
  expect(await links.join(older, joining)).toEqual({ ok: false, why: 'dead-link' });
  advance(24 * 60 * MINUTE);
  expect(await links.join(old, joining)).toEqual({ ok: false, why: 'dead-link' });
  const link = (await invitations.make(added.person.id, SYSTEM)) ?? '';
  expect(await links.join(link, { ...joining, password: 'short' })).toEqual({ ok: false, why: 'too-short' });
  expect((await links.join(link, joining)).ok).toBe(true);
  expect(await links.join(link, joining)).toEqual({ ok: false, why: 'dead-link' });
});

test('a password alone is half a sign-in; the code is the other half, and counts once', async () => {
  await using ours = await world();
  const { access } = ours;
  const { totp } = await access.signedIn('Ada', ['auditor']);
  const enter = async () => {
    const answer = await access.signIn.byPassword(attempt('ada@example.org', TEST_PASSWORD));
    const session = answer.ok ? await access.sessions.find(answer.secret) : undefined;
    if (!session) throw new Error('no session');
    return session;
  };
  const half = await enter();
  expect(half.stage).toBe('factor');
  // The code of the enrolment is used up.
  expect(await access.factors.prove(half, codeAt(totp, access.now()), 'x')).toEqual({ ok: false, why: 'wrong' });
  access.advance(MINUTE);
  const proved = await access.factors.prove(half, codeAt(totp, access.now()), 'x');
  expect(proved.ok && (await access.sessions.find(proved.secret))?.stage).toBe('full');
  expect(await access.factors.prove(await enter(), codeAt(totp, access.now()), 'x')).toEqual({
    ok: false,
    why: 'wrong',
  });
});

test('each recovery code counts once, however it is typed', async () => {
  await using ours = await world();
  const { access } = ours;
  const { secret } = await access.signedIn('Ada', ['auditor']);
  const full = await access.sessions.find(secret);
  const [code = ''] = full ? await access.factors.renewRecoveryCodes(full) : [];
  expect(code).toMatch(/^[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}$/u);
  const use = async () => {
    const answer = await access.signIn.byPassword(attempt('ada@example.org', TEST_PASSWORD));
    const half = answer.ok ? await access.sessions.find(answer.secret) : undefined;
    return half && access.factors.prove(half, ` ${code.toLowerCase().replaceAll('-', ' ')}`, 'x');
  };
  expect((await use())?.ok).toBe(true);
  expect((await use())?.ok).toBe(false);
  expect(full && (await access.factors.countRecoveryCodes(full.person.id))).toBe(9);
});

test('guessing locks an account, for longer each time, whether it exists or not', async () => {
  await using ours = await world();
  const { access } = ours;
  await access.signedIn('Ada', ['auditor']);
  for (const mail of ['ada@example.org', 'nobody@example.org']) {
    const guess = async () => {
      const answer = await access.signIn.byPassword(attempt(mail, 'wrong horse 41 staple'));
      return answer.ok ? 'in' : answer.why;
    };
    const answers = [];
    for (let tries = 0; tries < 6; tries += 1) answers.push(await guess());
    expect(answers).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked']);
    access.advance(MINUTE);
    expect([await guess(), await guess()]).toEqual(['wrong', 'locked']);
    access.advance(MINUTE);
    expect(await guess()).toBe('locked');
    access.advance(MINUTE);
    expect(await guess()).toBe('wrong');
  }
  expect(await access.signIn.byPassword(attempt('ada@example.org', TEST_PASSWORD))).toEqual({
    ok: false,
    why: 'locked',
  });
  access.advance(60 * MINUTE);
  expect((await access.signIn.byPassword(attempt('ada@example.org', TEST_PASSWORD))).ok).toBe(true);
});

test('guesses at one time count as many', async () => {
  await using ours = await world();
  const { access } = ours;
  const guesses = Array.from({ length: 12 }, async () =>
    access.signIn.byPassword(attempt('ada@example.org', 'wrong horse 41 staple')),
  );
  const whys = (await Promise.all(guesses)).map((answer) => (answer.ok ? 'in' : answer.why));
  expect(whys.filter((why) => why === 'wrong')).toHaveLength(5);
});

test('one address that tries many accounts is locked out', async () => {
  await using ours = await world();
  const { access } = ours;
  const whys = [];
  for (let tries = 0; tries < 21; tries += 1) {
    const answer = await access.signIn.byPassword(attempt(`p${tries}@example.org`, 'wrong horse', '192.0.2.1'));
    whys.push(answer.ok ? 'in' : answer.why);
  }
  expect(whys.slice(0, 20)).not.toContain('locked');
  expect(whys[20]).toBe('locked');
});

test('codes can be guessed five times', async () => {
  await using ours = await world();
  const { access } = ours;
  const { totp } = await access.signedIn('Ada', ['auditor']);
  const answer = await access.signIn.byPassword(attempt('ada@example.org', TEST_PASSWORD));
  const half = answer.ok ? await access.sessions.find(answer.secret) : undefined;
  if (!half) throw new Error('no session');
  const whys = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const proved = await access.factors.prove(half, '000000', 'x');
    whys.push(proved.ok ? 'in' : proved.why);
  }
  expect(whys).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked']);
  expect(await access.factors.prove(half, codeAt(totp, access.now()), 'x')).toEqual({ ok: false, why: 'locked' });
});

test('a session ends when idle for an hour, after twelve hours, and with its person', async () => {
  await using ours = await world();
  const { access } = ours;
  const ada = await access.signedIn('Ada', ['auditor']);
  const bo = await access.signedIn('Bo', ['operator']);
  access.advance(59 * MINUTE);
  expect(await access.sessions.find(ada.secret)).toBeDefined();
  access.advance(60 * MINUTE);
  expect(await access.sessions.find(ada.secret)).toBeUndefined();
  const cy = await access.signedIn('Cy', ['operator']);
  for (let minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
    access.advance(30 * MINUTE);
    await access.sessions.find(cy.secret);
  }
  expect(await access.sessions.find(cy.secret)).toBeDefined();
  access.advance(30 * MINUTE);
  expect(await access.sessions.find(cy.secret)).toBeUndefined();
  const dee = await access.signedIn('Dee', ['agent']);
  expect(await access.persons.disable(dee.person.id, { kind: 'person', id: bo.person.id })).toEqual({ ok: true });
  expect(await access.sessions.find(dee.secret)).toBeUndefined();
  expect((await access.signIn.byPassword(attempt('dee@example.org', TEST_PASSWORD))).ok).toBe(false);
});

test('there is always an operator, and nobody changes themselves', async () => {
  await using ours = await world();
  const { access } = ours;
  const { persons } = access;
  const ada = await access.signedIn('Ada', ['operator']);
  const bo = await access.signedIn('Bo', ['operator', 'agent']);
  const byAda = { kind: 'person', id: ada.person.id } as const;
  expect(await persons.setRoles(ada.person.id, ['auditor'], byAda)).toEqual({ ok: false, why: 'oneself' });
  const both = await Promise.all([
    persons.setRoles(ada.person.id, ['auditor'], SYSTEM),
    persons.disable(bo.person.id, SYSTEM),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'last-operator' });
});

test('a reset leaves nothing to sign in with but a new link', async () => {
  await using ours = await world();
  const { access } = ours;
  const { person, secret } = await access.signedIn('Ada', ['operator']);
  const link = (await access.invitations.reset(person.id, SYSTEM, 'lost the phone')) ?? '';
  expect(await access.sessions.find(secret)).toBeUndefined();
  expect(await access.signIn.byPassword(attempt('ada@example.org', TEST_PASSWORD))).toEqual({
    ok: false,
    why: 'wrong',
  });
  const joined = await access.links.join(link, { password: TEST_PASSWORD, device: 'x' });
  expect(joined.ok && (await access.sessions.find(joined.secret))?.stage).toBe('enrol');
});

test('whoever was here with the password alone is out once the person has set up an app', async () => {
  await using ours = await world();
  const { access } = ours;
  const added = await access.persons.add({ name: 'Bo', mail: 'bo@example.org', roles: ['agent'] }, SYSTEM);
  if (!added.ok) throw new Error('not added');
  const link = (await access.invitations.make(added.person.id, SYSTEM)) ?? '';
  const joined = await access.links.join(link, { password: TEST_PASSWORD, device: 'x' });
  const thief = await access.signIn.byPassword(attempt('bo@example.org', TEST_PASSWORD));
  const theirs = await access.sessions.find(thief.ok ? thief.secret : '');
  const own = await access.sessions.find(joined.ok ? joined.secret : '');
  if (!theirs || !own) throw new Error('no session');
  const stolen = await access.factors.draftTotp(theirs);
  const secret = await access.factors.draftTotp(own);
  if (!stolen || !secret) throw new Error('no draft');
  expect(secret.equals(stolen)).toBe(false);
  expect((await access.factors.confirmTotp(own, codeAt(secret, access.now()), 'x')).ok).toBe(true);
  expect(await access.sessions.find(thief.ok ? thief.secret : '')).toBeUndefined();
});

test('a changed password ends the other sessions and is asked for the old one', async () => {
  await using ours = await world();
  const { access } = ours;
  const { secret } = await access.signedIn('Ada', ['auditor']);
  const other = await access.sessions.find(secret);
  if (!other) throw new Error('no session');
  const second = await access.sessions.open({ personId: other.person.id, stage: 'full', device: 'y' });
  const change = { current: TEST_PASSWORD, next: 'quite another 77 phrase' };
  expect(await access.signIn.changePassword(other, { ...change, current: 'no' })).toEqual({ ok: false, why: 'wrong' });
  expect(await access.signIn.changePassword(other, { ...change, next: 'PasswordPassword!!' })).toEqual({
    ok: false,
    why: 'too-simple',
  });
  expect(await access.signIn.changePassword(other, change)).toEqual({ ok: true });
  expect(await access.sessions.find(second)).toBeUndefined();
  expect(await access.sessions.find(secret)).toBeDefined();
});

test('nothing that is kept opens a door', async () => {
  await using ours = await world();
  const { access, db } = ours;
  const { secret, totp } = await access.signedIn('Ada', ['operator']);
  const { token } = await access.keys.add({ label: 'a', institution: '', scopes: ['screen'], days: 1 }, SYSTEM);
  const { rows } = await sql<{ all: string }>`
    select query_to_xml('select * from ' || table_name, true, false, '')::text as all
    from information_schema.tables where table_name like 'access_%'`.execute(db);
  const everything = rows.map((row) => row.all).join('\n');
  expect(everything).toContain('ada@example.org');
  for (const hidden of [secret, token.slice(21), TEST_PASSWORD]) {
    expect(everything).not.toContain(hidden);
    expect(everything).not.toContain(Buffer.from(hidden).toString('base64'));
    expect(everything).not.toContain(Buffer.from(hidden, 'base64url').toString('base64'));
  }
  expect(everything).not.toContain(totp.toString('base64'));
});
