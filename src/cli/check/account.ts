// SPDX-License-Identifier: Apache-2.0
/** An account by itself: all that can honestly be said is what its check digits tell. */
import type { AccountId } from '../../base/account-id.ts';
import { holdsLuhn } from '../../decide/mention/luhn.ts';
import { sayCheckLine } from '../../decide/policy/policy.ts';
import type { CheckAnswer, Speaker } from './answer.ts';

export type AccountFinding = 'iban-wrong' | 'iban-right' | 'card' | 'no-iban';

export async function examineAccount(account: AccountId): Promise<AccountFinding> {
  if (isCardNumber(account)) return 'card';
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/u.test(account)) return 'no-iban';
  const { isValidIBAN } = await import('ibantools');
  return isValidIBAN(account) ? 'iban-right' : 'iban-wrong';
}

/** ISO/IEC 7812-1: up to 19 digits, the last of them by Luhn's formula. */
function isCardNumber(account: string): boolean {
  return /^[0-9]{16,19}$/u.test(account) && holdsLuhn(account);
}

export function answerForAccount(found: AccountFinding, { policy, lang }: Speaker): CheckAnswer {
  const say = (key: string): string => sayCheckLine(policy, lang, key);
  return {
    finding: found === 'iban-wrong',
    headline: say(found === 'iban-wrong' ? 'account-impossible' : 'account-alone'),
    summary: [],
    reasonsTitle: say(found === 'iban-wrong' ? 'title-why' : 'title-noticed'),
    reasons: [{ because: say(`account-${found}`), quotes: [] }],
    addressTitle: '',
    address: [],
    adviceTitle: say('title-do'),
    advice: ['account-advice-payee', 'account-advice-asked'].map(say),
    notCheckedTitle: say('title-not-checked'),
    notChecked: [say('not-checked-account')],
  };
}
