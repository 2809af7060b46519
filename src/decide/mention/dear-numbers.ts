// SPDX-License-Identifier: Apache-2.0
/**
 * Telephone numbers in a text by where they lead: abroad, or to where a call is dear. Numbering plans in small, from ITU-T
 * E.164's list of assigned codes and the national plans; rules weigh them, nothing is decided on them alone.
 */

// Two-digit country codes; 1 and 7 have one digit, the others three.
const TWO_DIGITS: ReadonlySet<string> = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

/** The country code of a number that begins with `+`, without it. */
export function countryCodeOf(number: string): string | undefined {
  if (!/^\+[1-9][0-9]{5,}$/u.test(number)) return undefined;
  if (number[1] === '1' || number[1] === '7') return number.slice(1, 2);
  const two = number.slice(1, 3);
  return TWO_DIGITS.has(two) ? two : number.slice(1, 4);
}

// Premium-rate and shared-cost ranges, international networks and satellites: country code and the digits behind it.
const DEAR = [
  '979',
  '881',
  '882',
  '883',
  '449',
  '44118',
  '49900',
  '49137',
  '3389',
  '39899',
  '39892',
  '39895',
  '43900',
  '43930',
  '41900',
  '41901',
  '41906',
  '34803',
  '34806',
  '34807',
  '34905',
  '351760',
  '31900',
  '31906',
  '31909',
  '32900',
  '32905',
  '81990',
  '8260',
  '1900',
  '7809',
  '886204',
  '55900',
  '90900',
] as const;

/** `number` as a mention has it; `home` is the country code of whoever received the text. */
export function isDearNumber(number: string, home: string | undefined): boolean {
  const international = number.startsWith('+')
    ? number.slice(1)
    : home === undefined
      ? ''
      : `${home}${number.replace(/^(?:0|8(?=809))/u, '')}`;
  if (home === undefined && !number.startsWith('+')) return /^(?:0900|0906|0990|1900)/u.test(number);
  return DEAR.some((prefix) => international.startsWith(prefix));
}

/** A number of another country than the receiver's; not known where theirs is not. */
export function isForeignNumber(number: string, home: string | undefined): boolean {
  const country = countryCodeOf(number);
  return home !== undefined && country !== undefined && country !== home;
}
