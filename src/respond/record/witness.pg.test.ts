// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTestStore } from '../../testing/database.ts';
import { cosign, cosignedAt, openCheckpoint } from './checkpoint.ts';
import { createSigner, formatSignatureLine, parseNote, parseVerifierKey, type VerifierKey } from './note.ts';
import { verifyConsistency } from './proof.ts';
import { confirmation, openTestRecord, temporaryFolder } from './test-record.ts';

type Seen = { size: number; root: Buffer };

/** A witness by the published protocol: remembers the largest head, signs what grew out of it. */
async function startWitness(behaviour: 'honest' | 'forging' | 'endless' | 'broken' = 'honest') {
  const signer = createSigner('witness.example', randomBytes(32), 4);
  const state: { log: VerifierKey | undefined; seen: Seen; asked: number[] } = {
    log: undefined,
    seen: { size: 0, root: Buffer.alloc(32) },
    asked: [],
  };
  const answer = (body: string): { status: number; type?: string; text: string } => {
    const [first = '', ...rest] = body.slice(0, body.indexOf('\n\n')).split('\n');
    const text = body.slice(body.indexOf('\n\n') + 2);
    const opened = openCheckpoint(text, state.log!);
    if (!opened.ok) return { status: 403, text: 'unknown log' };
    const old = Number(first.replace(/^old /u, ''));
    state.asked.push(old);
    if (old !== state.seen.size) return { status: 409, type: 'text/x.tlog.size', text: `${state.seen.size}\n` };
    const { head, note } = opened.checkpoint;
    const hashes = rest.map((line) => Buffer.from(line, 'base64'));
    if (!verifyConsistency({ from: state.seen, to: head, hashes })) return { status: 422, text: 'not consistent' };
    state.seen = head;
    const line = cosign(behaviour === 'forging' ? `${note.body}x` : note.body, 1_700_000_000, signer);
    return { status: 200, text: `${formatSignatureLine(line)}\n` };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (behaviour === 'broken') return void response.writeHead(500).end();
      const { status, type, text } = answer(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(status, type === undefined ? {} : { 'content-type': type });
      response.end(behaviour === 'endless' ? text.repeat(1000) : text);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    state,
    witness: { url: `http://127.0.0.1:${port}`, key: signer.key },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function until(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 500 && !holds(); tries += 1) await sleep(10);
  return holds();
}

describe('a witness', () => {
  it('signs what grew, is told the size it knows after a restart, and its signature stands in the published checkpoint', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using one = await startWitness();
    const { state, witness } = one;
    const file = path.join(data.path, 'record/checkpoint');
    {
      await using setup = await openTestRecord(store, data.path);
      state.log = parseVerifierKey(setup.verifierKey)!;
    }
    const cosigned = (size: number): boolean => {
      const note = parseNote(readFileSync(file, 'utf8'))!;
      return (
        note.body.includes(`\n${size}\n`) &&
        note.signatures.some((line) => cosignedAt(note.body, line, witness.key) === 1_700_000_000)
      );
    };
    for (const size of [3, 6]) {
      await using record = await openTestRecord(store, data.path, { witnesses: [witness] });
      await Promise.all([1, 2, 3].map(async (at) => record.append(confirmation(`${size}-${at}.example`))));
      await record.publish();
      expect(await until(() => cosigned(size))).toBe(true);
      expect(openCheckpoint(readFileSync(path.join(data.path, 'record/witnessed'), 'utf8'), state.log).ok).toBe(true);
    }
    // A process that has just begun believes that it knows nothing, and is told better.
    expect(state.asked).toContain(0);
    expect(state.seen.size).toBe(6);
  });

  it.each(['forging', 'endless', 'broken'] as const)(
    'that is %s holds up nothing and adds nothing',
    async (behaviour) => {
      using data = temporaryFolder();
      await using store = await createTestStore();
      await using one = await startWitness(behaviour);
      const warned: unknown[] = [];
      const log = { info: () => undefined, warn: (fields: object) => void warned.push(fields), error: () => undefined };
      {
        await using setup = await openTestRecord(store, data.path);
        one.state.log = parseVerifierKey(setup.verifierKey)!;
      }
      await using record = await openTestRecord(store, data.path, { witnesses: [one.witness], log });
      await record.append(confirmation('a.example'));
      const { head } = await record.publish();
      expect(head.size).toBe(1);
      expect(await until(() => warned.length > 0)).toBe(true);
      expect(warned[0]).toMatchObject({ witness: 'witness.example' });
      expect(parseNote(readFileSync(path.join(data.path, 'record/checkpoint'), 'utf8'))?.signatures).toHaveLength(1);
    },
  );
});
