// SPDX-License-Identifier: Apache-2.0
/** Texts to measure with: our own corpus, put together and cut to a length, so that no cache sees the same text twice in a row. */
import { globSync, readFileSync } from 'node:fs';

type Labelled = { readonly text: string; readonly isScam: boolean };

const corpus: readonly Labelled[] = globSync('corpus/text/*.jsonl')
  .toSorted()
  .flatMap((file) =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => ({ text: textOf(line), isScam: file.endsWith('-scam.jsonl') })),
  );

function textOf(line: string): string {
  const parsed: unknown = JSON.parse(line);
  return typeof parsed === 'object' && parsed !== null && 'text' in parsed ? String(parsed.text) : '';
}

export function labelledTexts(): readonly Labelled[] {
  return corpus;
}

export type Side = 'legitimate' | 'scam';

/** `count` texts of exactly `length` UTF-16 units, ordinary ones in English or those of another file. */
export function textsOfLength(
  count: number,
  length: number,
  lang = 'en',
  side: Side = 'legitimate',
): readonly string[] {
  const pool = readFileSync(`corpus/text/${lang}-${side}.jsonl`, 'utf8').trimEnd().split('\n').map(textOf);
  const texts: string[] = [];
  let next = 0;
  while (texts.length < count) {
    let text = '';
    while (text.length < length) {
      text += `${text === '' ? '' : ' '}${pool[next % pool.length] ?? ''}`;
      next += 1;
    }
    texts.push(text.slice(0, length).toWellFormed());
  }
  return texts;
}

/** NDJSON text events of those texts. */
export function eventLines(count: number, length: number): readonly string[] {
  return textsOfLength(count, length).map((body, index) =>
    JSON.stringify({ kind: 'text', from: `+4477009${String(index % 100_000).padStart(5, '0')}`, body }),
  );
}
