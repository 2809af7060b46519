// SPDX-License-Identifier: Apache-2.0
/** `DATABASE_URL`: a server somebody else runs. Nothing of it is ever repeated in a sentence, since it holds a password. */
import { UsageError } from '../base/errors.ts';
import type { Connection } from './store.ts';

const FORM =
  'DATABASE_URL must be as postgres://user:password@host:5432/database, with ?host=/folder for a Unix socket.';
const SSL_MODES: ReadonlyMap<string, boolean> = new Map([
  ['disable', false],
  ['require', true],
  ['verify-full', true],
]);
const PARAMETERS: ReadonlySet<string> = new Set(['host', 'sslmode']);

/** Throws a `UsageError` that names the form, or the part that is not understood. */
export function parseDatabaseUrl(text: string): Connection {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(?:ql)?:$/u.test(url.protocol)) throw new UsageError(FORM);
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined)
    throw new UsageError('Of the parameters of DATABASE_URL only host and sslmode are known. Leave the others out.');
  const mode = url.searchParams.get('sslmode') ?? 'disable';
  const ssl = SSL_MODES.get(mode);
  if (ssl === undefined)
    throw new UsageError(
      'sslmode in DATABASE_URL must be disable, require or verify-full; certificates are always verified.',
    );
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  if (host === '' || database === '' || user === '') throw new UsageError(FORM);
  return { host, port: Number(url.port || '5432'), user, password: decodeURIComponent(url.password), database, ssl };
}
