// SPDX-License-Identifier: Apache-2.0
/**
 * A served policy zone in master-file form (RFC 1035 §5.1). Each record but SOA and NS of the apex carries the comment
 * `tocsin leaf=N salt=BASE64URL`; its owner below the apex, `*.` in front or not, is the domain that the leaf confirms. What is not
 * understood is a finding: a zone that can hide something from this reader is not proved.
 */
import type { ServedEntry, ServedFile, ServedFinding } from './served.ts';

type Line = {
  /** The first of the file's lines that it stands on. */
  readonly line: number;
  /** Begins with a blank: the owner is that of the record before. */
  readonly isContinued: boolean;
  readonly words: readonly string[];
  readonly comment: string;
  /** The file ended before its parentheses did. */
  readonly isCut: boolean;
};

type Zone = { origin: string | undefined; apex: string | undefined; owner: string | undefined };

export async function readServedZone(lines: AsyncIterable<string> | Iterable<string>): Promise<ServedFile> {
  const entries: ServedEntry[] = [];
  const findings: ServedFinding[] = [];
  const zone: Zone = { origin: undefined, apex: undefined, owner: undefined };
  for await (const line of logicalLines(lines)) {
    const read = line.isCut ? 'the file ends within parentheses' : readLine(line, zone);
    if (typeof read === 'string') findings.push({ line: line.line, message: read });
    else if (read) entries.push(read);
  }
  return { entries, findings };
}

/** Joins what stands in parentheses, takes quotes and comments apart. */
async function* logicalLines(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Line> {
  let line = 0;
  let open: { line: number; isContinued: boolean; words: string[]; comment: string } | undefined;
  let depth = 0;
  for await (const text of lines) {
    line += 1;
    open ??= { line, isContinued: /^[ \t]/u.test(text), words: [], comment: '' };
    const { words, comment, opened } = takeApart(text);
    depth = Math.max(0, depth + opened);
    open.words.push(...words);
    open.comment += comment;
    if (depth > 0) continue;
    if (open.words.length > 0) yield { ...open, isCut: false };
    open = undefined;
  }
  if (open && open.words.length > 0) yield { ...open, isCut: true };
}

function takeApart(text: string): { words: string[]; comment: string; opened: number } {
  const words: string[] = [];
  let opened = 0;
  for (const [token] of text.replace(/\r$/u, '').matchAll(/"(?:[^"\\]|\\.)*"?|;.*|[()]|(?:[^\s"();\\]|\\.?)+/gu)) {
    if (token.startsWith(';')) return { words, comment: token.slice(1), opened };
    if (token === '(') opened += 1;
    else if (token === ')') opened -= 1;
    else words.push(token);
  }
  return { words, comment: '', opened };
}

function readLine(line: Line, zone: Zone): ServedEntry | string | undefined {
  const [first = ''] = line.words;
  if (!line.isContinued && first.startsWith('$')) return readDirective(line, zone);
  const owner = line.isContinued ? zone.owner : first;
  if (owner === undefined) return 'has no owner';
  zone.owner = owner;
  const type = typeOf(line.isContinued ? line.words : line.words.slice(1));
  const name = absoluteName(owner, zone);
  if (type === 'SOA') {
    if (zone.apex !== undefined) return 'begins a second zone';
    zone.apex = name;
    zone.origin ??= name;
    return undefined;
  }
  if (zone.apex === undefined) return 'stands before the SOA record';
  if (type === 'NS' && name === zone.apex) return undefined;
  const domain = belowApex(name, zone.apex);
  if (domain === undefined) return 'does not lie in the zone';
  const [, leaf, salt] = /(?:^|\s)tocsin leaf=(\d{1,15}) salt=(\S+)\s*$/u.exec(line.comment) ?? [];
  if (leaf === undefined || salt === undefined) return 'has no leaf';
  return { line: line.line, leaf: Number(leaf), kind: 'domain', value: domain.replace(/^\*\./u, ''), salt };
}

function readDirective({ words }: Line, zone: Zone): string | undefined {
  const [directive = '', origin] = words;
  switch (directive.toUpperCase()) {
    case '$TTL':
      return undefined;
    case '$ORIGIN':
      if (origin === undefined) return 'sets no origin';
      zone.origin = absoluteName(origin, zone);
      return undefined;
    default:
      return 'is a directive that brings in what does not stand in this file';
  }
}

/** The first word that is neither a time to live nor a class. */
function typeOf(words: readonly string[]): string {
  const type = words.find((word) => !/^(?:\d+[smhdw]?|(?:\d+[smhdw])+|IN|CH|HS)$/iu.test(word));
  return type?.toUpperCase() ?? '';
}

/** Lower case, without a dot at the end. Without an origin names are taken to be below an apex that has no name. */
function absoluteName(owner: string, { origin }: Zone): string {
  const name = owner.toLowerCase();
  if (name === '@') return origin ?? '';
  if (name.endsWith('.')) return name.slice(0, -1);
  return origin === undefined || origin === '' ? name : `${name}.${origin}`;
}

function belowApex(name: string, apex: string): string | undefined {
  if (apex === '') return name === '' ? undefined : name;
  return name.endsWith(`.${apex}`) ? name.slice(0, -apex.length - 1) : undefined;
}
