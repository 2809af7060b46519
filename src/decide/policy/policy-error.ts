// SPDX-License-Identifier: Apache-2.0
/** Why a policy document was refused: which file, where in it, and what to do. The reader of the file adds the line. */
import type { z } from 'zod';
import { TocsinError } from '../../base/errors.ts';

export class PolicyError extends TocsinError {
  readonly file: string;
  /** Keys and list positions from the top of the document. */
  readonly path: readonly (string | number)[];
  /** The message without its place. */
  readonly what: string;

  constructor(file: string, path: readonly (string | number)[], what: string, options?: { readonly cause?: unknown }) {
    super('bad-policy', `${file}${path.length === 0 ? '' : ` (${path.join('.')})`}: ${what}`, options);
    this.name = 'PolicyError';
    this.file = file;
    this.path = path;
    this.what = what;
  }
}

/** Parses one document; throws a `PolicyError` for the first fault. */
export function parseDocument<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step));
  throw new PolicyError(file, path, sentenceOf(issue, isThere(value, path)));
}

function sentenceOf(issue: z.core.$ZodIssue | undefined, found: boolean): string {
  if (!issue) return 'is not valid.';
  if (issue.code === 'unrecognized_keys')
    return `the key ${issue.keys.join(', ')} is not known here; remove it or correct its name.`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}.`;
  if (issue.code !== 'invalid_type') return `${issue.message}.`;
  return found ? `must be of type ${issue.expected}.` : 'is missing; add it.';
}

/** Whether the document has anything at the path; an issue itself does not tell. */
function isThere(value: unknown, path: readonly (string | number)[]): boolean {
  let at: unknown = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = Reflect.get(at, step);
  }
  return true;
}
