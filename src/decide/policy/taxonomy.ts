// SPDX-License-Identifier: Apache-2.0
/**
 * The taxonomy: kinds of scam by code (`bank.safe-account`), how they show and what other classifications call them. Their
 * names and what to do are in the wording, a file a language. Statistics are re-cut through the cross-walks, so a case keeps its code for ever.
 */
import { z } from 'zod';
import { parseDocument, PolicyError } from './policy-error.ts';

/** One text by language; `en` is always there. */
export type Localised = Readonly<Record<string, string>>;
export type LocalisedLines = Readonly<Record<string, readonly string[]>>;

const localised = z.record(z.string().min(2), z.string().min(1)).refine((texts) => 'en' in texts, 'needs at least en');
const localisedLines = z
  .record(z.string().min(2), z.array(z.string().min(1)).min(1))
  .refine((texts) => 'en' in texts, 'needs at least en');
const code = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens');

const crosswalkSchema = z.strictObject({
  /** The other classification, as `APP` or `NFIB`. */
  to: z.string().min(1),
  code: z.string().min(1),
  confidence: z.enum(['high', 'medium', 'low']),
  version: z.string().min(1),
});

const schemeSchema = z.strictObject({
  description: localised,
  cues: localisedLines,
  crosswalks: z.array(crosswalkSchema).optional(),
});

const groupSchema = z.strictObject({
  group: code,
  version: z.int().min(1),
  description: localised,
  /** `false`: routed to another desk and not counted as a scam. */
  countsAsScam: z.boolean().optional(),
  /** The strongest verdict that this group alone may lead to. */
  strongestVerdict: z.enum(['warn', 'hold', 'block']).optional(),
  reviewAfterDays: z.int().min(1).optional(),
  crosswalks: z.array(crosswalkSchema).optional(),
  schemes: z.record(code, schemeSchema),
});

const facetsSchema = z.strictObject({
  version: z.int().min(1),
  facets: z.record(code, z.strictObject({ name: localised, values: z.record(code, localised) })),
});

export type Crosswalk = Readonly<z.output<typeof crosswalkSchema>>;

export type Scheme = {
  /** `group.scheme`; for `unclassified` the group alone. */
  readonly code: string;
  readonly group: string;
  readonly description: Localised;
  readonly cues: LocalisedLines;
  readonly crosswalks: readonly Crosswalk[];
  readonly countsAsScam: boolean;
  readonly strongestVerdict: 'warn' | 'hold' | 'block';
  /** A case with this code is looked at again after so many days. */
  readonly reviewAfterDays?: number;
};

export type Facets = Readonly<z.output<typeof facetsSchema>>;

/** The schemes of one group file, in the order of the file. */
export function parseGroup(file: string, value: unknown): readonly Scheme[] {
  const group = parseDocument(file, groupSchema, value);
  const entries = Object.entries(group.schemes);
  const shared = {
    group: group.group,
    countsAsScam: group.countsAsScam ?? true,
    strongestVerdict: group.strongestVerdict ?? 'block',
    ...(group.reviewAfterDays === undefined ? {} : { reviewAfterDays: group.reviewAfterDays }),
  } as const;
  const groupCrosswalks = group.crosswalks ?? [];
  if (entries.length === 0)
    return [
      {
        ...shared,
        code: group.group,
        description: group.description,
        cues: { en: [] },
        crosswalks: groupCrosswalks,
      },
    ];
  return entries.map(([name, scheme]) => ({
    ...shared,
    code: `${group.group}.${name}`,
    description: scheme.description,
    cues: scheme.cues,
    crosswalks: [...groupCrosswalks, ...(scheme.crosswalks ?? [])],
  }));
}

export function parseFacets(file: string, value: unknown): Facets {
  return parseDocument(file, facetsSchema, value);
}

/** The scheme a code names; `undefined` when the taxonomy has none. Reads one group's file at most, once. */
export type Taxonomy = {
  readonly groups: readonly string[];
  readonly find: (schemeCode: string) => Scheme | undefined;
  readonly all: () => readonly Scheme[];
  readonly facets: () => Facets;
};

export type TaxonomySources = {
  /** By group: the name of the file without its ending is the group's code. */
  readonly groups: ReadonlyMap<string, { readonly file: string; readonly read: () => unknown }>;
  readonly facets: { readonly file: string; readonly read: () => unknown };
};

export function createTaxonomy(sources: TaxonomySources): Taxonomy {
  const parsed = new Map<string, readonly Scheme[]>();
  const groups = [...sources.groups.keys()];
  let facets: Facets | undefined;
  const schemesOf = (group: string): readonly Scheme[] => {
    const known = parsed.get(group);
    if (known) return known;
    const source = sources.groups.get(group);
    if (!source) return [];
    const schemes = parseGroup(source.file, source.read());
    if (schemes[0]?.group !== group)
      throw new PolicyError(source.file, ['group'], `must be ${group}, the name of the file.`);
    parsed.set(group, schemes);
    return schemes;
  };
  return {
    groups,
    find: (schemeCode) => schemesOf(schemeCode.split('.', 1)[0] ?? '').find((scheme) => scheme.code === schemeCode),
    all: () => groups.flatMap(schemesOf),
    facets: () => (facets ??= parseFacets(sources.facets.file, sources.facets.read())),
  };
}
