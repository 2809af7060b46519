// SPDX-License-Identifier: Apache-2.0
/**
 * From flags, environment and file to `ServerOptions`. A flag outranks a variable, a variable the file, the file the
 * default. Names that no row has are refused with the nearest one, values with their source and the accepted form.
 */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type Document, isMap, isScalar } from 'yaml';
import { EnvironmentError, UsageError } from '../base/errors.ts';
import { nearest } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { flagOf, OPTION_ROWS, OPTIONS, OTHER_VARIABLES, type OptionRow, variableOf } from './options.ts';

export type OptionSources = {
  /** Values by flag, without dashes; only those that were typed. */
  readonly flags: ReadonlyMap<string, string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For tests: what to read instead of the file system. Returns `undefined` where there is no such file. */
  readonly readFile?: (file: string) => string | undefined;
};

type Given = { readonly text: string; readonly source: string };
type FileValues = ReadonlyMap<string, Given>;

export type ServerOptions = ReturnType<typeof readOptions>;

/** Throws a `UsageError` of one sentence. */
export function readOptions(sources: OptionSources) {
  refuseUnknownVariables(sources.env);
  const file = readConfigFile(sources);
  const read = <Value>(row: OptionRow<Value>): Value => valueOf(row, typed(row, sources) ?? file.get(row.key));
  return {
    data: read(OPTIONS.data),
    http: {
      host: read(OPTIONS.httpHost),
      port: read(OPTIONS.httpPort),
      publicUrl: read(OPTIONS.httpPublicUrl),
      maxConnections: read(OPTIONS.httpMaxConnections),
      headerBytes: read(OPTIONS.httpHeaderBytes),
      headersTimeoutMs: read(OPTIONS.httpHeadersTimeoutMs),
      requestTimeoutMs: read(OPTIONS.httpRequestTimeoutMs),
      keepAliveMs: read(OPTIONS.httpKeepAliveMs),
      idleTimeoutMs: read(OPTIONS.httpIdleTimeoutMs),
      batches: read(OPTIONS.httpBatches),
      batchBytes: read(OPTIONS.httpBatchBytes),
      batchAheadBytes: read(OPTIONS.httpBatchAheadBytes),
      requestsPerMinute: read(OPTIONS.httpRequestsPerMinute),
      drainMs: read(OPTIONS.httpDrainMs),
    },
    lang: read(OPTIONS.lang),
    log: { level: read(OPTIONS.logLevel), format: read(OPTIONS.logFormat) },
    metrics: read(OPTIONS.metrics),
    model: read(OPTIONS.model),
    policy: read(OPTIONS.policy),
    record: { origin: read(OPTIONS.recordOrigin), witnesses: read(OPTIONS.recordWitnesses) ?? [] },
    workers: read(OPTIONS.workers),
  } as const;
}

/** What flag or variable say. An empty variable counts as not set, as shells and compose files leave them. */
function typed(row: OptionRow<unknown>, { flags, env }: OptionSources): Given | undefined {
  const flag = flagOf(row);
  const text = flags.get(flag);
  if (text !== undefined) return { text, source: `The option --${flag}` };
  const variable = variableOf(row);
  const set = env[variable];
  return set === undefined || set === '' ? undefined : { text: set, source: `The environment variable ${variable}` };
}

function valueOf<Value>(row: OptionRow<Value>, given: Given | undefined): Value {
  if (given === undefined) return row.fallback;
  const value = row.parse(given.text);
  if (value !== undefined) return value;
  throw new UsageError(`${given.source} must be ${row.form}, not "${printable(given.text, 40)}".`);
}

function refuseUnknownVariables(env: OptionSources['env']): void {
  const known = [...OPTION_ROWS.map(variableOf), ...OTHER_VARIABLES.map(({ name }) => name)];
  for (const name of Object.keys(env)) {
    if (!name.startsWith('TOCSIN_') || known.includes(name)) continue;
    throw new UsageError(`The environment variable ${printable(name, 60)} is not known. ${suggestion(name, known)}`);
  }
}

function suggestion(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? 'The options are listed by tocsin serve --help.' : `Did you mean ${meant}?`;
}

function readConfigFile(sources: OptionSources): FileValues {
  const given = valueOf(OPTIONS.config, typed(OPTIONS.config, sources));
  const name = given ?? './tocsin.yaml';
  const text = (sources.readFile ?? readTextFile)(name);
  if (text !== undefined) return parseConfig(text, name);
  if (given === undefined) return new Map();
  throw new EnvironmentError(
    'config-unreadable',
    `The configuration file ${printable(name, 200)} cannot be read. Check its path and its permissions.`,
  );
}

function readTextFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    // A file that is there and cannot be read must not pass for one that is not there.
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return undefined;
    throw new EnvironmentError(
      'config-unreadable',
      `The configuration file ${printable(file, 200)} cannot be read. Check its path and its permissions.`,
      { cause },
    );
  }
}

function parseConfig(text: string, name: string): FileValues {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [fault] = document.errors;
  const shown = printable(name, 200);
  if (fault) {
    const { line } = lines.linePos(fault.pos[0]);
    throw new UsageError(
      `${shown}:${line} is not valid YAML (${faultName(fault.code)}). Write one "key: value" a line.`,
    );
  }
  const values = new Map<string, Given>();
  collect(document.contents, '', { values, name: shown, lines });
  return values;
}

type Collecting = { readonly values: Map<string, Given>; readonly name: string; readonly lines: LineCounter };

function collect(node: Document['contents'], prefix: string, into: Collecting): void {
  const { name } = into;
  if (node === null || (isScalar(node) && node.value === null)) return;
  if (!isMap(node)) {
    const where = prefix === '' ? name : `${lineOf(node, into)}, ${prefix}`;
    throw new UsageError(`${where} must hold keys and values, as http: {port: 8080}.`);
  }
  for (const { key, value } of node.items) {
    const part = isScalar(key) ? String(key.value) : '';
    const full = prefix === '' ? part : `${prefix}.${part}`;
    const place = isScalar(key) ? lineOf(key, into) : name;
    const isGroup = OPTION_ROWS.some((row) => row.key.startsWith(`${full}.`));
    const isKnown = OPTION_ROWS.some((row) => row.key === full && full !== OPTIONS.config.key);
    if (isGroup) collect(isMap(value) || isScalar(value) ? value : null, full, into);
    else if (!isKnown)
      throw new UsageError(`${place}: The key ${printable(full, 60)} is not known. ${suggestion(full, keys())}`);
    else if (into.values.has(full)) throw new UsageError(`${place}: The key ${full} is given twice. Keep one of them.`);
    else into.values.set(full, { text: scalarText(value), source: `${place}: The key ${full}` });
  }
}

function keys(): readonly string[] {
  return OPTION_ROWS.map((row) => row.key).filter((key) => key !== OPTIONS.config.key);
}

function scalarText(value: unknown): string {
  if (!isScalar(value)) return '';
  const plain = value.value;
  return typeof plain === 'string'
    ? plain
    : typeof plain === 'number' || typeof plain === 'boolean'
      ? String(plain)
      : '';
}

function lineOf(node: { readonly range?: readonly number[] | null | undefined }, { name, lines }: Collecting): string {
  const at = node.range?.[0];
  return at === undefined ? name : `${name}:${lines.linePos(at).line}`;
}

function faultName(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}
