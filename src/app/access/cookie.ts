// SPDX-License-Identifier: Apache-2.0
/** The one cookie: the secret of a session. It ends with the browser; the server ends it earlier. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StaffSite } from './site.ts';

const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Lax';

// With the prefix no other host of the domain, and no page without TLS, can plant one (RFC 6265bis §4.1.3).
function nameOf({ secure }: StaffSite): string {
  return secure ? '__Host-tocsin' : 'tocsin';
}

/** Empty where there is none. */
export function readCookie({ headers }: FastifyRequest, site: StaffSite): string {
  const start = `${nameOf(site)}=`;
  const found = (headers.cookie ?? '').split(';').find((pair) => pair.trimStart().startsWith(start));
  return found?.trim().slice(start.length) ?? '';
}

export function setCookie(reply: FastifyReply, site: StaffSite, secret: string): void {
  reply.header('set-cookie', `${nameOf(site)}=${secret}; ${ATTRIBUTES}${site.secure ? '; Secure' : ''}`);
}

export function clearCookie(reply: FastifyReply, site: StaffSite): void {
  reply.header('set-cookie', `${nameOf(site)}=; Max-Age=0; ${ATTRIBUTES}${site.secure ? '; Secure' : ''}`);
}
