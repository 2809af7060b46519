// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../base/errors.ts';
import { nearest } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import type { Policy } from '../decide/policy/policy.ts';

/** Falling back to English in silence would be found out by the person who reads it. */
export function proveLanguage(lang: string, policy: Pick<Policy, 'wording'>): void {
  const { languages } = policy.wording;
  if (languages.includes(lang.split('-', 1)[0] ?? '')) return;
  const meant = nearest(lang, languages);
  const suggestion = meant === undefined ? '' : ` Did you mean ${meant}?`;
  const known = languages.join(', ');
  throw new UsageError(`There is no wording in ${printable(lang, 20)}. The option --lang knows ${known}.${suggestion}`);
}
