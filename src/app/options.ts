// SPDX-License-Identifier: Apache-2.0
/**
 * The one table of options. Flags, TOCSIN_* variables, keys of tocsin.yaml, the documentation and .env.example are all made
 * from it: a row here is the whole of adding an option.
 */
import { EVENT_LIMITS } from '../decide/event.ts';

/** One option, whatever its source: every source gives text, and one parser proves it. */
export type OptionRow<Value> = {
  /** As in tocsin.yaml: `http.port`. Flag and variable are made from it. */
  readonly key: string;
  /** Placeholder of help: `PORT`. */
  readonly value: string;
  /** What is accepted, completing "must be …". */
  readonly form: string;
  readonly prose: string;
  readonly fallback: Value;
  readonly shownDefault: string;
  /** `undefined` for text that has not the form. */
  readonly parse: (text: string) => Value | undefined;
};

type Named = { readonly key: string; readonly prose: string };

function integer(named: Named & { min: number; max: number; fallback: number; value?: string }): OptionRow<number> {
  const { key, prose, min, max, fallback, value = 'N' } = named;
  return {
    key,
    prose,
    value,
    fallback,
    form: `a whole number from ${min} to ${max}`,
    shownDefault: String(fallback),
    parse: (text) => parseInteger(text, min, max),
  };
}

function parseInteger(text: string, min: number, max: number): number | undefined {
  const number = /^[0-9]{1,15}$/u.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}

function optional<Value>(row: OptionRow<Value>, shownDefault: string): OptionRow<Value | undefined> {
  return { ...row, fallback: undefined, shownDefault };
}

function choice<const Choice extends string>(
  named: Named & { choices: readonly Choice[]; fallback: Choice },
): OptionRow<Choice> {
  const { key, prose, choices, fallback } = named;
  return {
    key,
    prose,
    fallback,
    value: choices.join('|'),
    form: `one of ${choices.join(', ')}`,
    shownDefault: fallback,
    parse: (text) => choices.find((known) => known === text),
  };
}

function onOff(named: Named & { fallback: boolean }): OptionRow<boolean> {
  const words = new Map([
    ['true', true],
    ['false', false],
  ]);
  return {
    ...named,
    value: 'true|false',
    form: 'true or false',
    shownDefault: String(named.fallback),
    parse: (text) => words.get(text),
  };
}

function path(named: Named & { value: 'DIR' | 'FILE'; fallback: string }): OptionRow<string> {
  return {
    ...named,
    form: named.value === 'DIR' ? 'the path of a folder' : 'the path of a file',
    shownDefault: named.fallback,
    parse: (text) => (text === '' || text.includes('\0') ? undefined : text),
  };
}

const host: OptionRow<string> = {
  key: 'http.host',
  value: 'ADDRESS',
  form: 'an IP address or localhost',
  prose: 'Address to listen on. While no API key exists only loopback addresses are accepted.',
  fallback: '127.0.0.1',
  shownDefault: '127.0.0.1',
  parse: (text) =>
    /^(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*|localhost)$/u.test(text) ? text : undefined,
};

const publicUrl: OptionRow<string> = {
  key: 'http.publicUrl',
  value: 'URL',
  form: 'an address as https://tocsin.example.org, without a path',
  prose:
    'Where persons reach this server over https, through the proxy that speaks TLS for it. Elsewhere than at http://localhost they can sign in only there.',
  fallback: '',
  shownDefault: 'none',
  parse: (text) => {
    const url =
      /^https:\/\/[A-Za-z0-9.-]+(?::[0-9]{1,5})?\/?$/u.test(text) && URL.canParse(text) ? new URL(text) : undefined;
    return url?.origin;
  },
};

const recordOrigin: OptionRow<string> = {
  key: 'record.origin',
  value: 'NAME',
  form: 'a name without blanks or +, as record.example.org',
  prose: 'Name of the public record. It is taken when the record is begun, and kept for ever.',
  fallback: '',
  shownDefault: '',
  parse: (text) => (/^[^\s+]{1,100}$/u.test(text) ? text : undefined),
};

const recordWitnesses: OptionRow<readonly Submission[]> = {
  key: 'record.witnesses',
  value: 'URL=KEY,…',
  form: 'addresses and verifier keys, as https://witness.example=witness.example+0a1b2c3d+BA…, with commas between several',
  prose: 'Machines of others that are asked to sign the head of the public record too (C2SP tlog-witness).',
  fallback: [],
  shownDefault: 'none',
  parse: (text) => {
    const submissions = text.split(',').map(parseSubmission);
    return submissions.every((submission) => submission !== undefined) ? submissions : undefined;
  },
};

/** Where a witness takes heads, and the key by which its signature is known. */
export type Submission = { readonly url: string; readonly key: string };

function parseSubmission(text: string): Submission | undefined {
  const [, url, key] = /^(https?:\/\/[^\s=,]+)=([^\s,]+)$/u.exec(text.trim()) ?? [];
  return url === undefined || key === undefined || !URL.canParse(url) ? undefined : { url, key };
}

const MIB = 1_048_576;

export const OPTIONS = {
  config: optional(
    path({
      key: 'config',
      value: 'FILE',
      fallback: './tocsin.yaml',
      prose: 'Configuration file. It holds the keys of this table, nested at the dots.',
    }),
    './tocsin.yaml, if it exists',
  ),
  data: path({
    key: 'data',
    value: 'DIR',
    fallback: './.tocsin',
    prose: 'Folder for everything Tocsin keeps. It is made when it is not there.',
  }),
  httpHost: host,
  httpPort: integer({
    key: 'http.port',
    value: 'PORT',
    min: 0,
    max: 65_535,
    fallback: 8080,
    prose: 'TCP port to listen on. 0 takes any free one.',
  }),
  httpPublicUrl: optional(publicUrl, 'none: persons sign in on this machine alone'),
  httpMaxConnections: integer({
    key: 'http.maxConnections',
    min: 1,
    max: 100_000,
    fallback: 2000,
    prose: 'Connections open at one time; further ones are closed at once.',
  }),
  httpHeaderBytes: integer({
    key: 'http.headerBytes',
    min: 4096,
    max: MIB,
    fallback: 16_384,
    prose: 'Largest request head, in bytes; a larger one is answered with 431.',
  }),
  httpHeadersTimeoutMs: integer({
    key: 'http.headersTimeoutMs',
    min: 100,
    max: 600_000,
    fallback: 10_000,
    prose: 'Time for a request head to arrive, in milliseconds.',
  }),
  httpRequestTimeoutMs: integer({
    key: 'http.requestTimeoutMs',
    min: 100,
    max: 600_000,
    fallback: 15_000,
    prose:
      'Time for the body of a single event or a form to arrive, in milliseconds. Batches have http.idleTimeoutMs instead.',
  }),
  httpKeepAliveMs: integer({
    key: 'http.keepAliveMs',
    min: 100,
    max: 600_000,
    fallback: 10_000,
    prose: 'How long an idle connection is kept for the next request, in milliseconds.',
  }),
  httpIdleTimeoutMs: integer({
    key: 'http.idleTimeoutMs',
    min: 100,
    max: 3_600_000,
    fallback: 60_000,
    prose: 'How long a connection may stand still in the middle of a request or an answer, in milliseconds.',
  }),
  httpBatches: integer({
    key: 'http.batches',
    min: 1,
    max: 1000,
    fallback: 8,
    prose: 'Batches decided at one time; a further one is answered with 503 and may come again.',
  }),
  httpBatchBytes: integer({
    key: 'http.batchBytes',
    min: EVENT_LIMITS.lineBytes,
    max: 1024 * 1024 * MIB,
    fallback: 4096 * MIB,
    prose: 'Largest body of a batch, in bytes. Memory does not grow with it.',
  }),
  httpBatchAheadBytes: integer({
    key: 'http.batchAheadBytes',
    min: 0,
    max: 1024 * MIB,
    fallback: 32 * MIB,
    prose:
      'How much of a batch is read ahead of a client that does not read its answers yet, in bytes. A client that sends all before it reads can send this much.',
  }),
  httpRequestsPerMinute: integer({
    key: 'http.requestsPerMinute',
    min: 0,
    max: 1_000_000_000,
    fallback: 600_000,
    prose: 'Requests a minute from one address; more are answered with 429. 0 sets no limit.',
  }),
  httpDrainMs: integer({
    key: 'http.drainMs',
    min: 0,
    max: 600_000,
    fallback: 5000,
    prose: 'Time for running requests to finish when the server is told to stop, in milliseconds.',
  }),
  lang: {
    key: 'lang',
    value: 'LANG',
    form: 'a language tag, as en or zh',
    prose: 'Language of the reasons where a request names none that is known.',
    fallback: 'en',
    shownDefault: 'en',
    parse: (text) => (/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(text) ? text : undefined),
  } satisfies OptionRow<string>,
  logLevel: choice({
    key: 'log.level',
    choices: ['error', 'warn', 'info', 'debug'],
    fallback: 'info',
    prose: 'Least important line that is logged. Requests are logged at debug; bodies and numbers never.',
  }),
  logFormat: choice({
    key: 'log.format',
    choices: ['plain', 'json'],
    fallback: 'plain',
    prose: 'Lines for people, or one JSON object a line for collectors. Logs go to stderr.',
  }),
  metrics: onOff({ key: 'metrics', fallback: true, prose: 'Whether GET /metrics answers, for Prometheus.' }),
  model: optional(
    path({ key: 'model', value: 'FILE', fallback: '', prose: 'Text model to use instead of the shipped one.' }),
    'the shipped model',
  ),
  policy: optional(
    path({
      key: 'policy',
      value: 'DIR',
      fallback: '',
      prose: 'Folder of policy files that override the shipped ones, key by key.',
    }),
    'the shipped policy alone',
  ),
  recordOrigin: optional(recordOrigin, 'a name drawn at the first start'),
  recordWitnesses: optional(recordWitnesses, 'none'),
  workers: optional(
    integer({
      key: 'workers',
      min: 0,
      max: 256,
      fallback: 0,
      prose: 'Threads that decide batches. 0 decides them in slices on the thread that serves.',
    }),
    'the number of cores, at most 8',
  ),
} as const;

/** Every row, in the order of the documentation. */
export const OPTION_ROWS: readonly OptionRow<unknown>[] = Object.values(OPTIONS);

/** `http.batchBytes` → `http-batch-bytes`, to be typed with two dashes. */
export function flagOf(row: { readonly key: string }): string {
  return row.key.replaceAll('.', '-').replaceAll(/[A-Z]/gu, (capital) => `-${capital.toLowerCase()}`);
}

/** `http.batchBytes` → `TOCSIN_HTTP_BATCH_BYTES`. */
export function variableOf(row: { readonly key: string }): string {
  return `TOCSIN_${flagOf(row).replaceAll('-', '_').toUpperCase()}`;
}

/** Variables that other parts of Tocsin read and that are no options of the server. */
export const OTHER_VARIABLES = [
  {
    name: 'DATABASE_URL',
    prose:
      'A PostgreSQL server (15 or newer) to use instead of the embedded one: `postgres://user:password@host:5432/database`.',
  },
  { name: 'TOCSIN_CORPORA', prose: 'Folder of the public data sets that `tocsin train` and `tocsin evaluate` read.' },
  { name: 'TOCSIN_DEBUG', prose: '1 shows the stack of what failed.' },
  {
    name: 'TOCSIN_PEERS',
    prose: '`required` turns the skipping of a test, whose Debian package is missing, into a failure.',
  },
] as const;
