// SPDX-License-Identifier: Apache-2.0
/** docs/reference/reason-codes.md: every code a decision may carry, with its English sentence. */
import { CORE_REASON_CODES } from '../../src/decide/reason-codes.ts';
import { loadEngine } from '../../src/screen/load.ts';

export function renderReasonCodes(): string {
  const { policy } = loadEngine();
  const { reasons } = policy.wording.of('en');
  const core = CORE_REASON_CODES.map((code) => `| \`${code}\` | ${reasons[code] ?? ''} |`);
  const rules = policy.rules.all().map(({ rule }) => {
    const weight = rule.weight === undefined ? '' : String(rule.weight);
    return `| \`rule.${rule.id}\` | ${weight} | ${rule.scheme ?? ''} | ${reasons[`rule.${rule.id}`] ?? ''} |`;
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
