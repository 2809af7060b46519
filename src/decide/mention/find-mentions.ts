// SPDX-License-Identifier: Apache-2.0
/**
 * All that a text names besides its words. Each finder runs only where a cheap sign of it was seen: most texts have none and
 * cost one pass. What lies inside something longer is part of that.
 */
import { type FoldedText, spanInRaw } from '../text/fold/fold.ts';
import { findAddresses, findServiceKeys } from './find-addresses.ts';
import { findFiles } from './find-files.ts';
import { findHandles, socialOfLink } from './find-handles.ts';
import { surveyText } from './find-names.ts';
import { FEWEST_KEY_DIGITS, findAccounts, findWallets, SHORTEST_WALLET } from './find-payment-keys.ts';
import { type FoundMention, NO_MENTIONS } from './mention.ts';

/** A place in the folded text, half-open, in UTF-16 units. */
type Place = { readonly from: number; readonly to: number };
export type SeenLink = Place & { readonly host?: string; readonly href?: string };

// A decision stays small whatever the text holds.
const MOST_MENTIONS = 16;
// Behind this many units nothing is looked for: no message carries its account so far down.
const MOST_UNITS = 4_000;

export function findMentions(
  folded: FoldedText,
  phones: readonly Place[],
  links: readonly SeenLink[],
): readonly FoundMention[] {
  const { hasAt, hasDot, digits, longestRun, names } = surveyText(folded.text.slice(0, MOST_UNITS));
  const found: FoundMention[] = [];
  for (const link of links) found.push(mentionOfLink(folded, link));
  if (names.length > 0) {
    found.push(...findServiceKeys(folded, names), ...findHandles(folded, names));
    for (const { named, from, to } of names)
      if (named.kind === 'gift-card') found.push(placed(folded, 'gift-card', from, to));
  }
  const raw = folded.raw.length > MOST_UNITS ? folded.raw.slice(0, MOST_UNITS) : folded.raw;
  if (digits >= FEWEST_KEY_DIGITS) found.push(...findAccounts(raw));
  if (longestRun >= SHORTEST_WALLET) found.push(...findWallets(raw));
  if (hasAt) found.push(...findAddresses(folded));
  if (hasDot) found.push(...findFiles(folded, links));
  for (const { from, to } of phones) found.push(mentionOfPhone(folded, from, to));
  return found.length === 0 ? NO_MENTIONS : outermost(found);
}

function placed(folded: FoldedText, kind: FoundMention['kind'], from: number, to: number): FoundMention {
  const { start, end } = spanInRaw(folded, from, to);
  return { kind, from: start, to: end };
}

function mentionOfLink(folded: FoldedText, { from, to, host, href }: SeenLink): FoundMention {
  const place = placed(folded, 'url', from, to);
  const social = socialOfLink(host, href);
  if (social !== undefined) return { ...place, kind: 'social', value: social };
  return href === undefined ? place : { ...place, value: href };
}

/** `00` in front is the `+` of whoever has none on the telephone. */
function mentionOfPhone(folded: FoldedText, from: number, to: number): FoundMention {
  const hasPlus = folded.text[from - 1] === '+';
  const digits = folded.text.slice(from, to).replaceAll(/[^0-9]/gu, '');
  const value = hasPlus ? `+${digits}` : digits.replace(/^00(?=[1-9])/u, '+');
  return { ...placed(folded, 'phone', hasPlus ? from - 1 : from, to), value };
}

/** In the order of the text, the first found of what overlaps. */
function outermost(found: readonly FoundMention[]): readonly FoundMention[] {
  const kept: FoundMention[] = [];
  for (const mention of found) {
    if (mention.to <= mention.from || kept.length === MOST_MENTIONS) continue;
    if (!kept.some(({ from, to }) => mention.from < to && from < mention.to)) kept.push(mention);
  }
  return kept.toSorted((one, other) => one.from - other.from);
}
