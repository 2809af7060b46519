// SPDX-License-Identifier: Apache-2.0
/** Kept reasons as sentences: those that were said where they are still kept, else today's for their codes. */
import { isRecord } from '../../base/brand.ts';
import { type Policy, sayReason } from '../../decide/policy/policy.ts';
import { CORE_REASON_CODES, type ReasonCode, wordingKeyOf } from '../../decide/reason-codes.ts';
import type { KeptDecision } from '../../screen/journal/journal-store.ts';

export type WordedReason = { readonly code: string; readonly weight: number; readonly because: string };

export type Words = {
  readonly policy: Policy;
  readonly lang: string;
  /** Takes the sentences as they were said, in whatever language that was. */
  readonly asSaid: boolean;
};

export function reasonsInWords(
  { reasons, content }: KeptDecision,
  { policy, lang, asSaid }: Words,
): readonly WordedReason[] {
  const said = asSaid && content !== undefined ? sentencesIn(content) : [];
  return reasons.map(({ code, weight }, index) => {
    const known = knownCode(code);
    const today = known === undefined ? code : sayReason(policy, lang, wordingKeyOf(known, weight));
    return { code, weight, because: said.length === reasons.length ? (said[index] ?? today) : today };
  });
}

function sentencesIn(content: string): readonly string[] {
  const parsed: unknown = JSON.parse(content);
  const reasons = isRecord(parsed) ? parsed['reasons'] : undefined;
  return Array.isArray(reasons)
    ? reasons.map((reason: unknown) => (isRecord(reason) ? String(reason['because']) : ''))
    : [];
}

/** `undefined` for a code of another version of Tocsin. */
function knownCode(code: string): ReasonCode | undefined {
  if (code.startsWith('rule.')) return `rule.${code.slice(5)}`;
  if (code.startsWith('earlier.')) return `earlier.${code.slice(8)}`;
  return CORE_REASON_CODES.find((known) => known === code);
}
