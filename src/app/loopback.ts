// SPDX-License-Identifier: Apache-2.0
/** Which addresses nobody but this machine can reach. */
import { BlockList, isIP } from 'node:net';
import { UsageError } from '../base/errors.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** The address to bind. Throws a `UsageError` for one that others could reach: without API keys nobody could be told apart. */
export function loopbackAddress(host: string): string {
  // The name could be made to mean anything in /etc/hosts.
  if (host === 'localhost') return '127.0.0.1';
  const family = isIP(host);
  if (family === 0) throw new UsageError('The option --http-host must be an IP address or localhost.');
  if (LOOPBACK.check(host, family === 4 ? 'ipv4' : 'ipv6')) return host;
  throw new UsageError(
    'While no API key exists Tocsin listens on this machine alone: set --http-host to 127.0.0.1 or ::1, and let a proxy that checks who asks stand in front of it.',
  );
}
