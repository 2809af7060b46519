// SPDX-License-Identifier: Apache-2.0
/** A folder of `<lang>-<side>.jsonl` files → everything that is wrong with them, by file and line. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../../base/errors.ts';
import type { Policy } from '../../decide/policy/policy.ts';
import { type NameFinder, brandFaults, createNameFinder } from './brand-faults.ts';
import type { Fault, Finding } from './finding.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { privateDetails } from './private-details.ts';
import { type Place, tagFaults } from './tag-faults.ts';
import { type TemplateLine, decodeTemplate } from './template-codec.ts';

export type CorpusCheck = {
  readonly findings: readonly Finding[];
  /** Templates that could be read, by language, in the order of its code. */
  readonly counts: readonly { readonly lang: string; readonly legitimate: number; readonly scam: number }[];
};

type Placed = Place & { readonly file: string; readonly line: number; readonly template: TemplateLine };

const FILE_FORM = /^([a-z]{2})-(legitimate|scam)\.jsonl$/u;

/** Throws EnvironmentError where the folder cannot be read or holds no file of templates. */
export function checkCorpus(folder: string, policy: Policy): CorpusCheck {
  const findings: Finding[] = [];
  const templates: Placed[] = [];
  for (const { file, place } of filesOf(folder)) readFile(join(folder, file), file, place, { findings, templates });
  const find = createNameFinder(policy.hosts.brands);
  const schemes = new Set(policy.taxonomy.all().map(({ code }) => code));
  for (const placed of templates) {
    for (const fault of faultsOf(placed, { schemes, find, shorteners: policy.hosts.shorteners })) {
      findings.push(findingOf(placed, fault));
    }
  }
  findings.push(...repeatedIds(templates), ...duplicates(templates));
  return {
    findings: findings.toSorted((one, other) =>
      one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line,
    ),
    counts: countByLanguage(templates),
  };
}

function filesOf(folder: string): readonly { readonly file: string; readonly place: Place }[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder).toSorted();
  } catch (cause) {
    throw new EnvironmentError('no-templates', `The folder ${folder} cannot be read. Name one with templates.`, {
      cause,
    });
  }
  const files = names.flatMap((file) => {
    const [, lang, side] = FILE_FORM.exec(file) ?? [];
    return lang === undefined || (side !== 'legitimate' && side !== 'scam')
      ? []
      : [{ file, place: { lang, side } as const }];
  });
  if (files.length === 0) {
    throw new EnvironmentError(
      'no-templates',
      `The folder ${folder} holds no file like en-scam.jsonl or en-legitimate.jsonl.`,
    );
  }
  return files;
}

type Read = { readonly findings: Finding[]; readonly templates: Placed[] };

function readFile(path: string, file: string, place: Place, { findings, templates }: Read): void {
  const lines = readFileSync(path, 'utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    if (text.trim() === '') {
      findings.push({ file, line, id: '', code: 'blank-line', message: 'is empty; remove it.' });
      continue;
    }
    const decoded = decodeTemplate(text);
    if (decoded.ok) templates.push({ ...place, file, line, template: decoded.template });
    else findings.push(...decoded.faults.map((fault) => ({ file, line, id: decoded.id, ...fault })));
  }
}

type Known = {
  readonly schemes: ReadonlySet<string>;
  readonly find: NameFinder;
  readonly shorteners: ReadonlySet<string>;
};

function faultsOf(placed: Placed, { schemes, find, shorteners }: Known): readonly Fault[] {
  const { template, lang, side } = placed;
  return [
    ...tagFaults(template, placed, schemes),
    ...privateDetails(template.text, lang, shorteners),
    ...brandFaults(template, side, find),
  ];
}

function findingOf({ file, line, template }: Placed, fault: Fault): Finding {
  return { file, line, id: template.id, ...fault };
}

function repeatedIds(templates: readonly Placed[]): readonly Finding[] {
  const first = new Map<string, Placed>();
  return templates.flatMap((placed) => {
    const known = first.get(placed.template.id);
    if (known === undefined) {
      first.set(placed.template.id, placed);
      return [];
    }
    const message = `has the id of ${known.file}:${known.line}; take a free one.`;
    return [findingOf(placed, { code: 'repeated-id', message })];
  });
}

function duplicates(templates: readonly Placed[]): readonly Finding[] {
  const places = new Map(templates.map((placed) => [placed.template.id, placed]));
  return [...Map.groupBy(templates, ({ lang }) => lang).values()].flatMap((rows) =>
    nearDuplicates(rows.map(({ template }) => template)).flatMap(({ one, other, alike }) => {
      const placed = places.get(other);
      const message = `is ${Math.round(100 * alike)} % the same as ${one}; build the sentence differently, or remove it.`;
      return placed === undefined ? [] : [findingOf(placed, { code: 'near-duplicate', message })];
    }),
  );
}

function countByLanguage(templates: readonly Placed[]): CorpusCheck['counts'] {
  return [...Map.groupBy(templates, ({ lang }) => lang)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([lang, rows]) => {
      const scam = rows.filter(({ side }) => side === 'scam').length;
      return { lang, legitimate: rows.length - scam, scam };
    });
}
