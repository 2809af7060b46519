// SPDX-License-Identifier: Apache-2.0
/**
 * What a leaf of the public record says: one line of JSON with its keys in the order of these schemas. It names no person: what
 * identifies anybody is a commitment, deciders are roles or rules. Whoever reads the log refuses a leaf of any other form.
 */
import { z } from 'zod';
import { formatInstant, parseInstant } from '../../base/instant.ts';

export const INDICATOR_KINDS = [
  'phone',
  'sender',
  'domain',
  'url',
  'account',
  'card',
  'wallet',
  'email',
  'social',
  'device',
  'template',
  'app',
] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** Who may decide something that is recorded; the same names as in access. */
export const RECORD_ROLES = ['agent', 'analyst', 'approver', 'auditor', 'operator'] as const;
export type RecordRole = (typeof RECORD_ROLES)[number];

const DAY_MS = 86_400_000;
/** Nothing is blocked for longer than this without being confirmed again. */
export const LONGEST_BLOCK_DAYS = 90;

const instant = z.string().refine(isCanonicalInstant);
const hash256 = z.string().regex(/^[0-9a-f]{64}$/u);
const digest = z.string().regex(/^[0-9a-f]{12,64}$/u);
const word = z.string().regex(/^[a-z0-9]+(?:[.:/-][a-z0-9]+)*$/u);
const role = z.enum(RECORD_ROLES);
const decidedBy = z.union([
  z.templateLiteral(['role:', role]),
  z
    .string()
    .regex(/^rule:[a-z0-9]+(?:[.-][a-z0-9]+)*$/u)
    .max(80),
]);

const head = <const Kind extends string>(kind: Kind) => ({ v: z.literal(1), kind: z.literal(kind), at: instant });

const digests = z.strictObject({ ...head('digests'), policy: digest, taxonomy: digest, rules: digest, models: digest });

/** Where the audit trail ended: whoever cuts it off, or writes it anew, cannot undo this. */
const audit = z.strictObject({ ...head('audit'), rows: z.int().min(1), hash: hash256 });

const confirmed = z
  .strictObject({
    ...head('indicator.confirmed'),
    commitment: hash256,
    indicatorKind: z.enum(INDICATOR_KINDS),
    /** Of the taxonomy, as `bank.safe-account`; `unclassified` has no group and is no ground for a block. */
    scheme: z
      .string()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/u)
      .max(80),
    /** A code, as `gdpr.6-1-f`: words of a person have no place in it. */
    legalBasis: word.min(3).max(80),
    expiresAt: instant,
    decidedBy,
  })
  .refine(({ at, expiresAt }) => isWithin(at, expiresAt), { path: ['expiresAt'] });

const ending = <const Kind extends string>(kind: Kind) =>
  z.strictObject({
    ...head(kind),
    /** Index of the confirmation that this ends. */
    confirmed: z.int().min(0),
    decidedBy,
    reasonCommitment: hash256.optional(),
  });

const pointSwitch = <const Kind extends string>(kind: Kind) =>
  z.strictObject({
    ...head(kind),
    point: word.max(64),
    firstRole: role,
    secondRole: role,
    reasonCommitment: hash256.optional(),
  });

const leafSchema = z.discriminatedUnion('kind', [
  digests,
  audit,
  confirmed,
  ending('indicator.disputed'),
  ending('indicator.withdrawn'),
  ending('indicator.expired'),
  pointSwitch('point.enforce'),
  pointSwitch('point.observe'),
]);

export type Leaf = Readonly<z.output<typeof leafSchema>>;
export type Confirmation = Extract<Leaf, { kind: 'indicator.confirmed' }>;
export type EndingKind = 'indicator.disputed' | 'indicator.withdrawn' | 'indicator.expired';

export type LeafRefusal =
  | { readonly why: 'no-scheme' | 'no-legal-basis' | 'no-expiry' }
  | { readonly why: 'bad-leaf'; readonly field: string };

type Read = { readonly ok: true; readonly leaf: Leaf } | ({ readonly ok: false } & LeafRefusal);

/** Proves any value; the leaf has its keys in their order. */
export function readLeaf(value: unknown): Read {
  const read = leafSchema.safeParse(value);
  if (read.success) return { ok: true, leaf: read.data };
  const field = String(read.error.issues[0]?.path[0] ?? '');
  switch (field) {
    case 'scheme':
      return { ok: false, why: 'no-scheme' };
    case 'legalBasis':
      return { ok: false, why: 'no-legal-basis' };
    case 'expiresAt':
      return { ok: false, why: 'no-expiry' };
    default:
      return { ok: false, why: 'bad-leaf', field };
  }
}

export function encodeLeaf(leaf: Leaf): string {
  return JSON.stringify(leaf);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `undefined` for bytes that `encodeLeaf` does not make. */
export function decodeLeaf(entry: Uint8Array): Leaf | undefined {
  try {
    const text = UTF8.decode(entry);
    const read = readLeaf(JSON.parse(text));
    return read.ok && encodeLeaf(read.leaf) === text ? read.leaf : undefined;
  } catch {
    return undefined;
  }
}

/** Of the kinds of leaf that end a confirmation. */
export function isEnding(leaf: Leaf): leaf is Extract<Leaf, { kind: EndingKind }> {
  return 'confirmed' in leaf;
}

function isCanonicalInstant(text: string): boolean {
  const parsed = parseInstant(text);
  return parsed !== undefined && formatInstant(parsed) === text;
}

function isWithin(at: string, expiresAt: string): boolean {
  const lastsMs = (parseInstant(expiresAt) ?? 0) - (parseInstant(at) ?? 0);
  return lastsMs > 0 && lastsMs <= LONGEST_BLOCK_DAYS * DAY_MS;
}
