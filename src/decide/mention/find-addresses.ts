// SPDX-License-Identifier: Apache-2.0
/**
 * Mail addresses, instant-payment addresses (`name@bank`), and what stands behind the name of a payment service: a mail
 * address, a number, a tag or a key.
 */
import { type FoldedText, spanInRaw } from '../text/fold/fold.ts';
import type { NamePlace } from './find-names.ts';
import type { FoundMention } from './mention.ts';

const MAIL = /(?<![a-z0-9._%+@-])[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}(?![a-z0-9@])/gu;
// Handles of the Unified Payments Interface's largest apps and banks. No dot follows, so these are no mail addresses.
const INSTANT =
  /(?<![a-z0-9._%+@-])[a-z0-9._-]{2,64}@(?:ok(?:axis|icici|sbi|hdfcbank)|ybl|ibl|axl|apl|yapl|rapl|paytm|pt(?:axis|hdfc|sbi|yes)|upi|waaxis|wahdfcbank|waicici|wasbi|freecharge|ikwik|airtel|jio|jupiteraxis|axisb|axisbank|hdfcbank|icici|sbi|kotak|kotak811|barodampay|idfcbank|idfcfirst|yesbank|yespay|federal|pnb|cnrb|boi|unionbank|indus|rbl|fbl|slice|naviaxis|tapicici|timecosmos|superyes)(?![a-z0-9.-])/gu;

/** Only where there is an @. */
export function findAddresses(folded: FoldedText): readonly FoundMention[] {
  const found: FoundMention[] = [];
  for (const match of folded.text.matchAll(MAIL))
    found.push(mentionAt(folded, 'email', match[0], match.index, match[0]));
  for (const match of folded.text.matchAll(INSTANT))
    found.push(mentionAt(folded, 'account', match[0], match.index, match[0]));
  return found;
}

// A mail address, a tag, an UUID or the digits of a number or a tax number.
const KEY =
  /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}|\$[a-z][a-z0-9_]{2,24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\+?[0-9](?:[\s()./-]{0,2}[0-9]){7,13}(?![0-9a-z])/u;
const REACH = 48;

/** Keys behind the names of payment services, as `zelle: anna@example.org`, `pix 123.456.789-09`. */
export function findServiceKeys(folded: FoldedText, names: readonly NamePlace[]): readonly FoundMention[] {
  const found: FoundMention[] = [];
  for (const { named, to } of names) {
    if (named.kind !== 'payment') continue;
    const window = folded.text.slice(to, to + REACH);
    const match = KEY.exec(window);
    // Another sentence is about something else; a dot inside the key is none.
    if (!match || /[!?\n。！？]|[.;] /u.test(window.slice(0, match.index))) continue;
    const key = match[0];
    const value =
      key.includes('@') || key.startsWith('$') || /[a-f]/u.test(key) ? key : key.replaceAll(/[^+0-9]/gu, '');
    found.push(mentionAt(folded, 'account', `${named.service}:${value}`, to + match.index, key));
  }
  return found;
}

function mentionAt(
  folded: FoldedText,
  kind: 'email' | 'account',
  value: string,
  from: number,
  written: string,
): FoundMention {
  const { start, end } = spanInRaw(folded, from, from + written.length);
  return { kind, value, from: start, to: end };
}
