// SPDX-License-Identifier: Apache-2.0
/** A rule file that is not in force yet, beside the policy that is: the two policies that every trial compares. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Policy } from '../../decide/policy/policy.ts';
import { compileFiles, type PolicyFile, readPolicyFiles, readText } from '../../screen/load-policy.ts';

export const SHIPPED_POLICY_DIR = fileURLToPath(new URL('../../../policy', import.meta.url));

export type TrialSources = {
  /** The rule file. */
  readonly file: string;
  /** The operator's own policy folder, where there is one. */
  readonly localPolicyDir?: string;
};

export type Trial = {
  readonly file: string;
  readonly text: string;
  /** Every file of the policy in force. */
  readonly filesInForce: readonly PolicyFile[];
  /** Those with the rule file: in the place of the file of its name under `rules/`, or added to them. */
  readonly filesOnTrial: readonly PolicyFile[];
};

/** Throws an `EnvironmentError` for files that cannot be read. */
export function openTrial({ file, localPolicyDir }: TrialSources): Trial {
  const text = readText(file);
  const filesInForce = readPolicyFiles(SHIPPED_POLICY_DIR, localPolicyDir);
  const name = `rules/${basename(file)}`;
  const onTrial: PolicyFile = { name, shown: file, text, local: true };
  const others = filesInForce.filter((known) => known.name !== name);
  return { file, text, filesInForce, filesOnTrial: [...others, onTrial] };
}

/** Throws a `TocsinError` with file and line for what is wrong in a file. */
export function policyOnTrial(trial: Trial): Policy {
  return compileFiles(trial.filesOnTrial, 'used');
}

export function policyInForce(trial: Trial): Policy {
  return compileFiles(trial.filesInForce, 'used');
}
