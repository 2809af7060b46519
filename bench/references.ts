// SPDX-License-Identifier: Apache-2.0
/** What operators run today: bogofilter and fastText (Debian's packages), trained and timed on the same texts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from '../src/testing/peers.ts';
import type { Figure } from './figure.ts';
import { labelledTexts, textsOfLength } from './texts.ts';

const FASTTEXT_TEXTS = 200_000;
const BOGOFILTER_TEXTS = 4_000;

export function benchReferences(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  try {
    return Promise.resolve([...bogofilter(folder), ...fastText(folder)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function missing(program: string): readonly Figure[] {
  return [{ what: `${program}: not installed (apt-get install ${program})`, value: Number.NaN, unit: '' }];
}

function bogofilter(folder: string): readonly Figure[] {
  if (!isInstalled('bogofilter')) return missing('bogofilter');
  for (const { text, isScam } of labelledTexts())
    spawnSync('bogofilter', ['-d', folder, isScam ? '-s' : '-n'], { input: asMail(text) });
  const files = textsOfLength(BOGOFILTER_TEXTS, 100).map((text, index) => {
    const file = join(folder, `${index}.eml`);
    writeFileSync(file, asMail(text));
    return file;
  });
  const started = performance.now();
  spawnSync('bogofilter', ['-d', folder, '-t', '-b'], { input: `${files.join('\n')}\n`, maxBuffer: 1 << 28 });
  const seconds = (performance.now() - started) / 1000;
  return [{ what: 'bogofilter, 100 characters, one process', value: BOGOFILTER_TEXTS / seconds, unit: 'texts/s' }];
}

function fastText(folder: string): readonly Figure[] {
  if (!isInstalled('fasttext')) return missing('fasttext');
  const training = join(folder, 'training.txt');
  const rows = labelledTexts().map(({ text, isScam }) => `__label__${isScam ? 'scam' : 'fine'} ${flat(text)}`);
  writeFileSync(training, `${rows.join('\n')}\n`);
  const model = join(folder, 'model');
  const settings = ['-minn', '2', '-maxn', '4', '-wordNgrams', '2', '-bucket', '262144', '-dim', '16', '-thread', '1'];
  spawnSync('fasttext', ['supervised', '-input', training, '-output', model, ...settings]);
  const texts = join(folder, 'texts.txt');
  const some = textsOfLength(2_000, 100).map(flat);
  const copies = FASTTEXT_TEXTS / some.length;
  writeFileSync(texts, `${Array.from({ length: copies }, () => some.join('\n')).join('\n')}\n`);
  const started = performance.now();
  spawnSync('fasttext', ['predict-prob', `${model}.bin`, texts], { maxBuffer: 1 << 28 });
  const seconds = (performance.now() - started) / 1000;
  return [
    { what: 'fastText with sub-words, 100 characters, no reasons', value: FASTTEXT_TEXTS / seconds, unit: 'texts/s' },
  ];
}

function asMail(text: string): string {
  return `Subject: text\n\n${text}\n`;
}

/** On one line, as fastText reads. */
function flat(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
