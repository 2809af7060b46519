// SPDX-License-Identifier: Apache-2.0
/**
 * Words that scams in Latin letters need and therefore disguise. Where the shape of a word alone doesn't prove a disguise
 * ("fre3", "w!n", "acc-ount") it is undone only if the result stands here.
 */
const LINES = `
account accounts bank banking card cards cash click confirm confirmation credit customer debit deposit login password
payment payments paypal security secure suspended suspend locked unlock unlocked restricted update verify verified
verification validate authenticate otp pin code codes identity refund refunds transfer wallet withdraw withdrawal
congratulations congratulation selected free win winner winners won prize prizes gift gifts reward rewards bonus lottery jackpot casino bet betting slots spin claim claims
loan loans lender money earn earning income profit profits invest investment investor bitcoin crypto usdt forex trading stock stocks
urgent urgently alert warning final notice expire expires expired immediately instant instantly today limited offer offers deal sale discount save cheap
delivery deliver parcel package post customs shipping courier tracking
amazon apple google netflix facebook whatsapp telegram instagram microsoft visa mastercard support helpdesk agent
call reply message text link visit join register subscribe unsubscribe order buy pay sell hello dear friend private
police official department tax government irs court arrest warrant fine
sex sexy porn nude nudes adult dating viagra cialis pills drugs weed hot girls
`;

export const LATIN_WORDS: ReadonlySet<string> = new Set(LINES.trim().split(/\s+/u));
export const LONGEST_LATIN_WORD = Math.max(...[...LATIN_WORDS].map((word) => word.length));

/** Everyday words too short to be judged by their spelling; read from signs only ("y0ur", "w1th"), never joined. */
const COMMON_LINES = `
your you are our the this that they them then than there these those with will have has had here home from been were what when
where which who why how not for and but all any can could would should was his her its one two five ten more most much many
only over into onto just like make made need next know time today now new see week year month hour send sent rent help want
must was day per get got let lost may also back take tell very some such same soon sure been being does done down each even ever
`;

export const COMMON_WORDS: ReadonlySet<string> = new Set(COMMON_LINES.trim().split(/\s+/u));

/** Words of two letters, read from signs only where another word is surely disguised. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  'to no in is it of on or at as so go do if me my by be he we us am an up'.split(' '),
);
