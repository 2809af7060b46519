// SPDX-License-Identifier: Apache-2.0
/**
 * Accounts on messengers: a handle, id or number behind the name of one (`telegram: @anna_24`, `加微信 kf88812`), before it
 * (`@anna_24 on telegram`), or in a link (`wa.me/…`).
 */
import { type FoldedText, spanInRaw } from '../text/fold/fold.ts';
import type { NamePlace } from './find-names.ts';
import type { FoundMention } from './mention.ts';

// What stands between a name and the account: signs, "id", "号", "me on", "us at" and the like.
const BETWEEN =
  /^[\s:=\-–—>→*()[\]"'“”‘’「」【】,，、.~|/+\p{Extended_Pictographic}\ufe0f]*(?:(?:id|account|acc|user(?:name)?|name|number|no|me|us|at|on|is|add|contact|群|号码|账号|号|帐号|我|客服|为|是|아이디|추가|으로|로|에서|ไอดี|ник|id는)[\s:=\-–—>→*()[\]"'“”‘’,，、.~|/\p{Extended_Pictographic}\ufe0f]+|(?:群|号|号码|账号|我|客服|为|是|아이디|추가)[:：]?){0,3}/u;
const STATES_ID = /[:=]|id|号|아이디|ไอดี|account|user/u;
const TOKEN = /^@?[a-z0-9](?:[a-z0-9_.-]{1,30}[a-z0-9_])/u;
const NUMBER = /^\+?[0-9](?:[\s().-]{0,2}[0-9]){7,14}/u;
// What is read on behind a name, in units.
const REACH = 64;

export function findHandles(folded: FoldedText, names: readonly NamePlace[]): readonly FoundMention[] {
  const found: FoundMention[] = [];
  for (const place of names) {
    if (place.named.kind !== 'messenger') continue;
    const handle = handleBehind(folded, place) ?? handleBefore(folded, place);
    if (handle && !found.some(({ from, to }) => handle.from < to && from < handle.to)) found.push(handle);
  }
  return found;
}

function handleBehind(folded: FoldedText, { named, to }: NamePlace): FoundMention | undefined {
  const window = folded.text.slice(to, to + REACH);
  const between = BETWEEN.exec(window)?.[0] ?? '';
  // The + of a number is no separator.
  const skipped = between.endsWith('+') ? between.length - 1 : between.length;
  const rest = window.slice(skipped);
  const number = NUMBER.exec(rest)?.[0];
  if (number !== undefined && !/[a-z]/u.test(rest[number.length] ?? '')) {
    if (named.weak && !STATES_ID.test(between) && !number.startsWith('+')) return undefined;
    const digits = number.replaceAll(/[^+0-9]/gu, '');
    return mentionOf(folded, named.service, to + skipped, to + skipped + number.length, digits);
  }
  const token = TOKEN.exec(rest)?.[0];
  if (token === undefined || !isHandle(token, between, named.weak)) return undefined;
  return mentionOf(folded, named.service, to + skipped, to + skipped + token.length, undefined);
}

/** A word is a handle when it says so: by @, by a digit or underscore in it, or behind "id:". */
function isHandle(token: string, between: string, weak: boolean): boolean {
  if (token.startsWith('@')) return token.length >= 5;
  // An address of a page or a sum of money.
  if (/\.[a-z]{2,}$/u.test(token) || /^[0-9.-]{1,4}$/u.test(token)) return false;
  const states = STATES_ID.test(between);
  const isMixed = /[0-9_]/u.test(token) && (/[a-z]/u.test(token) || token.length >= 5);
  if (weak) return states && isMixed;
  return isMixed || (states && token.length >= 4 && !/^(?:https?|www|com|the|and|for)$/u.test(token));
}

/** `@anna_24 on telegram`. */
function handleBefore(folded: FoldedText, { named, from }: NamePlace): FoundMention | undefined {
  const before = folded.text.slice(Math.max(0, from - REACH), from);
  const match =
    /(?<![a-z0-9_.])@[a-z0-9_.]{4,32}(?=[\s,(]{1,3}(?:on|in|at|via|auf|en|no|su|sur|di|в|บน|에서)?[\s(]{0,2}$)/u.exec(
      before,
    );
  if (!match) return undefined;
  const start = from - before.length + match.index;
  return mentionOf(folded, named.service, start, start + match[0].length, undefined);
}

function mentionOf(
  folded: FoldedText,
  service: string,
  from: number,
  to: number,
  digits: string | undefined,
): FoundMention {
  const span = spanInRaw(folded, from, to);
  const written = folded.raw.slice(span.start, span.end);
  // As written where that is ASCII: folding reads letters for digits.
  const id = digits ?? (/^[\x21-\x7e]+$/u.test(written) ? written.toLowerCase() : folded.text.slice(from, to));
  return { kind: 'social', value: `${service}:${id.replace(/^@/u, '')}`, from: span.start, to: span.end };
}

// By host: the service, and where in the address the account stands.
const CHAT_HOSTS: ReadonlyMap<string, readonly [service: string, account: RegExp]> = new Map([
  ['wa.me', ['whatsapp', /^\/(?:qr\/)?\+?([\w]{5,})/u]],
  ['api.whatsapp.com', ['whatsapp', /[?&]phone=(?:\+|%2b)?([0-9]{7,15})/iu]],
  ['chat.whatsapp.com', ['whatsapp-group', /^\/(?:invite\/)?(\w{10,})/u]],
  ['t.me', ['telegram', /^\/(?:s\/|joinchat\/)?(\+?[\w-]{4,})/u]],
  ['telegram.me', ['telegram', /^\/(?:joinchat\/)?(\+?[\w-]{4,})/u]],
  ['telegram.dog', ['telegram', /^\/(?:joinchat\/)?(\+?[\w-]{4,})/u]],
  ['line.me', ['line', /^\/(?:r\/)?ti\/[gp]2?\/(?:[~@]|%40)?([\w.-]{3,})/iu]],
  ['lin.ee', ['line', /^\/(\w{4,})/u]],
  ['open.kakao.com', ['kakao', /^\/o\/(\w{4,})/u]],
  ['pf.kakao.com', ['kakao', /^\/(\w{4,})/u]],
  ['discord.gg', ['discord', /^\/(\w{4,})/u]],
  ['m.me', ['messenger', /^\/([\w.]{4,})/u]],
  ['ig.me', ['instagram', /^\/m\/([\w.]{3,})/u]],
  ['zalo.me', ['zalo', /^\/(?:g\/)?(\w{5,})/u]],
  ['u.wechat.com', ['wechat', /^\/([\w-]{6,})/u]],
  ['qm.qq.com', ['qq', /[?&]k=([\w-]{6,})/u]],
  ['signal.me', ['signal', /^\/?#p\/(\+[0-9]{7,15})/u]],
  ['signal.group', ['signal-group', /^\/?#([\w-]{8,})/u]],
]);

/** Hosts where a link leads to somebody's account or group on a messenger. */
export const MESSENGER_HOSTS: ReadonlySet<string> = new Set(CHAT_HOSTS.keys());

/** The account that a link to a messenger leads to. `href` is the address as the URL standard writes it. */
export function socialOfLink(host: string | undefined, href: string | undefined): string | undefined {
  const known = host === undefined ? undefined : CHAT_HOSTS.get(host);
  if (!known || href === undefined) return undefined;
  const [service, account] = known;
  const rest = href.slice(href.indexOf(known === undefined ? '' : (host ?? '')) + (host?.length ?? 0));
  const id = account.exec(rest)?.[1];
  if (id === undefined) return undefined;
  return `${service}:${service === 'whatsapp' && /^[0-9]+$/u.test(id) ? `+${id}` : id}`;
}
