// SPDX-License-Identifier: Apache-2.0
/** docs/reference/reason-codes.md: every code a decision may carry, with its English sentence. */
import { type Policy, sayReason } from '../../src/decide/policy/policy.ts';
import { wordingKeys } from '../../src/decide/policy/wording.ts';
import { CORE_REASON_CODES, TWO_SIDED_CODES, type WordingKey } from '../../src/decide/reason-codes.ts';
import { loadEngine } from '../../src/screen/load.ts';

export function renderReasonCodes(): string {
  const { policy } = loadEngine();
  const core = CORE_REASON_CODES.map((code) => {
    const below = TWO_SIDED_CODES.find((known) => known === code);
    const less = below === undefined ? '' : ` Below zero: ${sentenceOf(policy, `${below}.genuine`)}`;
    return `| \`${code}\` | ${sentenceOf(policy, code)}${less} |`;
  });
  const rules = policy.rules.all().map(({ rule }) => {
    const code = `rule.${rule.id}` as const;
    return `| \`${code}\` | ${rule.weight} | ${rule.scheme ?? ''} | ${sentenceOf(policy, code)} |`;
  });
  return `# Reason codes

Every decision lists its reasons. Each has a code, a weight in additive log-odds and a sentence; with the prior the weights sum
to the log-odds of the score. \`{slots}\` are filled from the event.

## Models and doors

| code | sentence |
|---|---|
${core.join('\n')}

## Rules

| code | weight | scheme | sentence |
|---|---|---|---|
${rules.join('\n')}
`;
}

/** The English sentence with its slots standing for themselves. */
function sentenceOf(policy: Policy, code: WordingKey): string {
  const slots = wordingKeys(policy.wording.of('en')).get(`reasons.${code}`) ?? [];
  return sayReason(policy, 'en', code, Object.fromEntries(slots.map((slot) => [slot, `{${slot}}`])));
}
