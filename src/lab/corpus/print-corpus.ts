// SPDX-License-Identifier: Apache-2.0
/** The check and the split of a corpus as lines and tables of plain text. */
import { printable } from '../../base/printable.ts';
import { table } from '../evaluate/tables.ts';
import { describeSplit } from '../train/describe-split.ts';
import type { CorpusCheck } from './check-corpus.ts';
import type { CorpusSplit } from './split-corpus.ts';

const LONGEST_CELL = 600;

export function printCheck({ findings, counts }: CorpusCheck): string {
  const faults = findings.map(({ file, line, id, message }) => [
    `${printable(file, LONGEST_CELL)}:${line}`,
    id === '' ? '–' : printable(id, LONGEST_CELL),
    printable(message, LONGEST_CELL),
  ]);
  const total = counts.reduce((sum, { legitimate, scam }) => sum + legitimate + scam, 0);
  return [
    ...(faults.length === 0 ? [] : [table(['place', 'template', 'what is wrong'], faults, 3)]),
    table(
      ['language', 'legitimate', 'scam'],
      counts.map(({ lang, legitimate, scam }) => [lang, String(legitimate), String(scam)]),
    ),
    `${counted(total, 'template')} in ${counted(counts.length, 'language')}, ${faults.length === 0 ? 'no faults' : counted(faults.length, 'fault')}.`,
    '',
  ].join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
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
