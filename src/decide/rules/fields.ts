// SPDX-License-Identifier: Apache-2.0
/** The names by which a rule reads an event and what was observed of it. One table: reading, checking and docs use it. */
import type { EventKind } from '../event.ts';
import type { FoundMention } from '../mention/mention.ts';
import type { RuleInput } from './rule-input.ts';
import { TEXT_FIELDS } from './text-fields.ts';

export type FieldValue = string | number | boolean | undefined;

export type Field = {
  readonly channels: readonly EventKind[];
  readonly type: 'string' | 'number' | 'boolean';
  readonly prose: string;
  readonly read: (input: RuleInput) => FieldValue;
  /** Of a field that counts what a text names: which of it. A rule that held by the field points at these. */
  readonly counts?: (mention: FoundMention, input: RuleInput) => boolean;
};

const LINKED = ['link', 'text'] as const;
const CALL = ['call'] as const;
const TRANSFER = ['transfer'] as const;

function seen(
  channels: readonly EventKind[],
  type: Field['type'],
  prose: string,
  read: (input: RuleInput) => FieldValue,
): Field {
  return { channels, type, prose, read };
}

const flag = (channels: readonly EventKind[], prose: string, read: Field['read']) =>
  seen(channels, 'boolean', prose, read);
const text = (channels: readonly EventKind[], prose: string, read: Field['read']) =>
  seen(channels, 'string', prose, read);
const count = (channels: readonly EventKind[], prose: string, read: Field['read']) =>
  seen(channels, 'number', prose, read);

const LINK_FIELDS = {
  'link.readable': flag(LINKED, 'the link could be read as an address', ({ observations: { link } }) => link?.readable),
  'link.official': flag(
    LINKED,
    'a source proves whose its host is',
    ({ observations: { link } }) => link && link.owner !== undefined && link.owner.class !== 'recalled',
  ),
  'link.knownSender': flag(
    LINKED,
    'its host is known as a large sender’s, and no source proves it',
    ({ observations: { link } }) => link && link.owner?.class === 'recalled',
  ),
  'link.publicBody': flag(
    LINKED,
    'its ending is given to public bodies only',
    ({ observations: { link } }) => link && link.owner?.class === 'registry',
  ),
  'link.platform': flag(
    LINKED,
    'members of a large platform publish on its host',
    ({ observations: { link } }) => link?.platform,
  ),
  'link.passesOn': flag(
    LINKED,
    'it passes through another site, which stands in front',
    ({ observations: { link } }) => link && link.via !== undefined,
  ),
  'link.hostIsIp': flag(
    LINKED,
    'its host is a bare IP address',
    ({ observations: { link } }) => link && link.link?.isIp === true,
  ),
  'link.privateAddress': flag(
    LINKED,
    'its host is an address of a home or office network',
    ({ observations: { link } }) => link?.privateAddress,
  ),
  'link.oddIp': flag(
    LINKED,
    'the IP address is written in an odd form',
    ({ observations: { link } }) => link && link.link?.oddIp === true,
  ),
  'link.hasUserInfo': flag(
    LINKED,
    'a name stands before @ in front of the host',
    ({ observations: { link } }) => link && link.link?.hasUserInfo === true,
  ),
  'link.punycode': flag(LINKED, 'its host has letters outside ASCII', ({ observations: { link } }) => link?.punycode),
  'link.mixedScript': flag(
    LINKED,
    'one label of its host mixes scripts',
    ({ observations: { link } }) => link?.mixedScript,
  ),
  'link.shortener': flag(LINKED, 'its host is a known shortener', ({ observations: { link } }) => link?.shortener),
  'link.freeHosting': flag(
    LINKED,
    'anybody may put a page on its host',
    ({ observations: { link } }) => link?.freeHosting,
  ),
  'link.brandOffDomain': text(
    LINKED,
    'the brand its host names without being the brand’s',
    ({ observations: { link } }) => link?.brandOffDomain?.name,
  ),
  'link.claimsBrand': flag(
    LINKED,
    'its host names a brand without being the brand’s',
    ({ observations: { link } }) => link && link.brandOffDomain !== undefined,
  ),
  'link.looksLikeBrand': flag(
    LINKED,
    'its host is one letter away from a brand',
    ({ observations: { link } }) => link && link.nearBrand !== undefined,
  ),
  'link.wrongEnding': flag(
    LINKED,
    'its name is a brand’s own with another ending',
    ({ observations: { link } }) => link?.wrongEnding,
  ),
  'link.brandInPath': flag(
    LINKED,
    'a brand stands only behind its host, beside an errand',
    ({ observations: { link } }) => link && link.brandInPath !== undefined,
  ),
  'link.hyphens': count(LINKED, 'hyphens in its host', ({ observations: { link } }) => link?.hyphens),
  'link.subdomains': count(
    LINKED,
    'labels before its registrable domain',
    ({ observations: { link } }) => link?.subdomains,
  ),
  'link.namesErrand': flag(
    LINKED,
    'its own name is words with hyphens, one of them an errand such as refund, verify or pay',
    ({ observations: { link } }) => link?.namesErrand,
  ),
  'link.scheme': text(LINKED, 'its scheme, as https', ({ observations: { link } }) => link?.scheme),
  'link.opensCode': flag(LINKED, 'it is data: or javascript:', ({ observations: { link } }) => link?.opensCode),
  'link.oddPort': flag(
    LINKED,
    'it names a port other than the usual',
    ({ observations: { link } }) => link && link.link !== undefined && link.link.port !== '',
  ),
  'link.downloadsApp': flag(
    LINKED,
    'it downloads an app or program',
    ({ observations: { link } }) => link?.downloadsApp,
  ),
  'link.defanged': flag(
    LINKED,
    'it was written so that filters miss it, as hxxp or [.]',
    ({ observations: { link } }) => link?.defanged,
  ),
  'link.topLevel': text(LINKED, 'its public suffix, as co.uk', ({ observations: { link } }) => link?.link?.suffix),
  'link.length': count(LINKED, 'its length in characters', ({ observations: { link } }) => link?.length),
} as const satisfies Readonly<Record<string, Field>>;

const CALL_FIELDS = {
  'call.attestation': text(CALL, 'A, B, C, none or failed', ({ event }) =>
    event.kind === 'call' ? event.attestation : undefined,
  ),
  'call.route': text(CALL, 'domestic or international', ({ event }) =>
    event.kind === 'call' ? event.route : undefined,
  ),
  'call.ringMs': count(CALL, 'how long it rang', ({ event }) => (event.kind === 'call' ? event.ringMs : undefined)),
  'call.durationMs': count(CALL, 'how long it was connected', ({ event }) =>
    event.kind === 'call' ? event.durationMs : undefined,
  ),
  'call.answered': flag(CALL, 'it was answered', ({ event }) => (event.kind === 'call' ? event.answered : undefined)),
  'call.form': text(
    CALL,
    'possible, national, short, impossible or withheld',
    ({ observations: { call } }) => call?.form,
  ),
  'call.country': text(CALL, 'country of the number, as GB', ({ observations: { call } }) => call?.country),
  'call.claimsDomestic': flag(
    CALL,
    'the number is of the called person’s own country',
    ({ observations: { call } }) => call?.claimsDomestic,
  ),
} as const satisfies Readonly<Record<string, Field>>;

const TRANSFER_FIELDS = {
  'transfer.onCall': flag(TRANSFER, 'the payer is on a call', ({ observations: { transfer } }) => transfer?.onCall),
  'transfer.remoteAccess': flag(
    TRANSFER,
    'somebody controls the payer’s device',
    ({ observations: { transfer } }) => transfer?.remoteAccess,
  ),
  'transfer.screenShared': flag(
    TRANSFER,
    'the payer’s screen is shared',
    ({ observations: { transfer } }) => transfer?.screenShared,
  ),
  'transfer.newDevice': flag(
    TRANSFER,
    'the device is new to the account',
    ({ observations: { transfer } }) => transfer?.newDevice,
  ),
  'transfer.watched': flag(
    TRANSFER,
    'on a call, screen shared or remotely controlled',
    ({ observations: { transfer } }) => transfer?.watched,
  ),
  'transfer.roundAmount': flag(
    TRANSFER,
    'the amount is round in its currency',
    ({ observations: { transfer } }) => transfer?.roundAmount,
  ),
  'transfer.euros': count(
    TRANSFER,
    'rough size in euros, for orders of magnitude',
    ({ observations: { transfer } }) => transfer?.euros,
  ),
  'transfer.account': text(
    TRANSFER,
    'iban, iban-wrong, wallet or other',
    ({ observations: { transfer } }) => transfer?.account,
  ),
  'transfer.foreign': flag(
    TRANSFER,
    'payer and payee IBAN are of two countries',
    ({ observations: { transfer } }) => transfer?.foreign,
  ),
} as const satisfies Readonly<Record<string, Field>>;

export const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>(
  Object.entries({ ...LINK_FIELDS, ...TEXT_FIELDS, ...CALL_FIELDS, ...TRANSFER_FIELDS }),
);
