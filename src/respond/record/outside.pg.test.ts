// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createTestStore } from '../../testing/database.ts';
import { skipWithout } from '../../testing/peers.ts';
import { readConsistency, readInclusion } from './browse.ts';
import { folderReader } from './files.ts';
import { confirmation, openTestRecord, temporaryFolder } from './test-record.ts';

const SCRIPT = fileURLToPath(new URL('outside/verify.py', import.meta.url));

function verifyOutside(...words: readonly string[]): { status: number | null; said: unknown } {
  const { status, stdout } = spawnSync('python3', [SCRIPT, ...words], { encoding: 'utf8' });
  return { status, said: JSON.parse(stdout) };
}

describe.skipIf(skipWithout('python3') || skipWithout('openssl'))(
  'a verifier that shares nothing with Tocsin',
  { timeout: 60_000 },
  () => {
    it('accepts root, signature, tiles and proofs of a record, and notices a changed byte', async () => {
      using data = temporaryFolder();
      await using store = await createTestStore();
      await using record = await openTestRecord(store, data.path);
      const size = 777;
      await Promise.all(Array.from({ length: size }, async (_, at) => record.append(confirmation(`d${at}.example`))));
      await record.publish();
      const folder = path.join(data.path, 'record');
      const read = folderReader(folder);
      const base64 = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('base64'));
      const sizes = [1, 2, 3, 8, 255, 256, 257, size];
      const inclusion = await Promise.all(
        sizes.flatMap((upTo) =>
          [0, Math.floor(upTo / 2), upTo - 1].map(async (index) => {
            const { hashes } = await readInclusion(read, index, { size: upTo, published: size });
            return { index, size: upTo, hashes: base64(hashes) };
          }),
        ),
      );
      const consistency = await Promise.all(
        sizes.flatMap((to) =>
          sizes
            .filter((from) => from <= to)
            .map(async (from) => ({
              from,
              to,
              hashes: base64(await readConsistency(read, from, { size: to, published: size })),
            })),
        ),
      );
      const proofs = path.join(data.path, 'proofs.json');
      writeFileSync(proofs, JSON.stringify({ inclusion, consistency }));
      expect(verifyOutside(folder, record.verifierKey, proofs)).toEqual({
        status: 0,
        said: { ok: true, size, proofs: { inclusion: inclusion.length, consistency: consistency.length } },
      });

      inclusion.at(-1)!.hashes[0] = inclusion[0]!.hashes[0] ?? inclusion.at(-1)!.hashes[1]!;
      writeFileSync(proofs, JSON.stringify({ inclusion, consistency }));
      expect(verifyOutside(folder, record.verifierKey, proofs).status).toBe(1);
      const bundle = path.join(folder, 'tile/entries/002');
      const bytes = readFileSync(bundle);
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      writeFileSync(bundle, bytes);
      expect(verifyOutside(folder, record.verifierKey)).toEqual({
        status: 1,
        said: { ok: false, error: 'the leaves do not have the signed root' },
      });
    });
  },
);
