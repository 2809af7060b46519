// SPDX-License-Identifier: Apache-2.0
/** Rule files: what an operator writes. The shape is proved here; what conditions mean is in `conditions.ts`. */
import { z } from 'zod';
import { parseInstant } from '../../base/instant.ts';
import { EVENT_KINDS } from '../event.ts';
import { parseDocument, PolicyError } from '../policy/policy-error.ts';
import { ASK_CODES } from '../reason-codes.ts';

/** Fields whose words a condition may read. */
export const PASSAGE_FIELDS = ['body', 'transcript', 'displayName', 'memo', 'url', 'from'] as const;

const passageField = z.enum(PASSAGE_FIELDS);
// Thousands of words: one check a list is several times as fast as a schema a word.
const wordList = z.custom<readonly string[]>(isWordList, 'must be a list of words that are not empty');

function isWordList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string' && word !== '');
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One condition: exactly one of `all`, `any`, `not`, `words`, `pattern` or `field`, with what belongs to it. */
export type ConditionSource = {
  readonly all?: readonly ConditionSource[] | undefined;
  readonly any?: readonly ConditionSource[] | undefined;
  readonly not?: ConditionSource | undefined;
  /** Any of these literals, folded, on word boundaries; `*` at the end lets the word go on. */
  readonly words?: readonly string[] | undefined;
  /** RE2 syntax. */
  readonly pattern?: string | undefined;
  /** Of a pattern: the folded text (lower case, disguises undone) or the raw one. Default folded. */
  readonly on?: 'folded' | 'raw' | undefined;
  /** Of a pattern: literals one of which must be there before it runs. */
  readonly needs?: readonly string[] | undefined;
  /** Of words and patterns: the fields to read. Default: body, transcript and memo. */
  readonly in?: readonly (typeof PASSAGE_FIELDS)[number][] | undefined;
  /** A name of `FIELDS`; true by itself, or with one of the comparisons. */
  readonly field?: string | undefined;
  readonly is?: string | number | boolean | undefined;
  readonly oneOf?: readonly (string | number | boolean)[] | undefined;
  readonly atLeast?: number | undefined;
  readonly below?: number | undefined;
};

export const CONDITION_KINDS = ['all', 'any', 'not', 'words', 'pattern', 'field'] as const;

const conditionSchema: z.ZodType<ConditionSource> = z
  .strictObject({
    all: z
      .array(z.lazy(() => conditionSchema))
      .min(1)
      .optional(),
    any: z
      .array(z.lazy(() => conditionSchema))
      .min(1)
      .optional(),
    not: z.lazy(() => conditionSchema).optional(),
    words: wordList.optional(),
    pattern: z.string().min(1).max(1_000).optional(),
    on: z.enum(['folded', 'raw']).optional(),
    needs: wordList.optional(),
    in: z.array(passageField).min(1).optional(),
    field: z.string().optional(),
    is: scalar.optional(),
    oneOf: z.array(scalar).min(1).optional(),
    atLeast: z.number().optional(),
    below: z.number().optional(),
  })
  .refine(
    (condition) => CONDITION_KINDS.filter((kind) => condition[kind] !== undefined).length === 1,
    `must have exactly one of ${CONDITION_KINDS.join(', ')}`,
  );

/** A plain text, or an event without id and time. */
const exampleSchema = z.union([z.string().min(1), z.record(z.string(), z.unknown())]);

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens');

// A quarter of a year: the longest that a story of this kind was seen to take before it asks.
const LONGEST_MEMORY_HOURS = 2_160;

/** A first contact worth remembering, and how much the next message of the same sender weighs because of it. */
const rememberSchema = z
  .strictObject({
    /** How the story begins. Names the reason `earlier.<pretext>`, which needs a sentence in every wording file. */
    pretext: slug,
    forHours: z.int().min(1).max(LONGEST_MEMORY_HOURS),
    /** Log-odds for whatever the same sender writes next, and for what asks for something. */
    next: z.number().min(0).max(3),
    asked: z.number().min(0).max(3),
  })
  .refine(({ next, asked }) => asked >= next, 'asked must not be under next');

const ruleSchema = z.strictObject({
  id: slug,
  version: z.int().min(1),
  owner: z.string().min(1),
  channels: z.array(z.enum(EVENT_KINDS)).min(1),
  /** The last day on which it counts, in UTC. */
  expires: z.string().refine((day) => parseInstant(lastMomentOf(day)) !== undefined, 'must be a day, as 2027-12-31'),
  /** The fraud pattern. */
  description: z.string().min(1),
  /** Whom it may hit wrongly. */
  falseAlarm: z.string().min(1),
  when: conditionSchema,
  /** Additive log-odds. ±6 is 400 to 1: nothing a single rule sees is worth more. */
  weight: z.number().min(-6).max(6),
  decides: z.enum(['warn', 'hold', 'block']).optional(),
  legalBasis: z.string().min(1).optional(),
  approvedBy: z.string().min(1).optional(),
  scheme: z.string().optional(),
  /** Where people should hear its sentence first: it found a claim, or what the message asks. */
  about: z.enum(['claim', ...ASK_CODES]).optional(),
  remember: rememberSchema.optional(),
  examples: z.strictObject({
    match: z.array(exampleSchema).min(2, 'needs at least two examples'),
    noMatch: z.array(exampleSchema).min(2, 'needs at least two examples'),
  }),
});

const ruleFileSchema = z.strictObject({ rules: z.array(ruleSchema) });

export type RuleSource = Readonly<z.output<typeof ruleSchema>>;
export type RememberSource = Readonly<z.output<typeof rememberSchema>>;
export type Example = string | Readonly<Record<string, unknown>>;
export type RuleFile = { readonly file: string; readonly rules: readonly RuleSource[] };

function lastMomentOf(day: string): string {
  return `${day}T23:59:59Z`;
}

/** RFC 3339. */
export function expiryOf(rule: RuleSource): string {
  return lastMomentOf(rule.expires);
}

export function parseRuleFile(file: string, value: unknown): RuleFile {
  const { rules } = parseDocument(file, ruleFileSchema, value);
  const seen = new Set<string>();
  for (const [place, rule] of rules.entries()) {
    if (seen.has(rule.id))
      throw new PolicyError(file, ['rules', place, 'id'], `${rule.id} is there twice; rename one.`);
    seen.add(rule.id);
    const needsApproval = rule.decides === 'hold' || rule.decides === 'block';
    if (needsApproval && (rule.legalBasis === undefined || rule.approvedBy === undefined))
      throw new PolicyError(
        file,
        ['rules', place, 'decides'],
        `a rule that decides ${rule.decides} needs legalBasis and approvedBy.`,
      );
  }
  return { file, rules };
}
