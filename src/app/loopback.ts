// SPDX-License-Identifier: Apache-2.0
/** Which addresses nobody but this machine can reach. */
import { BlockList, isIP } from 'node:net';
import { UsageError } from '../base/errors.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** False for what is no IP address. IPv4 in the form of IPv6, as sockets give it, is IPv4. */
export function isLoopback(address: string): boolean {
  const plain = address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
  const family = isIP(plain);
  return family !== 0 && LOOPBACK.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * The address to bind. Throws a `UsageError` for one that others could reach while there is no live API key: nobody could be told
 * apart. `keyExists` is asked for such an address alone.
 */
export async function addressToBind(host: string, keyExists: () => Promise<boolean>): Promise<string> {
  // The name could be made to mean anything in /etc/hosts.
  if (host === 'localhost') return '127.0.0.1';
  if (isIP(host) === 0) throw new UsageError('The option --http-host must be an IP address or localhost.');
  if (isLoopback(host) || (await keyExists())) return host;
  throw new UsageError(
    'While no API key exists Tocsin listens on this machine alone: make one with tocsin key add, or set --http-host to 127.0.0.1 or ::1.',
  );
}
