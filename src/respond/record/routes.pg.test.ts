// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { createTestStore } from '../../testing/database.ts';
import { verifyInclusion } from './proof.ts';
import { registerRecord } from './routes.ts';
import { confirmation, openTestRecord, temporaryFolder } from './test-record.ts';

class Refused extends Error {
  readonly statusCode: number;
  constructor(why: string, sentence: string) {
    super(sentence);
    this.statusCode = why === 'not-found' ? 404 : 400;
  }
}

async function withServer(
  count: number,
  work: (
    get: (
      url: string,
    ) => Promise<{ statusCode: number; body: string; headers: Record<string, unknown>; rawPayload: Buffer }>,
    data: string,
    key: string,
  ) => Promise<void>,
): Promise<void> {
  using data = temporaryFolder();
  await using store = await createTestStore();
  await using record = await openTestRecord(store, data.path);
  await Promise.all(Array.from({ length: count }, async (_, at) => record.append(confirmation(`d${at}.example`))));
  if (count > 1)
    await record.append({ kind: 'indicator.withdrawn', confirmed: 1, decidedBy: { rule: 'owner-proved' } });
  await record.publish();
  const app = fastify();
  registerRecord(app, { record, problem: (why, sentence) => new Refused(why, sentence) });
  await work(async (url) => app.inject(url), data.path, record.verifierKey);
  await app.close();
}

describe('the routes of the record', () => {
  it('hand out its files as they lie, full tiles for ever', async () => {
    await withServer(300, async (get, _data, key) => {
      const checkpoint = await get('/v1/log/checkpoint');
      expect(checkpoint.body).toMatch(/^tocsin-record\/[0-9a-f]{16}\n301\n/u);
      expect(checkpoint.headers).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-cache',
      });
      expect((await get('/v1/log/key')).body).toBe(`${key}\n`);
      const tile = await get('/v1/log/tile/0/000');
      expect(tile.rawPayload).toHaveLength(256 * 32);
      expect(tile.headers['cache-control']).toContain('immutable');
      expect((await get('/v1/log/tile/0/001.p/45')).rawPayload).toHaveLength(45 * 32);
      expect((await get('/v1/log/tile/entries/000')).headers['content-type']).toBe('application/octet-stream');
      expect((await get('/v1/log/witnessed')).statusCode).toBe(404);
    });
  });

  it('reach no other file, whatever is asked for', async () => {
    await withServer(1, async (get, data) => {
      writeFileSync(path.join(data, 'record/tile/secret'), 'x');
      for (const url of [
        'tile/../../record.key',
        'tile/..%2f..%2frecord.key',
        'tile/%2e%2e/%2e%2e/record.key',
        'tile/secret',
        'tile/0',
        'tile/',
        'tile/0/000.p/1%00',
        'tile/0/000.p/01',
      ])
        expect((await get(`/v1/log/${url}`)).statusCode).toBe(404);
    });
  });

  it('prove inclusion and consistency for any size that has been', async () => {
    await withServer(300, async (get) => {
      const proof = JSON.parse((await get('/v1/log/proof/inclusion?index=7')).body) as {
        leafHash: string;
        root: string;
        hashes: string[];
      };
      const bytes = (text: string) => Buffer.from(text, 'base64');
      expect(
        verifyInclusion({
          index: 7,
          size: 301,
          leafHash: bytes(proof.leafHash),
          root: bytes(proof.root),
          hashes: proof.hashes.map(bytes),
        }),
      ).toBe(true);
      expect(JSON.parse((await get('/v1/log/proof/inclusion?index=7&size=8')).body)).toMatchObject({
        index: 7,
        size: 8,
      });
      expect(JSON.parse((await get('/v1/log/proof/consistency?from=7&to=290')).body)).toMatchObject({
        from: 7,
        to: 290,
      });
      expect(JSON.parse((await get('/v1/log/proof/consistency?from=0')).body)).toMatchObject({ to: 301, hashes: [] });
    });
  });

  it.each([
    'proof/inclusion',
    'proof/inclusion?index=2',
    'proof/inclusion?index=-1',
    'proof/inclusion?index=1e3',
    'proof/inclusion?index=0&index=1',
    'proof/inclusion?index=0&size=3',
    'proof/inclusion?index=0&sice=1',
    'proof/inclusion?index=0&size=0',
    'proof/consistency',
    'proof/consistency?from=3',
    'proof/consistency?from=2&to=1',
  ])('refuse %s in a sentence', async (url) => {
    await withServer(1, async (get) => {
      const { statusCode, body } = await get(`/v1/log/${url}`);
      expect(statusCode).toBe(400);
      expect(JSON.parse(body)).toMatchObject({ message: expect.stringMatching(/must be|Known parameters/u) as string });
    });
  });

  it('show the newest leaves first as a page, with their proofs, without a value in the clear', async () => {
    await withServer(120, async (get) => {
      const page = await get('/log');
      expect(page.body).toContain('The confirmation in leaf 1 is withdrawn; decided by the rule owner-proved.');
      expect(page.body).toContain('href="/log?before=71"');
      expect(page.body.indexOf('Leaf 120<')).toBeLessThan(page.body.indexOf('Leaf 71<'));
      expect((await get('/log?before=71')).body).toContain('Leaf 21<');
      expect((await get('/log?before=21')).body).not.toContain('Older leaves');
      const one = await get('/log/5');
      expect(one.body).toContain('A domain is confirmed as used for bank.safe-account');
      expect(one.body).toContain('/v1/log/proof/inclusion?index=5&amp;size=121');
      for (const { body } of [page, one]) {
        expect(body).not.toMatch(/d\d+\.example|<script|style=/u);
        const style = /href="(\/log\/style-[^"]+\.css)"/u.exec(body)?.[1] ?? '';
        expect((await get(style)).headers['content-type']).toBe('text/css; charset=utf-8');
      }
      for (const url of ['/log/121', '/log/-1', '/log/01', '/log/x']) expect((await get(url)).statusCode).toBe(404);
      expect((await get('/log?before=999')).statusCode).toBe(400);
    });
  });

  it('show an empty record as one', async () => {
    await withServer(0, async (get) => {
      expect((await get('/log')).body).toContain('Nothing is recorded yet.');
      expect((await get('/v1/log/checkpoint')).statusCode).toBe(200);
      expect((await get('/log/0')).statusCode).toBe(404);
    });
  });
});
