// SPDX-License-Identifier: Apache-2.0
/** Details in a template that could be somebody's own. */
import { realLinks, realMailAddresses } from './addresses.ts';
import { validCards, validIbans, validWallets } from './checked-numbers.ts';
import type { Fault } from './finding.ts';
import { realNumbers } from './telephone-numbers.ts';

export function privateDetails(text: string, lang: string, shorteners: ReadonlySet<string>): readonly Fault[] {
  return [
    ...all(
      realNumbers(text, lang),
      'real-number',
      (one) =>
        `has the telephone number ${one}, which could be somebody's; take a range for fiction, or put 555 or 000 into it.`,
    ),
    ...all(
      realMailAddresses(text),
      'real-address',
      (one) => `has ${one}, where anybody may have a mailbox; take an invented host, or put 000 before the @.`,
    ),
    ...all(
      realLinks(text, shorteners),
      'real-link',
      (one) => `has ${one}, a place that somebody may own; put 000 into its path.`,
    ),
    ...all(validCards(text), 'valid-card', () => 'has a card number whose check digit is right; change a digit.'),
    ...all(validIbans(text), 'valid-iban', () => 'has an IBAN whose check digits are right; change a digit.'),
    ...all(validWallets(text), 'valid-wallet', () => 'has a wallet address that is valid; change a letter.'),
  ];
}

function all(found: readonly string[], code: Fault['code'], message: (one: string) => string): readonly Fault[] {
  return found.map((one) => ({ code, message: message(one) }));
}
