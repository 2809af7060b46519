// SPDX-License-Identifier: Apache-2.0
/** The check and the split of a corpus as lines and tables of plain text. */
import { table } from '../evaluate/tables.ts';
import { describeSplit } from '../train/describe-split.ts';
import type { CorpusCheck } from './check-corpus.ts';
import type { CorpusSplit } from './split-corpus.ts';

export function printCheck({ findings, counts }: CorpusCheck): string {
  const lines = findings.map(
    ({ file, line, id, message }) => `${file}:${line}: ${id === '' ? 'the line' : id} ${message}`,
  );
  const total = counts.reduce((sum, { legitimate, scam }) => sum + legitimate + scam, 0);
  return [
    ...lines,
    ...(lines.length === 0 ? [] : ['']),
    table(
      ['language', 'legitimate', 'scam'],
      counts.map(({ lang, legitimate, scam }) => [lang, String(legitimate), String(scam)]),
    ),
    `${total} templates in ${counts.length} languages, ${findings.length === 0 ? 'no faults' : `${findings.length} faults`}.`,
    '',
  ].join('\n');
}

export function printSplit({ facts, languages }: CorpusSplit): string {
  return [
    describeSplit(facts),
    '',
    table(
      ['language', 'side', 'train', 'calibrate', 'report', 'held back'],
      languages.map(({ lang, side, train, calibrate, report, heldBack }) => [
        lang,
        side,
        String(train),
        String(calibrate),
        String(report),
        String(heldBack),
      ]),
      2,
    ),
  ].join('\n');
}
