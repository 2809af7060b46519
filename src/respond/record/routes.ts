// SPDX-License-Identifier: Apache-2.0
/**
 * The record over HTTP, for everybody: its files as they lie (C2SP tlog-tiles, with `/v1/log` as the prefix), proofs, and pages to
 * read it. Nothing of it needs an account.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRecord } from '../../base/brand.ts';
import { readCheckpoint, readConsistency, readInclusion, readLeavesBetween } from './browse.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CHECKPOINT, WITNESSED } from './files.ts';
import { parseVerifierKey, type VerifierKey } from './note.ts';
import { renderLeafPage, renderLogPage, STYLE, STYLE_ADDRESS } from './page.ts';
import type { PublicRecord } from './record.ts';
import { isTilePath } from './tile.ts';

type ProblemWhy = 'not-found' | 'bad-parameter' | 'unknown-parameter';

export type RecordRouteParts = {
  readonly record: Pick<PublicRecord, 'read' | 'verifierKey'>;
  /** Makes what the server answers as a problem: the code, a sentence, and the parameter that it is about. */
  readonly problem: (why: ProblemWhy, sentence: string, parameter?: string) => Error;
};

const FOREVER = 'public, max-age=31536000, immutable';
const LEAVES_A_PAGE = 50;
// For everybody: no session, no key.
const OPEN = { config: { access: 'public' as const } };

export function registerRecord(app: FastifyInstance, { record, problem }: RecordRouteParts): void {
  const key = parseVerifierKey(record.verifierKey);
  if (!key) throw new Error('A record has a verifier key.');
  const { read } = record;
  const context: Context = { read, key, problem };

  app.get('/v1/log/checkpoint', OPEN, async (_request, reply) => sendNote(reply, context, CHECKPOINT));
  app.get('/v1/log/witnessed', OPEN, async (_request, reply) => sendNote(reply, context, WITNESSED));
  app.get('/v1/log/key', OPEN, async (_request, reply) => plain(reply).send(`${record.verifierKey}\n`));
  app.get('/v1/log/tile/*', OPEN, async (request, reply) => {
    const rest = isRecord(request.params) ? request.params['*'] : undefined;
    const name = `tile/${typeof rest === 'string' ? rest : ''}`;
    const bytes = isTilePath(name) ? await read(name) : undefined;
    if (!bytes)
      throw problem('not-found', 'The record has no such tile. Of a tile that is full the partial forms are gone.');
    return reply.header('cache-control', FOREVER).type('application/octet-stream').send(Buffer.from(bytes));
  });
  registerProofs(app, context);
  registerPages(app, context);
}

type Context = {
  readonly read: PublicRecord['read'];
  readonly key: VerifierKey;
  readonly problem: RecordRouteParts['problem'];
};

function plain(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8');
}

async function sendNote(reply: FastifyReply, { read, problem }: Context, name: string): Promise<FastifyReply> {
  const bytes = await read(name);
  if (!bytes) throw problem('not-found', 'Nothing of this kind is published yet.');
  return plain(reply).send(Buffer.from(bytes));
}

async function published({ read, key, problem }: Context): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(read, key);
  if (!checkpoint) throw problem('not-found', 'The record is not published yet.');
  return checkpoint;
}

function registerProofs(app: FastifyInstance, context: Context): void {
  app.get('/v1/log/proof/inclusion', OPEN, async (request, reply) => {
    const { head, text } = await published(context);
    const given = numbersOf(request, ['index', 'size'], context);
    const size = atMost(given.get('size') ?? head.size, head.size, 'size', context);
    const index = given.get('index');
    if (index === undefined || index >= size)
      throw context.problem('bad-parameter', `index must be a whole number below ${size}.`, 'index');
    const proof = await readInclusion(context.read, index, { size, published: head.size });
    return sendJson(reply, { index, size, ...inBase64(proof), checkpoint: text });
  });
  app.get('/v1/log/proof/consistency', OPEN, async (request, reply) => {
    const { head, text } = await published(context);
    const given = numbersOf(request, ['from', 'to'], context);
    const to = atMost(given.get('to') ?? head.size, head.size, 'to', context);
    const from = given.get('from');
    if (from === undefined) throw context.problem('bad-parameter', 'from must be the size of an earlier head.', 'from');
    atMost(from, to, 'from', context);
    const hashes = await readConsistency(context.read, from, { size: to, published: head.size });
    return sendJson(reply, { from, to, hashes: hashes.map((hash) => hash.toString('base64')), checkpoint: text });
  });
}

function inBase64({ leafHash, root, hashes }: { leafHash: Buffer; root: Buffer; hashes: readonly Buffer[] }) {
  return {
    leafHash: leafHash.toString('base64'),
    root: root.toString('base64'),
    hashes: hashes.map((hash) => hash.toString('base64')),
  };
}

function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(JSON.stringify(value));
}

function numbersOf(
  request: FastifyRequest,
  known: readonly string[],
  { problem }: Context,
): ReadonlyMap<string, number> {
  const query = isRecord(request.query) ? request.query : {};
  const numbers = new Map<string, number>();
  for (const [name, value] of Object.entries(query)) {
    if (!known.includes(name)) throw problem('unknown-parameter', `Known parameters are ${known.join(' and ')}.`);
    if (typeof value !== 'string' || !/^\d{1,15}$/u.test(value))
      throw problem('bad-parameter', `${name} must be one whole number.`, name);
    numbers.set(name, Number(value));
  }
  return numbers;
}

function atMost(value: number, most: number, name: string, { problem }: Context): number {
  if (value > most) throw problem('bad-parameter', `${name} must be a whole number of at most ${most}.`, name);
  return value;
}

function registerPages(app: FastifyInstance, context: Context): void {
  app.get(STYLE_ADDRESS, OPEN, async (_request, reply) =>
    reply.header('cache-control', FOREVER).type('text/css; charset=utf-8').send(STYLE),
  );
  app.get('/log', OPEN, async (request, reply) => {
    const { head } = await published(context);
    const before = atMost(
      numbersOf(request, ['before'], context).get('before') ?? head.size,
      head.size,
      'before',
      context,
    );
    const from = Math.max(0, before - LEAVES_A_PAGE);
    const leaves = await readLeavesBetween(context.read, head.size, { from, to: before });
    return sendPage(reply, renderLogPage({ head, leaves: leaves.toReversed(), key: context.key, olderThan: from }));
  });
  app.get('/log/:index', OPEN, async (request, reply) => {
    const { head } = await published(context);
    const given = isRecord(request.params) ? request.params['index'] : undefined;
    const index = typeof given === 'string' && /^(?:0|[1-9]\d{0,14})$/u.test(given) ? Number(given) : Infinity;
    if (index >= head.size) throw context.problem('not-found', `The record has the leaves 0 to ${head.size - 1}.`);
    const [leaves, proof] = await Promise.all([
      readLeavesBetween(context.read, head.size, { from: index, to: index + 1 }),
      readInclusion(context.read, index, { size: head.size, published: head.size }),
    ]);
    const [leaf] = leaves;
    if (!leaf) throw context.problem('not-found', 'The record has no such leaf.');
    return sendPage(reply, renderLeafPage({ head, leaf, proof }));
  });
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html);
}
