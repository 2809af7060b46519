// SPDX-License-Identifier: Apache-2.0
/** The committed hostile lines through the doors as they run: the same answers from the shell and over HTTP. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readVectors } from '../src/testing/vectors.ts';
import { startWorld, type World } from '../src/testing/world.ts';

const refused = readVectors('corpus/hostile/events.invalid.txt').map(([code = '', field = '', line = '']) => ({
  code,
  field,
  line,
}));
const accepted = readVectors('corpus/hostile/events.valid.txt').map(([line = '']) => line);

/** Lines of both kinds in turn, so that each refusal has a neighbour whose answer it could spoil. */
const mixed = accepted.flatMap((line, index) => [line, refused[index % refused.length]!.line]);
const all = [...mixed, ...refused.map(({ line }) => line)];

type Answer = Record<string, unknown>;
type ShellAnswers = { readonly decisions: readonly Answer[]; readonly errors: readonly Answer[] };
let world: World;
let fromBatch: readonly Answer[];
let fromShell: ShellAnswers;

beforeAll(async () => {
  world = await startWorld();
  const response = await fetch(`${world.url}/v1/screen/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: all.join('\n'),
  });
  fromBatch = parseLines(await response.text());
  fromShell = screenInShell(all.join('\n'));
}, 60_000);

afterAll(async () => world.stop());

it('every line that is refused is refused with its code and field, in the shell and over HTTP alike', async () => {
  for (const { code, field, line } of refused) {
    const response = await postOne(line);
    const problem = (await response.json()) as Answer;
    expect(response.status, line.slice(0, 80)).toBeGreaterThanOrEqual(400);
    expect(response.status, line.slice(0, 80)).toBeLessThan(500);
    expect({ code: problem['code'], field: problem['field'] ?? '' }, line.slice(0, 80)).toEqual({ code, field });
  }
  const places = new Map(fromShell.errors.map((error) => [error['line'], error]));
  for (const [index, { code, field }] of refused.entries()) {
    const error = places.get(mixed.length + index + 1);
    expect({ code: error?.['code'], field: error?.['field'] ?? '' }).toEqual({ code, field });
  }
});

it('every odd line is decided, and the same by one request, by a batch and by the shell', async () => {
  const inBatch = fromBatch.filter((answer) => !('error' in answer)).map(withoutIdentity);
  expect(inBatch).toHaveLength(accepted.length);
  expect(fromShell.decisions.map(withoutIdentity)).toEqual(inBatch);
  for (const [index, line] of accepted.entries()) {
    const response = await postOne(line);
    expect(response.status, line.slice(0, 80)).toBe(200);
    expect(withoutIdentity((await response.json()) as Answer), line.slice(0, 80)).toEqual(inBatch[index]);
  }
}, 60_000);

it('errors in a batch stand in their place, with the messages of the shell', () => {
  const errors = fromBatch.flatMap((answer) => ('error' in answer ? [answer] : []));
  const flat = errors.map(({ line, error }) => ({ line, ...(error as Answer) }));
  expect(flat).toEqual(fromShell.errors);
});

it('no answer holds a raw control character or a long echo', () => {
  const shown = JSON.stringify([fromBatch.map(({ id: _, ...rest }) => rest), fromShell.errors]);
  expect(shown).not.toMatch(/[\p{Cc}\p{Cs}]|\\u00[01]/u);
  for (const { message } of fromShell.errors) expect(String(message).length).toBeLessThan(250);
  expect(world.logs()).not.toMatch(/aaaaaaaa|polluted|<script>/u);
});

it('one bad line never changes the answer to another', () => {
  const alone = screenInShell(accepted.join('\n'));
  expect(alone.errors).toEqual([]);
  expect(alone.decisions.map(withoutIdentity)).toEqual(fromShell.decisions.map(withoutIdentity));
}, 60_000);

async function postOne(line: string): Promise<Response> {
  return fetch(`${world.url}/v1/screen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: line,
  });
}

/** What may differ between two answers to the same event: its identity, its time and its cost. */
function withoutIdentity({ id: _, eventId: __, at: ___, micros: ____, ...rest }: Answer): Answer {
  return rest;
}

function parseLines(text: string): readonly Answer[] {
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Answer]));
}

function screenInShell(input: string): ShellAnswers {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-'));
  const errorFile = join(folder, 'errors.ndjson');
  const { stdout } = spawnSync(process.execPath, ['bin/tocsin.js', 'screen', '--errors', errorFile, '-'], { input });
  const errors = parseLines(readFileSync(errorFile, 'utf8'));
  rmSync(folder, { recursive: true });
  return { decisions: parseLines(stdout.toString()), errors };
}
