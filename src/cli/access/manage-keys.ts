// SPDX-License-Identifier: Apache-2.0
/** What `tocsin key` does with the database. */
import {
  type AccessAdmin,
  type ApiKey,
  isName,
  type NewKey,
  parseKeyId,
  parseScope,
  SCOPES,
  stateOfKey,
} from '../../access/index.ts';
import { EnvironmentError, UsageError } from '../../base/errors.ts';
import { formatInstant, instantOf } from '../../base/instant.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import type { KEY_ACTIONS } from '../key.ts';
import { printTable } from './print-table.ts';
import { cliActor, withAdmin } from './with-admin.ts';

export type KeyAsked = {
  readonly action: (typeof KEY_ACTIONS)[number];
  readonly id: string;
  readonly scopes: string | undefined;
  readonly label: string | undefined;
  readonly institution: string | undefined;
  readonly days: number;
  readonly why: string | undefined;
  readonly json: boolean;
};

export async function manageKeys(input: CommandInput, asked: KeyAsked, io: Io): Promise<ExitCode> {
  switch (asked.action) {
    case 'add': {
      const proved = proveNew(asked);
      return withAdmin(input, io, async (admin) => add(admin, proved, { json: asked.json, io }));
    }
    case 'list':
      return withAdmin(input, io, async (admin) => list(admin, asked.json, io));
    case 'revoke': {
      const id = parseKeyId(asked.id);
      if (id === undefined)
        throw new UsageError('The id of a key is as key_0123456789abcdef. tocsin key list shows them.');
      return withAdmin(input, io, async ({ keys }) => {
        const revoked = await keys.revoke(id, cliActor(), asked.why);
        if (!revoked.ok && revoked.why === 'not-found')
          throw new EnvironmentError('key-not-found', 'There is no such key. tocsin key list shows them.');
        const text = revoked.ok ? 'The key is revoked.' : 'The key was revoked before.';
        io.stdout.write(asked.json ? `${JSON.stringify({ id, state: 'revoked' })}\n` : `${text}\n`);
        return EXIT.done;
      });
    }
  }
}

function proveNew({ scopes, label, institution = '', days }: KeyAsked): NewKey {
  if (scopes === undefined)
    throw new UsageError(`tocsin key add needs --scope SCOPES: one or more of ${SCOPES.join(', ')}.`);
  if (label === undefined || !isName(label))
    throw new UsageError('tocsin key add needs --label TEXT: up to 100 characters that say what uses the key.');
  if (institution !== '' && !isName(institution))
    throw new UsageError('The option --institution takes up to 100 characters, without control characters.');
  const parsed = scopes.split(',').map((text) => {
    const scope = parseScope(text.trim());
    if (scope === undefined)
      throw new UsageError(`The option --scope knows ${SCOPES.join(', ')}, several with commas.`);
    return scope;
  });
  return { label: label.trim(), institution: institution.trim(), scopes: [...new Set(parsed)], days };
}

type Printing = { readonly json: boolean; readonly io: Io };

async function add({ keys }: AccessAdmin, asked: NewKey, { json, io }: Printing): Promise<ExitCode> {
  const { key, token } = await keys.add(asked, cliActor());
  if (json) io.stdout.write(`${JSON.stringify({ ...factsOf(key), token })}\n`);
  else {
    io.stdout.write(`${token}\n`);
    io.stderr.write(
      `The key ${key.id} lives until ${formatInstant(key.expiresAt).slice(0, 10)}. It is not shown again.\n`,
    );
  }
  return EXIT.done;
}

async function list({ keys, audit }: AccessAdmin, json: boolean, io: Io): Promise<ExitCode> {
  const rows = await keys.list();
  await audit.record({ actor: cliActor(), action: 'keys.read', object: { kind: 'keys', id: 'all' } });
  if (json) for (const key of rows) io.stdout.write(`${JSON.stringify(factsOf(key))}\n`);
  else printTable(io, ['ID', 'LABEL', 'INSTITUTION', 'SCOPES', 'STATE', 'EXPIRES', 'LAST USED'], rows.map(cellsOf));
  return EXIT.done;
}

function factsOf(key: ApiKey) {
  const { id, label, institution, scopes, createdAt, createdBy, expiresAt, usedOn } = key;
  return {
    id,
    label,
    institution,
    scopes,
    state: stateOfKey(key, instantOf(Date.now())),
    createdAt: formatInstant(createdAt),
    createdBy,
    expiresAt: formatInstant(expiresAt),
    ...(usedOn === undefined ? {} : { usedOn }),
  };
}

function cellsOf(key: ApiKey): readonly string[] {
  const { id, label, institution, scopes, state, expiresAt, usedOn } = factsOf(key);
  return [id, label, institution || 'own', scopes.join(','), state, expiresAt.slice(0, 10), usedOn ?? 'never'];
}
