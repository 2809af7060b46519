// SPDX-License-Identifier: Apache-2.0
/** Batches over real sockets: order, errors in line, back-pressure in both directions, ends that are not the regular one. */
import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../testing/world.ts';
import { DECISION_SCHEMA, LINE_ERROR_SCHEMA } from './api.ts';
import { BATCH_EXAMPLE } from './examples.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ flags: { 'http-batches': '3', workers: '0', 'http-batch-ahead-bytes': '1048576' } });
});
afterAll(async () => world.stop());

const TYPE = { 'content-type': 'application/x-ndjson' };

function eventLine(id: string, body = 'Your parcel waits for you at the counter until Friday evening'): string {
  return `${JSON.stringify({ id, kind: 'text', from: 'a', body })}\n`;
}

async function post(body: string | Uint8Array, to: World = world, query = ''): Promise<Response> {
  return fetch(`${to.url}/v1/screen/batch${query}`, { method: 'POST', body, headers: TYPE });
}

/** Each line as what it says: the id of the event, or the number of the line and its code. */
function outline(ndjson: string): readonly string[] {
  return ndjson
    .trimEnd()
    .split('\n')
    .map((line) => {
      const value: unknown = JSON.parse(line);
      const error = LINE_ERROR_SCHEMA.safeParse(value);
      return error.success ? `${error.data.line} ${error.data.error.code}` : DECISION_SCHEMA.parse(value).eventId;
    });
}

type OpenBatch = { readonly request: ClientRequest; readonly response: Promise<IncomingMessage> };

function openBatch(to: World, headers: Record<string, string> = {}): OpenBatch {
  const request = httpRequest(`${to.url}/v1/screen/batch`, { method: 'POST', headers: { ...TYPE, ...headers } });
  const response = once(request, 'response').then(([given]) => given as IncomingMessage);
  request.on('error', () => undefined);
  response.catch(() => undefined);
  return { request, response };
}

/** `once` would reject with the error that comes before the close of a connection that was cut. */
async function closeOf(stream: IncomingMessage | ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    stream.on('close', resolve);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += String(chunk);
  return text;
}

function idsOf(name: string): readonly string[] {
  return Array.from({ length: 2000 }, (_, index) => `${name}${index}`);
}

function linesOf(name: string): string {
  return idsOf(name)
    .map((id) => eventLine(id))
    .join('');
}

async function runBatch(name: string): Promise<readonly string[]> {
  return outline(await (await post(linesOf(name))).text());
}

async function screenOne(): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${world.url}/v1/screen`, { method: 'POST', headers, body: eventLine('x') });
  return response.status;
}

function memoryNow(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

describe('POST /v1/screen/batch', () => {
  it('answers the documented example line by line, in order', async () => {
    const response = await post(BATCH_EXAMPLE);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(outline(await response.text())).toEqual(['a1', '2 missing-field', 'a3']);
  });

  it('reads CR LF, blank lines, a byte order mark and a last line without its end', async () => {
    const body = `\uFEFF${eventLine('a').trimEnd()}\r\n\r\n\n${eventLine('b')}nonsense\r\n${eventLine('c').trimEnd()}`;
    expect(outline(await (await post(body)).text())).toEqual(['a', 'b', '5 not-json', 'c']);
  });

  it('answers an empty batch with nothing', async () => {
    const response = await post('');
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('refuses a line that is too long or no UTF-8 at its place, and decides the others', async () => {
    const body = Buffer.concat([
      Buffer.from(eventLine('a')),
      Buffer.from(`${'x'.repeat(70_000)}\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(eventLine('b')),
    ]);
    expect(outline(await (await post(body)).text())).toEqual(['a', '2 too-long', '3 not-json', 'b']);
  });

  it('decides for the door and in the language that were asked for', async () => {
    const response = await post(eventLine('a'), world, '?door=person&lang=zh');
    expect(response.headers.get('content-language')).toBe('zh');
    expect(await response.text()).toMatch(/\p{Script=Han}/u);
    expect((await post(eventLine('a'), world, '?dor=person')).status).toBe(400);
  });

  it('says what to send when the media type is another', async () => {
    const response = await fetch(`${world.url}/v1/screen/batch`, {
      method: 'POST',
      body: eventLine('a'),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(415);
    expect(await response.text()).toContain('application/x-ndjson');
  });

  it('answers the first lines while the request is still open', async () => {
    const { request, response } = openBatch(world);
    request.write(eventLine('first'));
    const given = await response;
    given.setEncoding('utf8');
    const [chunk] = (await once(given, 'data')) as [string];
    expect(outline(chunk)).toEqual(['first']);
    request.end(eventLine('second'));
    expect(outline(await textOf(given))).toEqual(['second']);
  });

  it('serves a client that sends everything before it reads', async () => {
    const { request, response } = openBatch(world);
    const ids = Array.from({ length: 6000 }, (_, index) => `e${index}`);
    // 0.7 MB: less than the read-ahead; the answers are more than all socket buffers hold.
    const sent = new Promise<void>((resolve) => {
      request.end(ids.map((id) => eventLine(id)).join(''), resolve);
    });
    const given = await response;
    given.pause();
    await sent;
    await sleep(300);
    expect(outline(await textOf(given))).toEqual(ids);
  });

  it('keeps batches that run side by side apart, and serves single events meanwhile', async () => {
    const [a, b, ...singles] = await Promise.all([
      runBatch('a'),
      runBatch('b'),
      ...Array.from({ length: 20 }, screenOne),
    ]);
    expect(a).toEqual(idsOf('a'));
    expect(b).toEqual(idsOf('b'));
    expect(new Set(singles)).toEqual(new Set([200]));
  });

  it('refuses one batch too many with 503, and takes it when another has ended', async () => {
    const open = [openBatch(world), openBatch(world), openBatch(world)];
    for (const { request } of open) request.write(eventLine('a'));
    await Promise.all(open.map(async ({ response }) => response));
    const refused = await post(eventLine('b'));
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(await refused.json()).toMatchObject({ code: 'busy' });
    for (const { request, response } of open) {
      request.end();
      (await response).resume();
    }
    await Promise.all(open.map(async ({ response }) => once(await response, 'end')));
    expect((await post(eventLine('b'))).status).toBe(200);
  });
});

describe('back-pressure', () => {
  it('stops the reading of a request whose answers nobody reads, and goes on when somebody does', async () => {
    const { request, response } = openBatch(world);
    const line = eventLine('same');
    const block = line.repeat(500);
    let sentBytes = 0;
    // Until the request takes no more for half a second: then the buffers of both sockets and the read-ahead are full.
    const send = async (limit: number): Promise<boolean> => {
      while (sentBytes < limit) {
        sentBytes += block.length;
        if (request.write(block)) continue;
        // oxlint-disable-next-line no-await-in-loop -- one block after another
        const moved = await Promise.race([once(request, 'drain').then(() => true), sleep(1500, false)]);
        if (!moved) return false;
      }
      return true;
    };
    const before = memoryNow();
    expect(await send(200_000_000)).toBe(false);
    const stalledAt = sentBytes;
    expect(memoryNow() - before).toBeLessThan(150_000_000);
    const given = await response;
    let lines = 0;
    given.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 10) lines += 1;
    });
    await once(request, 'drain');
    request.end();
    await once(given, 'end');
    expect(lines).toBe(sentBytes / line.length);
    expect(stalledAt).toBeLessThan(60_000_000);
  }, 60_000);
});

describe('the end of a batch', () => {
  it('over the limit of bytes is refused at once when its length was declared', async () => {
    await using small = await startWorld({ flags: { 'http-batch-bytes': '65536' } });
    const refused = await post(eventLine('a').repeat(1000), small);
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ code: 'batch-too-long' });
  });

  it('over the limit of bytes is a last line with the first line that was not decided', async () => {
    await using small = await startWorld({ flags: { 'http-batch-bytes': '65536' } });
    const { request, response } = openBatch(small, { 'transfer-encoding': 'chunked' });
    const line = eventLine('a');
    const block = line.repeat(100);
    for (let turn = 0; turn < 10; turn += 1) request.write(block);
    request.end();
    const seen = outline(await textOf(await response));
    const decided = seen.length - 1;
    expect(decided).toBeLessThanOrEqual(Math.floor(65_536 / line.length));
    expect(seen.at(-1)).toBe(`${decided + 1} batch-too-long`);
    expect(new Set(seen.slice(0, -1))).toEqual(new Set(['a'].slice(0, decided)));
    expect((await post(line, small)).status).toBe(200);
  });

  it('by a client that goes away frees its place and logs nothing', async () => {
    await using one = await startWorld({ flags: { 'http-batches': '1', 'log-level': 'info' } });
    const before = one.logs();
    for (let round = 0; round < 5; round += 1) {
      const { request, response } = openBatch(one);
      request.write(eventLine('a').repeat(200));
      await response;
      request.destroy();
      await expect.poll(async () => (await post(eventLine('b'), one)).status, { timeout: 5000 }).toBe(200);
    }
    expect(one.logs()).toBe(before);
  });

  it('by standing still comes from the server', async () => {
    await using impatient = await startWorld({ flags: { 'http-idle-timeout-ms': '300' } });
    const { request, response } = openBatch(impatient);
    request.write(eventLine('a'));
    const given = await response;
    given.on('error', () => undefined).resume();
    await closeOf(given);
    expect(given.complete).toBe(false);
  });

  it('by a trickle that never makes a line comes from the server too', async () => {
    await using impatient = await startWorld({ flags: { 'http-idle-timeout-ms': '400' } });
    const { request } = openBatch(impatient);
    const trickle = setInterval(() => request.write('x'), 50);
    request.write('{');
    await closeOf(request);
    clearInterval(trickle);
    expect(request.destroyed).toBe(true);
  });
});

describe('a server that is told to stop', () => {
  it('lets a running batch finish and takes no new one', async () => {
    const ending = await startWorld({ flags: { 'http-drain-ms': '5000' } });
    const { request, response } = openBatch(ending);
    request.write(eventLine('a'));
    const given = await response;
    const stopped = ending.stop();
    request.end(eventLine('b'));
    expect(outline(await textOf(given))).toEqual(['a', 'b']);
    await stopped;
    await expect(post(eventLine('c'), ending)).rejects.toThrow('fetch failed');
  });

  it('ends a batch that goes on too long by a last line that says so', async () => {
    const ending = await startWorld({ flags: { 'http-drain-ms': '200' } });
    const { request, response } = openBatch(ending);
    request.write(eventLine('a'));
    const given = await response;
    const stopped = ending.stop();
    expect(outline(await textOf(given))).toEqual(['a', '2 stopping']);
    await stopped;
  });

  it('stops although a client neither sends nor reads', async () => {
    const ending = await startWorld({ flags: { 'http-drain-ms': '100' } });
    const { request, response } = openBatch(ending);
    request.write(eventLine('a').repeat(50_000));
    (await response).pause();
    await ending.stop();
    expect(ending.logs()).toContain('Stopped.');
    request.destroy();
  });

  it('may be told any number of times', async () => {
    const ending = await startWorld();
    await Promise.all([ending.stop(), ending.stop(), ending.stop()]);
    expect(ending.logs().match(/Stopping\./gu)).toHaveLength(1);
  });
});
