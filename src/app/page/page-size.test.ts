// SPDX-License-Identifier: Apache-2.0
/** A phone on a slow network sees the page soon, and has to load the rest once. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { sendPolicy } from '../../decide/policy/sent-policy.ts';
import { SHIPPED_LINK_MODEL, SHIPPED_POLICY_DIR, SHIPPED_TEXT_MODEL } from '../../screen/load.ts';
import { documentsOf, readPolicyFiles } from '../../screen/load-policy.ts';
import { readBuiltPage } from './built-page.ts';

const built = readBuiltPage();

function packed(content: Uint8Array | string): number {
  return gzipSync(content).length;
}

it('the page without its engine is under 60 kB packed', () => {
  const script = built?.assets.get(built.main) ?? '';
  expect(script.length).toBeGreaterThan(0);
  expect(packed(script) + packed(readFileSync('web/citizen/style.css'))).toBeLessThan(60_000 - 10_000);
});

it('engine, policy and models are under 3 MiB packed', () => {
  const worker = [...(built?.assets ?? [])].find(([name]) => name.startsWith('worker-'))?.[1] ?? '';
  expect(worker.length).toBeGreaterThan(0);
  const documents = documentsOf(readPolicyFiles(SHIPPED_POLICY_DIR));
  const largest = Math.max(
    ...[...documents.wording.keys()].map((lang) => packed(JSON.stringify(sendPolicy(documents, [lang])))),
  );
  const models = packed(readFileSync(SHIPPED_TEXT_MODEL)) + packed(readFileSync(SHIPPED_LINK_MODEL));
  expect(packed(worker) + largest + models).toBeLessThan(3 * 1_048_576);
});
