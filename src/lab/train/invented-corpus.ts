// SPDX-License-Identifier: Apache-2.0
/** A small corpus for the lab's own tests: four kinds of message that a few phrases make, each with a number of its own. */
import { drawFor, pick } from './random.ts';
import type { Sample } from './sample.ts';

export const INVENTED_KINDS = ['chat', 'service', 'advert', 'scam'] as const;
export type InventedKind = (typeof INVENTED_KINDS)[number];

const PHRASES: Readonly<Record<InventedKind, readonly (readonly string[])[]>> = {
  chat: [
    ['see you', 'come over', 'call me', 'walk the dog', 'bring milk'],
    ['tonight', 'after work', 'tomorrow at six', 'on sunday', 'when you land'],
  ],
  service: [
    ['your appointment is confirmed', 'your parcel arrives', 'your statement is ready', 'your code is 4821'],
    ['no action is needed', 'between two and four', 'for thursday morning', 'never share it'],
  ],
  advert: [
    ['half price sale', 'new season offers', 'two for one pizza', 'free delivery this week'],
    ['reply stop to opt out', 'in our shops', 'while stocks last', 'terms apply'],
  ],
  scam: [
    ['your account is suspended', 'your parcel is held for a fee', 'you have won a prize', 'unusual login detected'],
    ['verify at secure-login.top', 'pay now at post-fee.xyz', 'claim at win-big.top', 'confirm at bank-safe.icu'],
  ],
};

export function invent(kind: InventedKind, lang: string, index: number, own: boolean): Sample {
  const draw = drawFor(3, `${kind}:${lang}:${index}`);
  const text = `${(PHRASES[kind] ?? []).map((part) => pick(draw, part)).join(' ')} ${lang === 'en' ? 'please' : 'lütfen'} ${index}`;
  const answers = {
    chat: { unwanted: 0, fraud: undefined },
    service: { unwanted: 0, fraud: 0 },
    advert: { unwanted: 1, fraud: 0 },
    scam: { unwanted: 1, fraud: 1 },
  } as const;
  const id = `${own ? 'own' : 'set'}-${kind}-${lang}-${index}`;
  return {
    id,
    set: own ? 'own' : 'invented',
    text,
    lang,
    kind,
    ...answers[kind],
    group: id,
    near: id,
    own,
  };
}
