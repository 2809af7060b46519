// SPDX-License-Identifier: Apache-2.0
/** Tocsin's own templates (`corpus/text/<lang>-<side>.jsonl`): read in file order, filled by seed, labelled by side. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../../base/errors.ts';
import { digestOf } from './digest-of.ts';
import { type DataFile, parseRow, textOf } from './corpora.ts';
import { fillSlots } from './fill-slots.ts';
import { drawFor } from './random.ts';
import type { Sample } from './sample.ts';

export type Template = {
  readonly id: string;
  readonly lang: string;
  readonly side: 'legitimate' | 'scam';
  readonly text: string;
  readonly purpose: string;
  readonly sector: string;
  /** A code of the taxonomy, on the scam side; otherwise empty. */
  readonly scheme: string;
  /** What it asks of the reader; `nothing` alone for nothing. */
  readonly asks: readonly string[];
};

export type OwnTemplates = { readonly templates: readonly Template[]; readonly files: readonly DataFile[] };

const FILE_FORM = /^([a-z]{2})-(legitimate|scam)\.jsonl$/u;
const CHAT_PURPOSE = /chat|joke|discussion|family|thanks|wedding|volunteer/u;
const ADVERT_PURPOSE = /advert|promo|offer|survey|points|vote/u;

export function readTemplates(folder: string): OwnTemplates {
  const templates: Template[] = [];
  const files: DataFile[] = [];
  for (const name of listFolder(folder)) {
    const [, lang, side] = FILE_FORM.exec(name) ?? [];
    if (lang === undefined || (side !== 'legitimate' && side !== 'scam')) continue;
    const bytes = readFileSync(join(folder, name));
    const before = templates.length;
    for (const [index, line] of bytes.toString('utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      const row = parseRow(line, `${name}:${index + 1}`);
      const template = {
        id: textOf(row, 'id'),
        lang,
        side,
        text: textOf(row, 'text'),
        purpose: textOf(row, 'purpose'),
        sector: textOf(row, 'sector'),
        scheme: textOf(row, 'scheme'),
        asks: textsOf(row, 'asks'),
      } as const;
      if (template.text !== '') templates.push(template);
    }
    const sha256 = digestOf(bytes);
    files.push({ file: `corpus/text/${name}`, sha256, rows: templates.length - before, licence: 'Apache-2.0 (own)' });
  }
  return { templates, files };
}

function textsOf(row: Readonly<Record<string, unknown>>, field: string): readonly string[] {
  const value = row[field];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (cause) {
    throw new EnvironmentError('no-templates', `The folder ${folder} of own templates cannot be read.`, { cause });
  }
}

/** Filling number `fill` of a template. */
export function fillTemplate(template: Template, seed: number, fill: number): Sample {
  const text = fillSlots(template.text, template.lang, drawFor(seed, `${template.id}:${fill}`));
  const group = `own:${template.id}`;
  const place = {
    id: `own-${template.id}-${fill}`,
    set: 'own',
    text,
    lang: template.lang,
    group,
    near: group,
    own: true,
  };
  const { purpose, scheme, sector, asks } = template;
  if (template.side === 'scam') return { ...place, kind: 'scam', unwanted: 1, fraud: 1, purpose, asks, sector, scheme };
  if (ADVERT_PURPOSE.test(purpose))
    return { ...place, kind: 'advert', unwanted: undefined, fraud: 0, purpose, asks, sector };
  return {
    ...place,
    kind: CHAT_PURPOSE.test(purpose) ? 'chat' : 'service',
    unwanted: 0,
    fraud: 0,
    purpose,
    asks,
    sector,
  };
}
