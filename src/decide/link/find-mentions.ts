// SPDX-License-Identifier: Apache-2.0
/**
 * What a text names besides links and telephone numbers: accounts on messengers, keys that money can be sent to, and files that are
 * programs. They are indicators like links are: half of all fraud leaves no link. Read as written, since keys have capitals.
 */

export type MentionsSeen = {
  /** `t.me/…`, `wa.me/…`, a handle after the name of a messenger. */
  readonly chatIds: number;
  /** An IBAN or a card number whose check digits hold, a wallet address, an instant-payment address. */
  readonly paymentKeys: number;
  /** Names of program files: `invite.apk`, `photo.pdf.exe`. */
  readonly programFiles: number;
};

const NONE: MentionsSeen = { chatIds: 0, paymentKeys: 0, programFiles: 0 };

const CHAT_LINK =
  /\b(?:wa\.me|t\.me|line\.me|m\.me|discord\.gg|chat\.whatsapp\.com|api\.whatsapp\.com|open\.kakao\.com)\/\S/giu;
const CHAT_HANDLE =
  /(?:\b(?:telegram|tele|tg|line|whatsapp|wechat|kakao(?:talk)?|signal|qq|vx|wx)\b|微信|飞机|扣扣|加v|薇信|카톡|텔레그램|ไลน์)[^\p{L}\p{N}@+]{0,4}(?:id|号|아이디)?[^\p{L}\p{N}@+]{0,3}(?:@[a-z0-9_.]{4,32}|[a-z_]{2,20}\d[a-z0-9_]{2,20}|\d{6,12})/giu;
const INSTANT_ADDRESS = /\b[a-z0-9._-]{3,40}@(?:ok(?:axis|icici|sbi|hdfcbank)|ybl|ibl|axl|paytm|upi|apl)\b/giu;
const WALLET =
  /\b(?:bc1[02-9ac-hj-np-z]{25,60}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|(?=\w*[A-Z])(?=\w*[a-z])[13][1-9A-HJ-NP-Za-km-z]{25,34})\b/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/gu;
const CARD = /(?<!\d[ -]?)\d(?:[ -]?\d){12,15}(?![ -]?\d)/gu;
const PROGRAM = /[\p{L}\p{N}_)-]\.(?:apk|xapk|apks|exe|scr|msi|bat|vbs|jar|dmg)\b/giu;
const MESSENGER =
  /telegram|tele|tg|line|whatsapp|wechat|kakao|signal|qq|vx|wx|微信|飞机|扣扣|加v|薇信|카톡|텔레그램|ไลน์/iu;

/** `raw` is the text as it was sent. Linear: each pattern is tried only where a cheap sign of it is there. */
export function findMentions(raw: string): MentionsSeen {
  const dotted = raw.includes('.');
  const isLong = /[0-9A-Za-z]{26}|\d{4}[ -]?\d{4}|[A-Z]{2}\d{2}/u.test(raw);
  const chatIds = (dotted ? count(raw, CHAT_LINK) : 0) + (MESSENGER.test(raw) ? count(raw, CHAT_HANDLE) : 0);
  const paymentKeys =
    (raw.includes('@') ? count(raw, INSTANT_ADDRESS) : 0) +
    (isLong ? count(raw, WALLET) + countIf(raw, IBAN, holdsIban) + countIf(raw, CARD, holdsLuhn) : 0);
  const programFiles = dotted ? count(raw, PROGRAM) : 0;
  return chatIds + paymentKeys + programFiles === 0 ? NONE : { chatIds, paymentKeys, programFiles };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function countIf(text: string, pattern: RegExp, holds: (found: string) => boolean): number {
  return (text.match(pattern) ?? []).filter(holds).length;
}

/** ISO 13616: the rearranged letters and digits, as a number, leave 1 on division by 97. */
function holdsIban(found: string): boolean {
  const compact = found.replaceAll(' ', '');
  if (compact.length < 15 || compact.length > 34) return false;
  let rest = 0;
  for (const sign of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** ISO/IEC 7812-1 annex B. Thirteen to sixteen digits that begin as cards do. */
function holdsLuhn(found: string): boolean {
  const digits = found.replaceAll(/[ -]/gu, '');
  if (!/^[3-6]/u.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
