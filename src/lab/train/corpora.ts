// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the public text sets from the folder that `TOCSIN_CORPORA` names: gz JSONL, files in a fixed order, each row turned into a
 * `Sample` by the table below, which says what each source's labels can and cannot answer.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isRecord } from '../../base/brand.ts';
import { EnvironmentError, TocsinError } from '../../base/errors.ts';
import { digestOf } from './digest-of.ts';
import { joinWords, plausibleLanguage, showDigits } from './repair-rows.ts';
import type { Answer, Sample, SampleKind } from './sample.ts';

export type DataFile = {
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  readonly licence: string;
};

type Row = Readonly<Record<string, unknown>>;
type Verdict = { readonly kind: SampleKind; readonly unwanted: Answer; readonly fraud: Answer };

type TextSet = {
  readonly set: string;
  readonly file: string;
  readonly licence: string;
  /** `undefined`: the row is not used. */
  readonly judge: (label: string, orig: string) => Verdict | undefined;
  readonly split: 'grp' | 'user';
  readonly repair?: (text: string, id: string) => string;
  /** Where the set does not say its language. */
  readonly language?: (text: string) => string | undefined;
};

const CHAT: Verdict = { kind: 'chat', unwanted: 0, fraud: undefined };
const SERVICE: Verdict = { kind: 'service', unwanted: 0, fraud: 0 };
const BULK: Verdict = { kind: 'bulk', unwanted: 1, fraud: undefined };
const ADVERT: Verdict = { kind: 'advert', unwanted: 1, fraud: 0 };
const SCAM: Verdict = { kind: 'scam', unwanted: 1, fraud: 1 };

/** Sets in the order in which a text that several hold is kept: the one that says most about it first. */
export const TEXT_SETS: readonly TextSet[] = [
  {
    set: 'mishra-soni',
    file: 'sms-en-mishra-soni/sms-en-mishra-soni.jsonl.gz',
    licence: 'CC BY 4.0',
    split: 'grp',
    judge: (label) => (label === 'ham' ? CHAT : label === 'scam' ? SCAM : ADVERT),
  },
  {
    set: 'uci',
    file: 'sms-en-uci/sms-en-uci.jsonl.gz',
    licence: 'CC BY 4.0',
    split: 'grp',
    judge: (label) => (label === 'ham' ? CHAT : BULK),
  },
  {
    set: 'exais',
    file: 'sms-en-exais/sms-en-exais-received.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'grp',
    // Operator notices and codes stand on both sides: its spam answers only that it is no fraud.
    judge: (label) => (label === 'ham' ? SERVICE : { kind: 'advert', unwanted: undefined, fraud: 0 }),
  },
  {
    set: 'nus-en',
    file: 'sms-ham-nus/sms-en-nus-ham.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'user',
    judge: () => CHAT,
  },
  {
    set: 'nus-zh',
    file: 'sms-ham-nus/sms-zh-nus-ham.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'user',
    judge: () => CHAT,
  },
  {
    set: 'ko-phishing',
    file: 'sms-ko-phishing/sms-ko-phishing.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'grp',
    judge: (label) => (label === 'scam' ? SCAM : CHAT),
  },
  {
    set: 'th',
    file: 'sms-th/sms-th.jsonl.gz',
    licence: 'MIT',
    split: 'grp',
    judge: (label) => (label === 'scam' ? SCAM : label === 'spam' ? ADVERT : SERVICE),
  },
  {
    set: 'tr',
    file: 'sms-tr/sms-tr.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'grp',
    judge: (label) => (label === 'ham' ? CHAT : ADVERT),
  },
  {
    set: 'zh-fbs',
    file: 'sms-zh-fbs/sms-zh-fbs.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'grp',
    repair: joinWords,
    judge: (label, orig) => {
      if (label === 'ham') return SERVICE;
      if (label === 'spam') return ADVERT;
      return label === 'scam' || orig === 'IL:Gambling' ? SCAM : BULK;
    },
  },
  {
    set: 'zh-mixed',
    file: 'sms-zh-mixed/sms-zh-mixed.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'grp',
    judge: (label) => (label === 'ham' ? SERVICE : BULK),
  },
  {
    set: 'spamhunter-947',
    file: 'sms-multi-spamhunter/spamhunter-labelled-947-translated.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'grp',
    repair: showDigits,
    judge: (label) => (label === 'scam' ? SCAM : ADVERT),
  },
  {
    set: 'spamhunter',
    file: 'sms-multi-spamhunter/sms-multi-spamhunter-2018-2021.jsonl.gz',
    licence: 'none stated: used for training only, no text kept',
    split: 'grp',
    repair: showDigits,
    // Only languages that have ham of their own: spam without ham teaches that the foreign is bad.
    language: plausibleLanguage,
    judge: () => BULK,
  },
];

export type Corpora = { readonly samples: readonly Sample[]; readonly files: readonly DataFile[] };

/** The folder of `TOCSIN_CORPORA`, or an error that says what to set. */
export function corporaFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const folder = environment['TOCSIN_CORPORA'];
  if (folder !== undefined && folder !== '') return folder;
  throw new EnvironmentError(
    'no-corpora',
    'No training data: set TOCSIN_CORPORA to the folder that holds the text sets (sms-en-uci, sms-th, …).',
  );
}

/** Every row that a text set answers a question with. Throws `EnvironmentError` when a set is missing. */
export function readCorpora(folder: string): Corpora {
  const samples: Sample[] = [];
  const files: DataFile[] = [];
  for (const textSet of TEXT_SETS) {
    const bytes = readSet(join(folder, textSet.file));
    const lines = gunzipSync(bytes).toString('utf8').split('\n');
    let rows = 0;
    for (const [index, line] of lines.entries()) {
      if (line === '') continue;
      const sample = sampleOf(textSet, parseRow(line, `${textSet.file}:${index + 1}`));
      if (sample === undefined) continue;
      samples.push(sample);
      rows += 1;
    }
    files.push({ file: textSet.file, sha256: digestOf(bytes), rows, licence: textSet.licence });
  }
  return { samples, files };
}

/** The bytes of a public set. Throws an `EnvironmentError` that says what to set. */
export function readSet(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const message = `The set ${path} cannot be read. Put it there or point TOCSIN_CORPORA elsewhere.`;
    throw new EnvironmentError('no-corpora', message, { cause });
  }
}

/** One JSON object of a JSONL file; `where` is file:line. */
export function parseRow(line: string, where: string): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new TocsinError('bad-row', `${where}: this line is not JSON.`, { cause });
  }
  if (!isRecord(value)) throw new TocsinError('bad-row', `${where}: this line is not a JSON object.`);
  return value;
}

export function textOf(row: Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function sampleOf(textSet: TextSet, row: Row): Sample | undefined {
  const { set } = textSet;
  const id = textOf(row, 'id');
  const raw = textOf(row, 'text');
  const text = textSet.repair?.(raw, id) ?? raw;
  const lang = textSet.language === undefined ? textOf(row, 'lang') : textSet.language(raw);
  const verdict = textSet.judge(textOf(row, 'label'), textOf(row, 'orig'));
  if (verdict === undefined || lang === undefined || text.trim() === '') return undefined;
  const grp = textOf(row, 'grp');
  const near = grp === '' ? `text:${text}` : `${set}:${grp}`;
  const group = textSet.split === 'user' ? `${set}:user:${textOf(row, 'user')}` : near;
  const time = textOf(row, 'time');
  return { id, set, text, lang, ...verdict, group, near, own: false, ...(time === '' ? {} : { time }) };
}
