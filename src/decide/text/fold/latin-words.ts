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
