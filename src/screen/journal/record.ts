// SPDX-License-Identifier: Apache-2.0
/**
 * What is kept of one decision, as policy says, before any of it touches a disk. Persons are in it as keys alone. Below `warn`
 * nobody can learn from it who opened which link: a link event has the key of its host and no person's, a text the keys of its
 * persons and none of its links, and a row whose content is kept as a sample has no key at all.
 */
import { parsePhoneNumber } from '../../base/phone-number.ts';
import { parseAccountId } from '../../base/account-id.ts';
import type { Decision } from '../../decide/decision.ts';
import type { Event } from '../../decide/event.ts';
import type { Door } from '../../decide/facts.ts';
import { parseLink } from '../../decide/link/parse-link.ts';
import type { JournalPolicy } from './journal-policy.ts';
import type { CurrentKeys } from './key-ring.ts';
import { createKeyer, type Identifier, type Keyer } from './keyed-identifier.ts';

/** All that making records needs: plain data, so that worker threads can be handed it. */
export type Keeping = { readonly policy: JournalPolicy; readonly keys: CurrentKeys };

/** What an identifier was in its event. */
export type Role = 'from' | 'to' | 'subject' | 'visitor' | 'payer' | 'payee' | 'host' | 'named';

/** A record in JSON, on one line. Names are those that `ship-store.ts` reads. */
export type Recorder = (event: Event, decision: Decision, door: Door) => string;

type Held = { readonly role: Role; readonly identifier: Identifier };

// A text that names a hundred numbers is recognised by any of the first.
const MOST_KEYS = 24;

export function createRecorder({ policy, keys }: Keeping): Recorder {
  const allowedKeyer = createKeyer(keys.allowed.secret);
  const flaggedKeyer = createKeyer(keys.flagged.secret);
  return (event, decision, door) => {
    const flagged = decision.verdict !== 'allow';
    const { days, allowSample } = policy.contents;
    const keepsContent = days > 0 && (flagged || isSampled(decision, allowSample));
    const held = flagged ? everyoneIn(event, decision) : keepsContent ? [] : harmlessIn(event, decision);
    const keyer = flagged ? flaggedKeyer : allowedKeyer;
    return JSON.stringify({
      id: decision.id,
      event: decision.eventId,
      kind: decision.kind,
      door,
      mode: decision.mode,
      decided: decision.at,
      at: event.at,
      verdict: decision.verdict,
      score: decision.score,
      scheme: decision.scheme,
      reasons: decision.reasons.map(({ code, weight, about }) =>
        about === undefined ? [code, weight] : [code, weight, about],
      ),
      model: decision.versions.model,
      rules: decision.versions.rules,
      policy: decision.versions.policy,
      micros: decision.micros,
      expires: decision.expiresAt,
      key: held.length === 0 ? undefined : flagged ? keys.flagged.id : keys.allowed.id,
      keys: held.map(({ identifier }) => keyer(identifier)),
      roles: held.map(({ role }) => role),
      // A text in a text: what JSON can say and a database cannot (U+0000, half a surrogate pair) stays escaped.
      content: keepsContent ? JSON.stringify(contentOf(event, decision, flagged)) : undefined,
    });
  };
}

/** The key of an identifier under each of the given keys, for those who look it up. */
export function keysOf(identifier: Identifier, secrets: readonly Uint8Array[]): readonly string[] {
  return secrets.map((secret): Keyer => createKeyer(secret)).map((keyer) => keyer(identifier));
}

/** Ids are random: their first 32 bits are as good as a die, and every process throws the same. */
function isSampled({ id }: Decision, share: number): boolean {
  return share > 0 && Number.parseInt(id.slice(4, 12), 16) < share * 2 ** 32;
}

/** Persons, or the host of a link, never both. */
function harmlessIn(event: Event, decision: Decision): readonly Held[] {
  return event.kind === 'link' ? hostsOf(event, decision) : personsIn(event);
}

function everyoneIn(event: Event, decision: Decision): readonly Held[] {
  return [...personsIn(event), ...hostsOf(event, decision), ...namedIn(decision)].slice(0, MOST_KEYS);
}

function personsIn(event: Event): readonly Held[] {
  const held: Held[] = [];
  const add = (role: Role, kind: Identifier['kind'], value: string | undefined): void => {
    if (value !== undefined) held.push({ role, identifier: { kind, value } });
  };
  switch (event.kind) {
    case 'text':
      held.push({ role: 'from', identifier: identifySender(event.from) });
      add('to', 'phone', event.to);
      break;
    case 'call':
      add('from', 'phone', event.from);
      add('to', 'phone', event.to);
      break;
    case 'link':
      add('visitor', 'visitor', event.visitor);
      break;
    case 'transfer':
      add('payer', 'account', event.from.account);
      add('payer', 'phone', event.from.phone);
      add('payee', 'account', event.to.account);
      break;
  }
  add('subject', 'subject', event.subject);
  return held;
}

/** A number, or a sender's name in the form in which two spellings of it are one. */
export function identifySender(sender: string): Identifier {
  const number = parsePhoneNumber(sender);
  return number === undefined
    ? { kind: 'sender', value: sender.normalize('NFKC').toLowerCase() }
    : { kind: 'phone', value: number };
}

/** Of a link that passes its reader on both ends. */
function hostsOf(event: Event, { address, mentions = [] }: Decision): readonly Held[] {
  const urls = mentions.flatMap(({ kind, value }) => (kind === 'url' && value !== undefined ? [value] : []));
  if (event.kind === 'link') urls.push(event.url);
  const hosts = new Set(urls.flatMap((url) => identifyHost(url)?.value ?? []));
  if (address !== undefined) hosts.add(address.host);
  return [...hosts].map((value) => ({ role: 'host', identifier: { kind: 'host', value } }));
}

/** `undefined` for what is no address with a host. */
export function identifyHost(url: string): Identifier | undefined {
  const host = parseLink(url).link?.host;
  return host === undefined ? undefined : { kind: 'host', value: host };
}

/** Numbers and accounts that a text tells its reader to call or to pay. */
function namedIn({ mentions = [] }: Decision): readonly Held[] {
  return mentions.flatMap(({ kind, value }): readonly Held[] => {
    if (value === undefined) return [];
    const number = kind === 'phone' ? parsePhoneNumber(value) : undefined;
    const account = kind === 'account' ? parseAccountId(value) : undefined;
    if (number !== undefined) return [{ role: 'named', identifier: { kind: 'phone', value: number } }];
    return account === undefined ? [] : [{ role: 'named', identifier: { kind: 'account', value: account } }];
  });
}

/** The event without those it happened to, and of what was flagged the reasons as they were said. */
function contentOf(event: Event, { reasons }: Decision, flagged: boolean) {
  return { event: eventWithoutPersons(event), ...(flagged ? { reasons } : {}) };
}

function eventWithoutPersons(event: Event) {
  const { subject: _subject, id: _id, at: _at, ...rest } = event;
  switch (rest.kind) {
    case 'text':
    case 'call': {
      const { to: _to, ...said } = rest;
      return said;
    }
    case 'link': {
      const { visitor: _visitor, ...opened } = rest;
      return opened;
    }
    case 'transfer': {
      const { from: _from, ...paid } = rest;
      return paid;
    }
  }
}
