// SPDX-License-Identifier: Apache-2.0
/** The contract of the public record over HTTP, as OpenAPI shows it. */
type Json = Readonly<Record<string, unknown>>;

export const RECORD_TAG = {
  name: 'Public record',
  description: 'What was confirmed, disputed, withdrawn and switched on, as a Merkle log that anybody can verify.',
} as const;

const HASH = { type: 'string', description: 'SHA-256, base64.' } as const;
const WHOLE = { type: 'integer', minimum: 0 } as const;

/** Paths and operations; `problems` makes the responses of the given codes. */
export function recordPaths(
  problems: (codes: readonly ('not-found' | 'bad-parameter' | 'unknown-parameter')[]) => Json,
): Json {
  const get = (operationId: string, summary: string, content: Json, more: Json = {}): Json => ({
    get: {
      operationId,
      tags: [RECORD_TAG.name],
      summary,
      ...more,
      responses: {
        '200': { description: 'OK', content },
        ...problems(['not-found', 'bad-parameter', 'unknown-parameter']),
      },
    },
  });
  const text = { 'text/plain': { schema: { type: 'string' } } };
  return {
    '/v1/log/checkpoint': get('readCheckpoint', 'The signed head (C2SP tlog-checkpoint).', text),
    '/v1/log/witnessed': get(
      'readWitnessed',
      'The newest head that witnesses have signed too (C2SP tlog-cosignature).',
      text,
    ),
    '/v1/log/key': get('readRecordKey', 'The key by which the record is verified.', text),
    '/v1/log/tile/{path}': get(
      'readTile',
      'A tile of hashes, or a bundle of leaves (C2SP tlog-tiles).',
      { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      { parameters: [parameter('path', 'path', 'As 0/000, 1/x001/234 or entries/000.p/17.', { type: 'string' })] },
    ),
    '/v1/log/proof/inclusion': get(
      'proveInclusion',
      'Proves that a leaf is in the record (RFC 9162 §2.1.3).',
      json({ index: WHOLE, size: WHOLE, leafHash: HASH, root: HASH, hashes: { type: 'array', items: HASH } }),
      {
        parameters: [
          parameter('index', 'query', 'Number of the leaf, from 0.', WHOLE),
          parameter('size', 'query', 'Leaves of an earlier head; the newest without it.', WHOLE, false),
        ],
      },
    ),
    '/v1/log/proof/consistency': get(
      'proveConsistency',
      'Proves that the record only grew since an earlier head (RFC 9162 §2.1.4).',
      json({ from: WHOLE, to: WHOLE, hashes: { type: 'array', items: HASH } }),
      {
        parameters: [
          parameter('from', 'query', 'Leaves of the earlier head.', WHOLE),
          parameter('to', 'query', 'Leaves of the later head; the newest without it.', WHOLE, false),
        ],
      },
    ),
  };
}

function json(properties: Json): Json {
  const checkpoint = { type: 'string', description: 'The signed head that the proof ends in.' };
  return { 'application/json': { schema: { type: 'object', properties: { ...properties, checkpoint } } } };
}

function parameter(name: string, place: 'path' | 'query', description: string, schema: Json, required = true): Json {
  return { name, in: place, required, description, schema };
}
