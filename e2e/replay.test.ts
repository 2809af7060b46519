// SPDX-License-Identifier: Apache-2.0
/** The same event, facts and versions give the same ruling, byte for byte, wherever the core runs. */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { build } from 'vite';
import { SHIPPED_LINK_MODEL, SHIPPED_POLICY_DIR, SHIPPED_TEXT_MODEL } from '../src/screen/load.ts';
import { documentsOf, readPolicyFiles } from '../src/screen/load-policy.ts';
import { sendPolicy } from '../src/decide/policy/sent-policy.ts';
import { CHROMIUM, CHROMIUM_ARGS, skipWithout } from '../src/testing/peers.ts';
import { readVectors } from '../src/testing/vectors.ts';
import { decideLines } from './replay/decide-lines.ts';

const lines = [
  ...readFileSync('corpus/replay/events.ndjson', 'utf8').trimEnd().split('\n'),
  ...readVectors('corpus/hostile/events.valid.txt').map(([line = '']) => line),
  ...ownTexts(),
];
const policy = sendPolicy(documentsOf(readPolicyFiles(SHIPPED_POLICY_DIR)));
const models = {
  text: new Uint8Array(readFileSync(SHIPPED_TEXT_MODEL)),
  link: new Uint8Array(readFileSync(SHIPPED_LINK_MODEL)),
};
const expected = decideLines(lines, policy, models);

it('decides in a worker as in the main thread', async () => {
  const worker = new Worker(new URL('./replay/worker.ts', import.meta.url), { workerData: { lines, policy, models } });
  const decided = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(decided).toEqual(expected);
});

it.skipIf(skipWithout('chromium'))(
  'decides in a browser as in Node',
  async () => {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: false,
        lib: { entry: 'e2e/replay/browser.ts', formats: ['iife'], name: 'replay' },
      },
    });
    const [output] = [built].flat();
    const chunk = output && 'output' in output ? output.output[0] : undefined;
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: chunk?.code ?? '' });
      const decided = await page.evaluate(
        ([given, sent, text, link]) => {
          const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const { decideLines: decide } = globalThis as unknown as { decideLines: typeof decideLines };
          return decide(given, sent, { text: bytesOf(text), link: bytesOf(link) });
        },
        [
          lines,
          policy,
          Buffer.from(models.text).toString('base64'),
          Buffer.from(models.link).toString('base64'),
        ] as const,
      );
      expect(decided).toEqual(expected);
    } finally {
      await browser.close();
    }
  },
  60_000,
);

/** Every tenth template of the own corpus: all languages and sides. */
function ownTexts(): readonly string[] {
  const texts = ['en', 'zh', 'ko', 'th', 'tr', 'es', 'ar', 'hi', 'ru'].flatMap((lang) =>
    ['legitimate', 'scam'].flatMap((side) =>
      readFileSync(`corpus/text/${lang}-${side}.jsonl`, 'utf8').trimEnd().split('\n'),
    ),
  );
  return texts
    .filter((_, index) => index % 10 === 0)
    .map((line) =>
      JSON.stringify({ kind: 'text', from: '+447700900123', body: (JSON.parse(line) as { text: string }).text }),
    );
}
