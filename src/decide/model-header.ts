// SPDX-License-Identifier: Apache-2.0
/**
 * How every model file begins: 8 letters that say which kind it is, the header's length (uint32, little endian), the header (JSON).
 */
import type { z } from 'zod';
import { TocsinError } from '../base/errors.ts';

/** `header` is checked; the model's tables begin at `start`. */
export type OpenedModel<Header> = { readonly header: Header; readonly start: number };

export type ModelKind<Header> = {
  readonly magic: string;
  readonly format: number;
  readonly schema: z.ZodType<Header>;
  /** Of a fault, in a word or two: what it is called and how it is made. */
  readonly name: 'text' | 'link';
};

const LENGTH_AT = 8;
const HEADER_AT = 12;

/** Throws `TocsinError('bad-model')`. */
export function openModel<Header>(bytes: Uint8Array, kind: ModelKind<Header>): OpenedModel<Header> {
  for (let index = 0; index < kind.magic.length; index += 1) {
    if (bytes[index] !== kind.magic.charCodeAt(index)) throw badModel(kind.name, 'it does not begin as one does');
  }
  const start = bytes.length < HEADER_AT ? 0 : HEADER_AT + readUint32(bytes, LENGTH_AT);
  if (start === 0 || bytes.length < start) throw badModel(kind.name, 'its header is cut');
  let value: unknown;
  try {
    // A copy of some kilobytes: decoders refuse shared memory.
    const text = Uint8Array.from(bytes.subarray(HEADER_AT, start));
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch (cause) {
    throw badModel(kind.name, 'its header is not JSON', cause);
  }
  const parsed = kind.schema.safeParse(value);
  if (parsed.success) return { header: parsed.data, start };
  const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw badModel(kind.name, `its header is not of format ${kind.format} (${path})`, parsed.error);
}

function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}

export function badModel(name: ModelKind<unknown>['name'], why: string, cause?: unknown): TocsinError {
  const command = name === 'text' ? 'tocsin train' : 'tocsin train --links';
  const message = `The ${name} model cannot be used: ${why}. Fetch models/${name}.model again or make it with ${command}.`;
  return new TocsinError('bad-model', message, { cause });
}
