// SPDX-License-Identifier: Apache-2.0
/** The server as its clients see it: a real one on a port of its own, spoken to over real sockets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISION_SCHEMA, PROBLEM_SCHEMA } from '../intercept/http/api.ts';
import { EVENT_EXAMPLES } from '../intercept/http/examples.ts';
import { sendRaw } from '../testing/raw-http.ts';
import { startWorld, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => world.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const TEXT = { kind: 'text', from: '+447700900123', body: 'Hi mum, this is my new number' };

async function post(path: string, body: string, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return fetch(`${world.url}${path}`, { method: 'POST', body, headers });
}

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const given = PROBLEM_SCHEMA.parse(await response.json());
  expect(given.status).toBe(response.status);
  expect(given.type).toBe(`urn:tocsin:problem:${given.code}`);
  return given;
}

async function scoreAt(query: string): Promise<number> {
  const response = await post(`/v1/screen${query}`, JSON.stringify(TEXT));
  return DECISION_SCHEMA.parse(await response.json()).score;
}

async function reasonsIn(query: string, header: string) {
  const headers = { ...JSON_TYPE, 'accept-language': header };
  const response = await post(`/v1/screen${query}`, JSON.stringify(TEXT), headers);
  const { reasons } = DECISION_SCHEMA.parse(await response.json());
  return [response.headers.get('content-language'), /\p{Script=Han}/u.test(reasons[0]?.because ?? '')];
}

/** The event as JSON of exactly `length` bytes. */
function padded(length: number): string {
  const [start, end] = JSON.stringify(TEXT).split(',"body"');
  const rest = `"body"${end}`;
  return `${start},${' '.repeat(length - `${start},${rest}`.length)}${rest}`;
}

describe('POST /v1/screen', () => {
  it.each(Object.entries(EVENT_EXAMPLES))('decides the documented %s', async (kind, example) => {
    const response = await post('/v1/screen', JSON.stringify(example));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(DECISION_SCHEMA.parse(await response.json()).kind).toBe(kind);
  });

  it('passes over a byte order mark, blanks around the object and a last line feed', async () => {
    const response = await post('/v1/screen', `\uFEFF  ${JSON.stringify({ ...TEXT, id: 'e1' })}\r\n`);
    expect(response.status).toBe(200);
    expect(DECISION_SCHEMA.parse(await response.json()).eventId).toBe('e1');
  });

  it('scores by the base rate of the door that was named', async () => {
    const asScreen = await scoreAt('');
    expect(await scoreAt('?door=screen')).toBe(asScreen);
    expect(await scoreAt('?door=person')).toBeGreaterThan(asScreen);
    expect(await scoreAt('?door=point')).toBeLessThan(asScreen);
  });

  it('answers in the language of the reader: the parameter before the header, English where there is no other', async () => {
    expect(await reasonsIn('', 'zh-CN,zh;q=0.9')).toEqual(['zh', true]);
    expect(await reasonsIn('?lang=zh-Hans', 'en')).toEqual(['zh', true]);
    expect(await reasonsIn('?lang=en', 'zh')).toEqual(['en', false]);
    expect(await reasonsIn('?lang=xx', 'zh')).toEqual(['en', false]);
    expect(await reasonsIn('', 'xx')).toEqual(['en', false]);
  });

  it('gives each of many requests at one time its own answer', async () => {
    const asked = Array.from({ length: 200 }, (_, index) => `e-${index}`);
    const answered = await Promise.all(
      asked.map(async (id) => {
        const response = await post('/v1/screen', JSON.stringify({ ...TEXT, id, body: `message ${id}` }));
        return DECISION_SCHEMA.parse(await response.json()).eventId;
      }),
    );
    expect(answered).toEqual(asked);
  });

  it.each([
    ['a parameter that is not known', '?doors=person', 'unknown-parameter', 'doors'],
    ['a door that is not known', '?door=window', 'bad-parameter', 'door'],
    ['a door given twice', '?door=person&door=screen', 'bad-parameter', 'door'],
    ['a language that is no tag', '?lang=%00', 'bad-parameter', 'lang'],
  ])('refuses %s', async (_what, query, code, field) => {
    const response = await post(`/v1/screen${query}`, JSON.stringify(TEXT));
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code, field });
  });

  it('refuses an event with the code, field and sentence of every other reader', async () => {
    const response = await post(
      '/v1/screen',
      '{"kind":"transfer","from":{"account":"1"},"to":{"account":"2"},"amount":{"value":"-1","currency":"EUR"}}',
    );
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({
      code: 'bad-value',
      field: 'amount.value',
      detail:
        'The field amount.value must be a positive decimal string without sign or exponent, with no more decimals than EUR has.',
    });
  });

  it.each([
    ['an empty body', '', 400, 'not-json'],
    ['half an object', '{"kind":', 400, 'not-json'],
    ['an unknown kind', '{"kind":"fax"}', 422, 'unknown-kind'],
    ['an unknown field', '{"kind":"link","url":"a.example","x":1}', 422, 'unknown-field'],
    ['a missing field', '{"kind":"text","from":"a"}', 422, 'missing-field'],
  ])('refuses %s', async (_what, body, status, code) => {
    const response = await post('/v1/screen', body);
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
  });

  it('refuses bytes that are no UTF-8', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('{"kind":"text","from":"a","body":"'), 0xff, 0x22, 0x7d]);
    const response = await fetch(`${world.url}/v1/screen`, { method: 'POST', body: bytes, headers: JSON_TYPE });
    expect((await problemOf(response)).code).toBe('not-json');
  });

  it('takes an event of 65,536 bytes and refuses one byte more, however it is sent', async () => {
    expect((await post('/v1/screen', `${padded(65_536)}\n`)).status).toBe(200);
    const declared = await post('/v1/screen', padded(65_537));
    expect(declared.status).toBe(413);
    expect((await problemOf(declared)).code).toBe('too-long');
    const chunked = await fetch(`${world.url}/v1/screen`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: new Blob([padded(65_537)]).stream(),
      duplex: 'half',
    });
    expect(chunked.status).toBe(413);
    expect((await problemOf(chunked)).code).toBe('too-long');
  });

  it('refuses other media types and says which one to send', async () => {
    const response = await post('/v1/screen', 'x=1', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(response.status).toBe(415);
    expect((await problemOf(response)).detail).toContain('Content-Type: application/json');
  });

  it('refuses a compressed body unread', async () => {
    const response = await post('/v1/screen', 'x', { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(response.status).toBe(415);
    expect(response.headers.get('accept-encoding')).toBe('identity');
    expect((await problemOf(response)).code).toBe('unsupported-encoding');
  });
});

describe('every address', () => {
  it('answers 404, 405 and OPTIONS alike, without repeating the address', async () => {
    const lost = await fetch(`${world.url}/lost-<script>`);
    expect(lost.status).toBe(404);
    expect(JSON.stringify(await problemOf(lost))).not.toContain('lost');
    const wrong = await fetch(`${world.url}/v1/screen`, { method: 'DELETE' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('POST, OPTIONS');
    expect((await problemOf(wrong)).code).toBe('method-not-allowed');
    const options = await fetch(`${world.url}/healthz`, { method: 'OPTIONS' });
    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers HEAD as GET, without the body', async () => {
    for (const path of ['/', '/healthz', '/openapi.json', '/docs']) {
      const response = await fetch(`${world.url}${path}`, { method: 'HEAD' });
      expect(response.status).toBe(200);
      expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
      expect(await response.text()).toBe('');
    }
  });

  it('refuses an address that cannot be decoded', async () => {
    const answer = await sendRaw(world.port, 'GET /%zz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'bad-url' });
  });

  it.each(['/', '/v1/screen', '/lost', '/openapi.json'])('carries the security headers at %s', async (path) => {
    const { headers } = await fetch(`${world.url}${path}`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('those who run the server', () => {
  it('learn whether it is alive and ready', async () => {
    expect(await (await fetch(`${world.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${world.url}/readyz`)).json()).toEqual({ status: 'ready', store: 'ready' });
  });

  it('read figures that count decisions and name no traffic', async () => {
    await post('/v1/screen', JSON.stringify({ ...TEXT, body: 'figure-marker 900123' }));
    await fetch(`${world.url}/figure-marker`);
    const response = await fetch(`${world.url}/metrics`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(text).toMatch(/^tocsin_decisions_total\{kind="text",verdict="[a-z]+",door="screen"\} [1-9]/mu);
    expect(text).toMatch(/^tocsin_http_requests_total\{method="POST",route="\/v1\/screen",status="200"\} [1-9]/mu);
    expect(text).toMatch(/^tocsin_http_requests_total\{method="GET",route="none",status="404"\} [1-9]/mu);
    expect(text).toMatch(/^tocsin_decision_seconds_count\{kind="text"\} [1-9]/mu);
    expect(text).toMatch(/^process_resident_memory_bytes [1-9]/mu);
    expect(text).not.toContain('figure-marker');
  });

  it('find nothing of what was sent in the log, at its chattiest', async () => {
    const secret = 'rhubarb-crumble';
    await post('/v1/screen?door=person', JSON.stringify({ ...TEXT, from: '+447700900999', body: secret }));
    await post('/v1/screen', `{"kind":"text","${secret}":1}`);
    await fetch(`${world.url}/${secret}?q=${secret}`, { headers: { [secret]: secret } });
    expect(world.logs()).toContain('route=/v1/screen');
    expect(world.logs()).not.toMatch(/rhubarb|900999/u);
  });
});
