// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { isRecord } from '../base/brand.ts';
import { type EventId, parseEventId } from '../base/ids.ts';
import { instantOf } from '../base/instant.ts';
import { parseEvent } from '../decide/parse-event.ts';
import { startWorld } from '../testing/world.ts';
import { DECISION_SCHEMA, LINE_ERROR_SCHEMA } from '../intercept/http/api.ts';
import { EVENT_EXAMPLES } from '../intercept/http/examples.ts';
import { composeOpenApi } from './openapi-document.ts';

const document = composeOpenApi();

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function recordsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  return isRecord(value) ? [value, ...Object.values(value).flatMap(recordsIn)] : [];
}

function isPage(path: string): boolean {
  return path === '/' || /^\/(?:docs|page|log|staff)(?:\/|$)/u.test(path);
}

describe('the OpenAPI document', () => {
  it('points only at schemas that it holds', () => {
    const names = Object.keys(at(document, 'components', 'schemas') as object);
    const references = recordsIn(document).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) expect(names).toContain(reference.replace('#/components/schemas/', ''));
  });

  it('says of every field of every event what it is', () => {
    const undescribed: string[] = [];
    const walk = (schema: unknown, path: string): void => {
      const properties = at(schema, 'properties');
      for (const [name, property] of Object.entries(isRecord(properties) ? properties : {})) {
        if (typeof at(property, 'description') !== 'string') undescribed.push(`${path}.${name}`);
        walk(property, `${path}.${name}`);
      }
    };
    for (const name of ['TextEvent', 'CallEvent', 'LinkEvent', 'TransferEvent'])
      walk(at(document, 'components', 'schemas', name), name);
    expect(undescribed).toEqual([]);
  });

  it('states limits that the parser keeps to', () => {
    const stamp = { id: () => parseEventId('e') as EventId, at: () => instantOf(0) };
    const limits = [
      ['TextEvent', 'body', { kind: 'text', from: 'a' }],
      ['TransferEvent', 'memo', EVENT_EXAMPLES.transfer],
      ['LinkEvent', 'url', { kind: 'link' }],
      ['CallEvent', 'displayName', { kind: 'call' }],
    ] as const;
    for (const [schema, field, rest] of limits) {
      const property = at(document, 'components', 'schemas', schema, 'properties', field);
      const accepts = (length: number) => parseEvent({ ...rest, [field]: '😀'.repeat(length) }, stamp).ok;
      const least = Number(at(property, 'minLength') ?? 0);
      const most = Number(at(property, 'maxLength'));
      expect([field, accepts(least), accepts(most), accepts(most + 1)]).toEqual([field, true, true, false]);
      expect([field, least === 0 || !accepts(least - 1)]).toEqual([field, true]);
    }
  });

  it('lists every route of the server but the pages, and no other', async () => {
    await using world = await startWorld();
    const served = world.routes
      .all()
      .filter(({ method, path }) => method !== 'HEAD' && !isPage(path))
      .map(({ method, path }) => `${method} ${path.replace('*', '{path}')}`);
    const documented = Object.entries(at(document, 'paths') as object).flatMap(([path, operations]) =>
      Object.keys(operations as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.toSorted()).toEqual(served.toSorted());
  });

  it('has examples that the server answers as documented', async () => {
    await using world = await startWorld();
    let tried = 0;
    for (const [path, operations] of Object.entries(at(document, 'paths') as object)) {
      const content = at(operations, 'post', 'requestBody', 'content');
      for (const [type, media] of Object.entries(isRecord(content) ? content : {})) {
        const examples = at(media, 'examples');
        for (const example of Object.values(isRecord(examples) ? examples : {})) {
          const value = at(example, 'value');
          const body = typeof value === 'string' ? value : JSON.stringify(value);
          // oxlint-disable-next-line no-await-in-loop -- a handful
          const response = await fetch(world.url + path, { method: 'POST', headers: { 'content-type': type }, body });
          expect(response.status).toBe(200);
          // oxlint-disable-next-line no-await-in-loop -- a handful
          for (const line of (await response.text()).trimEnd().split('\n')) {
            const answer: unknown = JSON.parse(line);
            (isRecord(answer) && 'error' in answer ? LINE_ERROR_SCHEMA : DECISION_SCHEMA).parse(answer);
          }
          tried += 1;
        }
      }
    }
    expect(tried).toBe(5);
  });

  it('is what the server hands out', async () => {
    await using world = await startWorld();
    expect(await (await fetch(`${world.url}/openapi.json`)).json()).toEqual(JSON.parse(JSON.stringify(document)));
  });
});
