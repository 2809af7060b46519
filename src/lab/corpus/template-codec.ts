// SPDX-License-Identifier: Apache-2.0
/**
 * One line of `corpus/text/<lang>-<side>.jsonl` ⇄ a template. Decoding says of every fault which field it is in and what to do;
 * what a line is in its file and among the others (id, side, scheme, repeats) is the checker's.
 */
import { z } from 'zod';
import { nearest } from '../../base/nearest.ts';
import { ASKS, BRAND_ROLES, SECTORS, SENDERS } from './template-words.ts';

const word = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be words of a–z and 0–9 with hyphens between');

const brand = z.strictObject({ name: z.string().trim().min(1).max(60), role: z.enum(BRAND_ROLES) });

const TEMPLATE = z.strictObject({
  id: z.string().regex(/^[a-z]{2}-[sl]-[0-9]{4}$/u, 'must have the form en-s-0001'),
  text: z.string().min(1).max(10_000),
  sector: z.enum(SECTORS),
  purpose: word,
  scheme: z.string().min(1).optional(),
  asks: z.array(z.enum(ASKS)).min(1),
  sender: z.enum(SENDERS),
  brands: z.array(brand).min(1).optional(),
});

export type TemplateLine = z.infer<typeof TEMPLATE>;

export const LINE_FAULTS = [
  'bad-json',
  'bad-field',
  'missing-tag',
  'unknown-sector',
  'unknown-ask',
  'unknown-sender',
  'unknown-role',
] as const;
export type LineFaultCode = (typeof LINE_FAULTS)[number];

export type LineFault = { readonly code: LineFaultCode; readonly message: string };

export type DecodedTemplate =
  | { readonly ok: true; readonly template: TemplateLine }
  /** `id` where the line has one. */
  | { readonly ok: false; readonly id: string; readonly faults: readonly LineFault[] };

export function decodeTemplate(line: string): DecodedTemplate {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, id: '', faults: [{ code: 'bad-json', message: 'is no JSON; write one object a line.' }] };
  }
  const parsed = TEMPLATE.safeParse(value);
  if (parsed.success) return { ok: true, template: parsed.data };
  return { ok: false, id: idOf(value), faults: parsed.error.issues.map((issue) => faultOf(issue, value)) };
}

function idOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : '';
}

type Issue = z.core.$ZodIssue;

function faultOf(issue: Issue, value: unknown): LineFault {
  const field = issue.path.map(String).join('.');
  const given = valueAt(value, issue.path);
  if (given === undefined && issue.path.length > 0)
    return { code: 'missing-tag', message: `has no ${field}; add it, as corpus/text/README.md says.` };
  if (issue.code === 'unrecognized_keys')
    return {
      code: 'bad-field',
      message: `has the unknown field ${issue.keys.join(', ')}${field === '' ? '' : ` in ${field}`}; remove it.`,
    };
  const list = listOf(issue.path);
  if (issue.code === 'invalid_value' && list !== undefined && typeof given === 'string') {
    const near = nearest(given, list.words);
    const advice = near === undefined ? `one of ${list.words.join(', ')}` : `${near}, or another of its list`;
    return { code: list.code, message: `has ${field} ${given}, which is unknown; write ${advice}.` };
  }
  return { code: 'bad-field', message: `has a wrong ${field === '' ? 'form' : field}: ${issue.message}.` };
}

function listOf(path: Issue['path']): { readonly code: LineFaultCode; readonly words: readonly string[] } | undefined {
  const [field, , part] = path;
  if (field === 'sector') return { code: 'unknown-sector', words: SECTORS };
  if (field === 'asks') return { code: 'unknown-ask', words: ASKS };
  if (field === 'sender') return { code: 'unknown-sender', words: SENDERS };
  return field === 'brands' && part === 'role' ? { code: 'unknown-role', words: BRAND_ROLES } : undefined;
}

function valueAt(value: unknown, path: Issue['path']): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}
