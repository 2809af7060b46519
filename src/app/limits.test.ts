// SPDX-License-Identifier: Apache-2.0
/** Clients that mean harm or know no better: nothing of them stays, nothing is logged, and the others are served. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { once } from 'node:events';
import { collect, openSocket, parseAnswer, sendRaw } from '../testing/raw-http.ts';
import { startWorld, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    flags: {
      'http-headers-timeout-ms': '400',
      'http-request-timeout-ms': '400',
      'http-max-connections': '40',
      'http-header-bytes': '4096',
      'log-level': 'info',
    },
  });
});
afterAll(async () => world.stop());

const EVENT = '{"kind":"text","from":"a","body":"b"}';

function head(lines: readonly string[]): string {
  return [...lines, '', ''].join('\r\n');
}

async function isServed(): Promise<boolean> {
  const response = await fetch(`${world.url}/v1/screen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: EVENT,
  });
  await response.arrayBuffer();
  return response.ok;
}

describe('a head', () => {
  it('that is too large is answered with 431', async () => {
    const answer = await sendRaw(world.port, head(['GET / HTTP/1.1', 'host: a', `x: ${'y'.repeat(8000)}`]));
    expect(answer.status).toBe(431);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'head-too-large', status: 431 });
  });

  it('that never ends is answered with 408', async () => {
    const answer = await sendRaw(world.port, 'GET / HTTP/1.1\r\nhost: a\r\n', 4000);
    expect(answer.status).toBe(408);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'timeout' });
  });

  it.each([
    ['is no HTTP', 'hello there\r\n\r\n'],
    ['has no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['has two lengths', head(['POST /v1/screen HTTP/1.1', 'host: a', 'content-length: 1', 'content-length: 2'])],
    [
      'has a length and chunks',
      head(['POST /v1/screen HTTP/1.1', 'host: a', 'content-length: 5', 'transfer-encoding: chunked']),
    ],
    ['has a NUL in it', 'GET / HTTP/1.1\r\nhost: a\r\nx: \0\r\n\r\n'],
    ['has a bare line feed in a value', 'GET / HTTP/1.1\r\nhost: a\r\nx: a\n b\r\n\r\n'],
    ['has a negative length', head(['POST /v1/screen HTTP/1.1', 'host: a', 'content-length: -5'])],
  ])('that %s is answered with 400', async (_what, bytes) => {
    const answer = await sendRaw(world.port, bytes);
    expect(answer.status).toBe(400);
  });

  it('that expects what is not met is answered with 417', async () => {
    const answer = await sendRaw(
      world.port,
      head(['GET / HTTP/1.1', 'host: a', 'expect: miracles', 'connection: close']),
    );
    expect(answer.status).toBe(417);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'expectation-failed' });
  });
});

describe('a body', () => {
  it('that never ends is answered with 408', async () => {
    const lines = ['POST /v1/screen HTTP/1.1', 'host: a', 'content-type: application/json', 'content-length: 100'];
    const answer = await sendRaw(world.port, `${head(lines)}{"kind"`, 4000);
    expect(answer.status).toBe(408);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'timeout' });
  });

  it('that trickles on after its answer is cut', async () => {
    const socket = await openSocket(world.port);
    socket.on('error', () => undefined);
    const lines = ['POST /lost HTTP/1.1', 'host: a', 'content-type: application/json', 'content-length: 100000'];
    socket.write(head(lines));
    const trickle = setInterval(() => socket.write('x'), 100);
    const text = await collect(socket, 10_000);
    clearInterval(trickle);
    expect(parseAnswer(text).status).toBe(404);
    expect(socket.destroyed).toBe(true);
  });

  it('with a broken chunk ends its connection and no other', async () => {
    const lines = ['POST /lost HTTP/1.1', 'host: a', 'transfer-encoding: chunked'];
    const socket = await openSocket(world.port);
    socket.write(`${head(lines)}zz\r\n`);
    await collect(socket, 5000);
    expect(socket.destroyed).toBe(true);
    expect(await isServed()).toBe(true);
  });
});

describe('many at once', () => {
  it('slow heads are all cut, and others are served meanwhile', async () => {
    const sockets = await Promise.all(Array.from({ length: 30 }, async () => openSocket(world.port)));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\nx');
      socket.resume();
    }
    expect(await isServed()).toBe(true);
    await Promise.all(sockets.map(async (socket) => socket.destroyed || once(socket, 'close')));
    expect(await isServed()).toBe(true);
  });

  it('connections over the limit are closed, and there is room again when others end', async () => {
    const sockets = await Promise.all(Array.from({ length: 60 }, async () => openSocket(world.port)));
    const ends = sockets.map(async (socket) => {
      socket.on('error', () => undefined);
      socket.resume();
      await once(socket, 'close');
    });
    await Promise.race(ends);
    for (const socket of sockets) socket.destroy();
    await Promise.all(ends);
    expect(await isServed()).toBe(true);
  });

  it('cut connections leave no line in the log and no request behind', async () => {
    const before = world.logs();
    const request = `${head(['POST /v1/screen HTTP/1.1', 'host: a', 'content-type: application/json', 'content-length: 40'])}{"ki`;
    for (let round = 0; round < 20; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after another, to stay under the limit of connections
      const socket = await openSocket(world.port);
      socket.on('error', () => undefined);
      socket.write(request);
      socket.resetAndDestroy();
    }
    expect(await isServed()).toBe(true);
    expect(world.logs()).toBe(before);
  });
});

describe('the limit of requests', () => {
  it('answers 429 with Retry-After, and leaves health alone', async () => {
    await using few = await startWorld({ flags: { 'http-requests-per-minute': '3' } });
    const statuses: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- the order matters
      const response = await fetch(`${few.url}/openapi.json`);
      statuses.push(response.status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await fetch(`${few.url}/lost`);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${few.url}/healthz`)).status).toBe(200);
  });

  it('is none where the operator said 0', async () => {
    await using free = await startWorld({ flags: { 'http-requests-per-minute': '0' } });
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () => (await fetch(`${free.url}/openapi.json`)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});
