// SPDX-License-Identifier: Apache-2.0
/** The OpenAPI 3.1 document, made from the schemas that parse events and describe decisions. Pure. */
import { z } from 'zod';
import { isRecord } from '../../base/brand.ts';
import { EVENT_KINDS, EVENT_LIMITS, EVENT_SCHEMAS, type EventKind } from '../../decide/event.ts';
import { DOORS } from '../../decide/facts.ts';
import { DECISION_SCHEMA, LINE_ERROR_SCHEMA, PROBLEM_SCHEMA } from './api.ts';
import { BATCH_TYPES } from './batch-types.ts';
import { BATCH_EXAMPLE, EVENT_EXAMPLES } from './examples.ts';
import { FIELD_PROSE } from './field-prose.ts';
import { type ProblemCode, PROBLEM_TYPE, PROBLEMS } from './problems.ts';

/** Of the HTTP interface, not of the package. */
const API_VERSION = '1.0.0-alpha';

type Json = Readonly<Record<string, unknown>>;

/** What a slice adds. */
export type ApiPart = { readonly tag: { readonly name: string; readonly description: string }; readonly paths: Json };

export function openApiDocument(parts: readonly ApiPart[]): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tocsin',
      version: API_VERSION,
      summary: 'Decides on texts, calls, links and transfers, with reasons.',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [
      {
        name: 'Screening',
        description:
          'Events in, decisions out. What is remembered of a decision, and for how long, is policy (`policy/journal.yaml`).',
      },
      ...parts.map(({ tag }) => tag),
      { name: 'Operation', description: 'For those who run the server.' },
    ],
    paths: {
      '/v1/screen': { post: screenOperation() },
      '/v1/screen/batch': { post: batchOperation() },
      ...Object.assign({}, ...parts.map(({ paths }) => paths)),
      '/healthz': { get: plainOperation('isAlive', 'Is the process alive?', 'application/json') },
      '/readyz': { get: readyOperation() },
      '/metrics': {
        get: { ...plainOperation('readMetrics', 'Figures for Prometheus.', 'text/plain'), security: KEYED },
      },
      '/openapi.json': { get: plainOperation('readOpenApi', 'This document.', 'application/json') },
    },
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key with the scope of the operation. From the machine itself none is needed.',
        },
      },
      schemas: {
        Event: { oneOf: EVENT_KINDS.map((kind) => reference(nameOf(kind))), discriminator: discriminator() },
        ...Object.fromEntries(EVENT_KINDS.map((kind) => [nameOf(kind), eventSchema(kind)])),
        Decision: schemaOf(DECISION_SCHEMA),
        LineError: schemaOf(LINE_ERROR_SCHEMA),
        Problem: schemaOf(PROBLEM_SCHEMA),
      },
    },
  };
}

const INTRODUCTION = [
  'An event is something that happened on a network and may be part of a scam. A decision says allow, warn, hold or block,',
  'with a calibrated score and every reason for it. Limits count Unicode code points. Unknown fields are refused by name;',
  'of duplicate keys in JSON the last one counts. A number that is merely impossible, or an account with wrong check digits,',
  'is a finding and not an error.',
].join(' ');

function screenOperation(): Json {
  const examples = Object.fromEntries(EVENT_KINDS.map((kind) => [kind, { value: EVENT_EXAMPLES[kind] }]));
  return {
    operationId: 'screen',
    tags: ['Screening'],
    summary: 'Decides one event.',
    security: KEYED,
    parameters: PARAMETERS,
    requestBody: {
      required: true,
      description: `One event of at most ${EVENT_LIMITS.lineBytes} bytes.`,
      content: { 'application/json': { schema: reference('Event'), examples } },
    },
    responses: {
      '200': {
        description: 'The decision.',
        headers: answerHeaders(),
        content: { 'application/json': { schema: reference('Decision') } },
      },
      ...problemResponses([
        ...EVENT_PROBLEMS,
        ...KEY_PROBLEMS,
        'timeout',
        'unsupported-media-type',
        'unsupported-encoding',
        ...ALWAYS,
      ]),
    },
  };
}

function batchOperation(): Json {
  const lines = { oneOf: [reference('Decision'), reference('LineError')] };
  return {
    operationId: 'screenBatch',
    tags: ['Screening'],
    summary: 'Decides a stream of events, one a line.',
    security: KEYED,
    description: [
      'NDJSON both ways, in the same order. Answers begin while the request is still being sent; a client that does not read',
      'them stops the reading of its request, after a read-ahead that the operator sets (32 MiB as shipped).',
      'A line that is no event is answered at its place by its number and what is wrong with it; the others are decided.',
      'Blank lines are passed over and counted. When the server must end a batch early, its last line is an error with the',
      'code `batch-too-long`, `stopping` or `internal` and the number of the first line that was not decided.',
    ].join(' '),
    parameters: PARAMETERS,
    requestBody: {
      required: true,
      content: Object.fromEntries(
        BATCH_TYPES.map((type, index) => [
          type,
          { schema: { type: 'string' }, ...(index === 0 ? { examples: { batch: { value: BATCH_EXAMPLE } } } : {}) },
        ]),
      ),
    },
    responses: {
      '200': {
        description: 'One line for each line that is not blank.',
        headers: answerHeaders(),
        content: { 'application/x-ndjson': { schema: { type: 'string' }, 'x-item-schema': lines } },
      },
      ...problemResponses([
        'batch-too-long',
        ...KEY_PROBLEMS,
        'unsupported-media-type',
        'unsupported-encoding',
        'busy',
        ...ALWAYS,
      ]),
    },
  };
}

function plainOperation(operationId: string, summary: string, type: string): Json {
  const schema = type === 'application/json' ? { type: 'object' } : { type: 'string' };
  return {
    operationId,
    tags: ['Operation'],
    summary,
    responses: { '200': { description: 'OK', content: { [type]: { schema } } } },
  };
}

function readyOperation(): Json {
  const operation = plainOperation('isReady', 'May traffic be sent here?', 'application/json');
  const responses = isRecord(operation['responses']) ? operation['responses'] : {};
  return { ...operation, responses: { ...responses, ...problemResponses(['stopping']) } };
}

// Either none, from the machine itself, or a key.
const KEYED: readonly Json[] = [{}, { key: [] }];
const KEY_PROBLEMS = ['key-needed', 'key-unknown', 'key-scope'] as const;
const EVENT_PROBLEMS = ['not-json', 'unknown-kind', 'unknown-field', 'missing-field', 'bad-value', 'too-long'] as const;
const ALWAYS = [
  'unknown-parameter',
  'bad-parameter',
  'too-many-requests',
  'head-too-large',
  'internal',
  'stopping',
] as const;

/** One response a status, naming the codes that come with it. */
export function problemResponses(codes: readonly ProblemCode[]): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) byStatus.set(PROBLEMS[code].status, [...(byStatus.get(PROBLEMS[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      String(status),
      {
        description: those.map((code) => `\`${code}\``).join(', '),
        content: { [PROBLEM_TYPE]: { schema: reference('Problem') } },
      },
    ]),
  );
}

const PARAMETERS: readonly Json[] = [
  {
    name: 'door',
    in: 'query',
    description: 'Who asks; it selects the base rate of the score: a person, a program, or an enforcement point.',
    schema: { type: 'string', enum: DOORS, default: 'screen' },
  },
  {
    name: 'lang',
    in: 'query',
    description:
      'Language of the reasons, as en or zh. Without it Accept-Language decides; where there is no wording in that language, the answer is in the one the server is set to.',
    schema: { type: 'string' },
  },
];

function answerHeaders(): Json {
  return { 'Content-Language': { description: 'Language of the reasons.', schema: { type: 'string' } } };
}

function discriminator(): Json {
  return {
    propertyName: 'kind',
    mapping: Object.fromEntries(EVENT_KINDS.map((kind) => [kind, `#/components/schemas/${nameOf(kind)}`])),
  };
}

function nameOf(kind: EventKind): string {
  return `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}Event`;
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

/** The wire shape of a kind, with what only code checks (limits, forms) said in words. */
function eventSchema(kind: EventKind): Json {
  return described(schemaOf(EVENT_SCHEMAS[kind]), kind, '');
}

function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return rest;
}

function described(schema: Json, kind: EventKind, prefix: string): Json {
  const properties = schema['properties'];
  if (!isRecord(properties)) return schema;
  const entries = Object.entries(properties).map(([name, property]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const extra = FIELD_PROSE[`${kind}.${path}`] ?? FIELD_PROSE[path] ?? {};
    return [name, { ...described(isRecord(property) ? property : {}, kind, path), ...extra }] as const;
  });
  return { ...schema, properties: Object.fromEntries(entries) };
}
