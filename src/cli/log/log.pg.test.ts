// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, UsageError } from '../../base/errors.ts';
import { folderReader } from '../../respond/record/files.ts';
import type { PublicRecord } from '../../respond/record/record.ts';
import { createSigner, formatVerifierKey } from '../../respond/record/note.ts';
import { confirmation, openTestRecord, temporaryFolder } from '../../respond/record/test-record.ts';
import { createTestStore } from '../../testing/database.ts';
import { logCommand } from '../log.ts';
import { parseArguments } from '../parse-arguments.ts';
import { createTestIo } from '../test-io.ts';

async function run(...words: readonly string[]) {
  const io = createTestIo();
  const parsed = parseArguments(logCommand, words);
  if (parsed.kind !== 'run') throw new Error('help was asked for');
  const code = await logCommand.run(parsed.input, io);
  return { code, out: io.out() };
}

async function withRecord(work: (data: string, record: PublicRecord) => Promise<void>): Promise<void> {
  using data = temporaryFolder();
  await using store = await createTestStore();
  await using record = await openTestRecord(store, data.path, { origin: 'record.example' });
  await Promise.all(Array.from({ length: 260 }, async (_, at) => record.append(confirmation(`d${at}.example`))));
  await record.publish();
  await work(data.path, record);
}

async function listLine(record: PublicRecord, leaf: number): Promise<string> {
  const { kind, value, salt } = (await record.open(leaf))!;
  const entry = (await record.read('tile/entries/000'))!;
  const all = Buffer.from(entry)
    .toString('utf8')
    .matchAll(/"expiresAt":"([^"]+)"/gu);
  const expiresAt = Array.from(all, ([, at]) => at)[leaf];
  return JSON.stringify({ kind, value, leaf, salt, scheme: 'bank.safe-account', legalBasis: 'gdpr.6-1-f', expiresAt });
}

describe('tocsin log verify', () => {
  it('passes a record of the data folder, and of an address that serves its files', async () => {
    await withRecord(async (data, record) => {
      const { code, out } = await run('verify', '--data', data);
      expect(out).toMatch(/Head {4}260 leaves, root /u);
      expect(out).toContain('as the record itself says');
      expect(out).toContain('Every leaf, hash and signature fits.\n');
      expect(code).toBe(0);
      const read = folderReader(path.join(data, 'record'));
      const server = createServer((request, response) => {
        void read((request.url ?? '').replace('/v1/log/', '')).then((bytes) =>
          response.writeHead(bytes ? 200 : 404).end(bytes),
        );
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const answer = await run('verify', `${address}/v1/log/`, '--key', record.verifierKey, '--json');
      expect(JSON.parse(answer.out)).toMatchObject({
        ok: true,
        origin: 'record.example',
        leaves: 260,
        keyFrom: 'given',
        findings: [],
      });
      await expect(run('verify', `${address}/elsewhere`)).rejects.toThrow(/it has no key/u);
      server.closeAllConnections();
      server.close();
      await expect(run('verify', `${address}/v1/log`)).rejects.toThrow(EnvironmentError);
    });
  });

  it('names what was changed, and ends with 1', async () => {
    await withRecord(async (data) => {
      const bundle = path.join(data, 'record/tile/entries/000');
      writeFileSync(bundle, readFileSync(bundle, 'utf8').replace('bank.safe-account', 'bank.safe-acc0unt'));
      const { code, out } = await run('verify', '--data', data);
      expect(out).toContain('Leaf 0 does not have the hash that tile/0/000 says.');
      expect(out).toContain('The leaves do not have the root that the checkpoint signs.');
      expect(code).toBe(1);
      rmSync(bundle);
      expect((await run('verify', '--data', data)).out).toContain('tile/entries/000 is missing or too short');
    });
  });

  it('remembers what it verified, and sees that a record was rewritten', async () => {
    await withRecord(async (data, record) => {
      const seen = path.join(data, 'seen.txt');
      expect((await run('verify', '--data', data, '--remember', seen)).code).toBe(0);
      await record.append(confirmation('more.example'));
      await record.publish();
      const { code, out } = await run('verify', '--data', data, '--since', seen, '--remember', seen);
      expect(out).toContain('Since   260 leaves');
      expect(out).toContain('Nothing was rewritten.');
      expect(code).toBe(0);
      const older = readFileSync(seen, 'utf8');
      expect(older).toContain('\n261\n');
      using other = temporaryFolder();
      await using store = await createTestStore();
      writeFileSync(path.join(other.path, 'record.key'), readFileSync(path.join(data, 'record.key')));
      await using forged = await openTestRecord(store, other.path);
      await Promise.all(Array.from({ length: 300 }, async (_, at) => forged.append(confirmation(`f${at}.example`))));
      await forged.publish();
      const answer = await run('verify', '--data', other.path, '--remember', seen);
      expect(answer.out).toContain('The first 261 leaves are not those that were verified before');
      expect(answer.code).toBe(1);
      expect(readFileSync(seen, 'utf8')).toBe(older);
    });
  });

  it('proves that a served list and zone hold nothing else, by line', async () => {
    await withRecord(async (data, record) => {
      const list = path.join(data, 'list.ndjson');
      const zone = path.join(data, 'zone');
      const { value, salt } = (await record.open(4))!;
      const good = [await listLine(record, 0), await listLine(record, 1)].join('\n');
      const mark = `${value} CNAME . ; tocsin leaf=4 salt=${salt}`;
      writeFileSync(list, good);
      writeFileSync(zone, `@ SOA a. b. 1 2 3 4 5\n@ NS a.\n${mark}\n*.${mark}\n`);
      const passed = await run('verify', '--data', data, '--list', list, '--zone', zone);
      expect(passed.out).toContain('The list holds nothing but what is confirmed and in force. The zone holds');
      expect(passed.code).toBe(0);
      await record.append({ kind: 'indicator.disputed', confirmed: 1, decidedBy: { role: 'agent' } });
      await record.publish();
      writeFileSync(zone, `@ SOA a. b. 1 2 3 4 5\nfree.example CNAME .\n${mark}\n`);
      const failed = await run('verify', '--data', data, '--list', list, '--zone', zone);
      expect(failed.out).toContain(`${list}:2: leaf 1 was disputed by leaf 260\n`);
      expect(failed.out).toContain(`${zone}:2: has no leaf\n2 findings.\n`);
      expect(failed.code).toBe(1);
      const { out } = await run('verify', '--data', data, '--list', list, '--json');
      expect(JSON.parse(out)).toMatchObject({
        ok: false,
        list: { entries: 2 },
        findings: [{ file: list, line: 2, code: 'unlisted' }],
      });
    });
  });

  it('refuses wrong keys, files and words with what to do', async () => {
    await withRecord(async (data) => {
      const other = formatVerifierKey(createSigner('record.example', randomBytes(32)).key);
      expect(await run('verify', '--data', data, '--key', other)).toMatchObject({
        code: 1,
        out: expect.stringContaining('not signed with the given key') as string,
      });
      await expect(run('verify', '--data', data, '--key', 'x')).rejects.toThrow(UsageError);
      await expect(run('verify', '--data', data, '--since', path.join(data, 'none'))).rejects.toThrow(
        /cannot be read/u,
      );
      await expect(run('verify', '--data', data, '--since', path.join(data, 'record/key'))).rejects.toThrow(
        /is no checkpoint/u,
      );
      await expect(run('verify', '--data', data, '--list', path.join(data, 'none'))).rejects.toThrow(EnvironmentError);
      await expect(run('verify', '--data', data, '--zone', data)).rejects.toThrow(EnvironmentError);
      await expect(run('verify', path.join(data, 'none'))).rejects.toThrow(/tocsin serve makes one/u);
      await expect(run('verify', 'a', 'b')).rejects.toThrow(/one record at a time/u);
      await expect(run('verfy')).rejects.toThrow(/Did you mean verify\?/u);
      await expect(run('prove', '--data', data)).rejects.toThrow(/needs the number of a leaf/u);
      await expect(run('prove', '260', '--data', data)).rejects.toThrow(/has the leaves 0 to 259/u);
      await expect(run()).rejects.toThrow(/as in tocsin log verify/u);
    });
  });
});

describe('tocsin log show, prove and key', () => {
  it('print leaves as sentences, proofs as JSON, and the key', async () => {
    await withRecord(async (data, record) => {
      const newest = (await run('show', '--data', data)).out;
      expect(newest).toMatch(/^259 {2}20/u);
      expect(newest).toContain('A domain is confirmed as used for bank.safe-account');
      expect((await run('show', '3', path.join(data, 'record'))).out).toMatch(/^3 {2}20/u);
      const [line = ''] = (await run('show', '3', '--data', data, '--json')).out.split('\n');
      expect(JSON.parse(line)).toMatchObject({
        index: 3,
        leaf: { kind: 'indicator.confirmed', indicatorKind: 'domain' },
      });
      expect(JSON.parse((await run('prove', '3', '--data', data)).out)).toMatchObject({ index: 3, size: 260 });
      expect((await run('key', '--data', data)).out).toBe(`${record.verifierKey}\n`);
    });
  });
});
