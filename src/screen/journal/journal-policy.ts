// SPDX-License-Identifier: Apache-2.0
/**
 * `policy/journal.yaml`: what is remembered of decisions and for how long. It is no part of `versions.policy`, since the same
 * event is decided the same whatever is kept of it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseDocument, PolicyError } from '../../decide/policy/policy-error.ts';
import { JOURNAL_FILE, merge, placed, type PolicyFile, readText } from '../load-policy.ts';
import { parseYaml } from '../parsed-yaml.ts';

// Ten years: beyond it a figure is a mistake.
const MOST_DAYS = 3653;

const days = (least: number) =>
  z
    .int('must be a whole number of days')
    .min(least, `must be at least ${least}`)
    .max(MOST_DAYS, `must be at most ${MOST_DAYS}`);

const schema = z.strictObject({
  allowed: z.strictObject({ days: days(1), keyDays: days(1) }),
  flagged: z.strictObject({ days: days(1), keyDays: days(1) }),
  contents: z.strictObject({
    days: days(0),
    allowSample: z.number().min(0, 'must not be under 0').max(1, 'must not be over 1'),
  }),
  counts: z.strictObject({ days: days(1) }),
});

/** Days are UTC days; a row lives `days` beyond the day it was made in. */
export type JournalPolicy = Readonly<z.output<typeof schema>>;

/** Throws an `EnvironmentError` for a file that cannot be read, a `TocsinError` with file and line for what is wrong in one. */
export function loadJournalPolicy(folder: string, localFolder?: string): JournalPolicy {
  const files = [fileIn(folder, false)];
  if (localFolder !== undefined && existsSync(join(localFolder, JOURNAL_FILE))) files.push(fileIn(localFolder, true));
  try {
    const value = files.map(({ shown, text }) => parseYaml(shown, text)).reduce(merge);
    const policy = parseDocument(JOURNAL_FILE, schema, value);
    for (const part of ['allowed', 'flagged'] as const)
      if (policy[part].keyDays > policy[part].days)
        throw new PolicyError(JOURNAL_FILE, [part, 'keyDays'], 'must not be over days: a key would outlive its rows.');
    return policy;
  } catch (error) {
    throw error instanceof PolicyError ? placed(error, files) : error;
  }
}

function fileIn(folder: string, local: boolean): PolicyFile {
  const shown = join(folder, JOURNAL_FILE);
  return { name: JOURNAL_FILE, shown, text: readText(shown), local };
}
