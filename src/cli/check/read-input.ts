// SPDX-License-Identifier: Apache-2.0
/** What the person handed over, read and recognised: words, a file, standard input, or an event as JSON. */
import { createReadStream, statSync } from 'node:fs';
import { isRecord } from '../../base/brand.ts';
import { UsageError } from '../../base/errors.ts';
import { type DetectedInput, detectInput, type InputKind, readInputAs } from '../../decide/detect-input.ts';
import type { Io } from '../io.ts';
import { proveReadable, shownName } from '../screen/source.ts';

export type CheckInput =
  | { readonly kind: 'detected'; readonly input: DetectedInput; readonly file?: string; readonly damaged: boolean }
  /** A JSON object that claims to be an event; not parsed yet. */
  | { readonly kind: 'event'; readonly value: unknown; readonly file?: string };

// One message, however long its thread; more is a stream, and that is what `screen` is for.
const MOST_BYTES = 1_048_576;
const FILE_ENDING = /\.(?:json|jsonl|ndjson|txt|eml|log|csv|md)$/iu;

export async function readCheckInput(words: readonly string[], as: InputKind | undefined, io: Io): Promise<CheckInput> {
  const [first] = words;
  if (first === undefined && io.stdin.isTerminal)
    throw new UsageError(
      'Say what to check, in quotes: tocsin check "the message, link or number". Or name a file, or - to read what is piped in.',
    );
  if (first === undefined || (first === '-' && words.length === 1))
    return recognise(await readLimited(io.stdin, 'stdin'), as, undefined);
  if (words.length === 1 && as === undefined && isFile(first)) {
    proveReadable(first);
    return recognise(await readLimited(createReadStream(first), shownName(first)), as, shownName(first));
  }
  return recogniseText(words.join(' '), as, undefined, false);
}

/** A word is a file when there is one of that name, or when it could be nothing else. */
function isFile(word: string): boolean {
  if (word.length > 4096 || word.includes('\0')) return false;
  if (statSync(word, { throwIfNoEntry: false }) !== undefined) return true;
  return /^(?:\.{0,2}\/|~)\S+$/u.test(word) || (FILE_ENDING.test(word) && !/[\s/]/u.test(word));
}

async function readLimited(chunks: AsyncIterable<unknown>, name: string): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue;
    total += chunk.length;
    if (total > MOST_BYTES)
      throw new UsageError(`${name} holds more than one message (over 1 MiB). For many events use tocsin screen.`);
    kept.push(chunk);
  }
  return Buffer.concat(kept);
}

function recognise(bytes: Buffer, as: InputKind | undefined, file: string | undefined): CheckInput {
  // A NUL is in every picture and in UTF-16, never in a message.
  if (bytes.includes(0))
    throw new UsageError(
      `${file ?? 'The input'} is not text in UTF-8. Pictures and office files cannot be read: copy the words out of it.`,
    );
  const text = bytes.toString('utf8');
  const damaged = text.includes('\uFFFD') && !bytes.includes('\uFFFD');
  return recogniseText(text.replace(/^\uFEFF/u, '').replace(/(?:\r?\n)+$/u, ''), as, file, damaged);
}

function recogniseText(
  text: string,
  as: InputKind | undefined,
  file: string | undefined,
  damaged: boolean,
): CheckInput {
  const named = file === undefined ? {} : { file };
  if (as !== undefined) {
    const input = readInputAs(text, as);
    if (input === undefined)
      throw new UsageError(
        `This cannot be read as ${as === 'number' ? 'a telephone number' : 'an account'}. Leave out --as, or correct it.`,
      );
    return { kind: 'detected', input, damaged, ...named };
  }
  const value = eventIn(text);
  return value === undefined
    ? { kind: 'detected', input: detectInput(text), damaged, ...named }
    : { kind: 'event', value, ...named };
}

/** The one JSON object with a `kind` in the text; several of them are refused, and other JSON is just text. */
function eventIn(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  const whole = objectIn(text);
  if (whole !== undefined) return whole;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 1 && objectIn(lines[0] ?? '') !== undefined)
    throw new UsageError('These are several events, and check explains one. Use tocsin screen for all of them.');
  return undefined;
}

function objectIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && Object.hasOwn(value, 'kind') ? value : undefined;
  } catch {
    return undefined;
  }
}
