// SPDX-License-Identifier: Apache-2.0
/**
 * By which address a browser came, and whether persons may sign in there: over https at the address that the operator states,
 * or on this machine itself. Passwords travel no other way.
 */
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Site } from '../../access/index.ts';
import { isLoopback } from '../loopback.ts';

export type StaffSite = {
  /** `https://tocsin.example.org`. */
  readonly origin: string;
  /** Cookies are marked Secure. */
  readonly secure: boolean;
  /** For passkeys; `undefined` at a bare IP address, which is no site to a browser. */
  readonly passkeys: Site | undefined;
};

/** `publicUrl`: an https origin, as the option `http.publicUrl` has proved it. `undefined` where nobody may sign in. */
export function siteOf(request: FastifyRequest, publicUrl: string | undefined): StaffSite | undefined {
  const host = request.headers.host ?? '';
  if (publicUrl !== undefined && new URL(publicUrl).host === host.toLowerCase())
    return { origin: publicUrl, secure: true, passkeys: { name: new URL(publicUrl).hostname, origin: publicUrl } };
  if (!isLocal(request) || !/^(?:localhost|127\.[0-9.]+|\[::1\])(?::[0-9]{1,5})?$/u.test(host)) return undefined;
  const origin = `http://${host}`;
  const name = new URL(origin).hostname;
  return { origin, secure: false, passkeys: name === 'localhost' ? { name, origin } : undefined };
}

/**
 * A request of this machine's own. What a proxy has passed on came from somewhere else; and a name with a dot in it that leads
 * here may be one that a foreign page has pointed at us (DNS rebinding).
 */
export function isLocal({ raw, headers }: FastifyRequest): boolean {
  if (!isLoopback(raw.socket.remoteAddress ?? '')) return false;
  if (PASSED_ON.some((name) => headers[name] !== undefined)) return false;
  const host = (headers.host ?? '').replace(/:[0-9]{1,5}$/u, '').replaceAll(/[[\]]/gu, '');
  return isIP(host) === 0 ? !host.includes('.') : isLoopback(host);
}

const PASSED_ON = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
] as const;

/** Whether the request comes from a page of the site itself: browsers say so, and no page can make them say it. */
export function isSameOrigin({ headers }: FastifyRequest, site: StaffSite): boolean {
  const fetchSite = headers['sec-fetch-site'];
  // Over plain http, elsewhere than on this machine, browsers leave it out.
  return fetchSite === undefined ? headers.origin === site.origin : fetchSite === 'same-origin';
}
