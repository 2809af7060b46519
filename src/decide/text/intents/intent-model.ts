// SPDX-License-Identifier: Apache-2.0
/**
 * What a message asks of its reader, and the scheme it would belong to: linear models, one a head, over the features of the text in
 * a smaller table. They follow the main table in the model's file, a row a bucket:
 *
 *   [idf, head 0, head 1, …]   idf: code / 24, 0 = a bucket that no training text had; a head: weight × idf, companded
 *
 * padded with zeros to a multiple of 4 bytes.
 */
import { z } from 'zod';
import { ASK_CODES } from '../../reason-codes.ts';
import { expand } from '../companding.ts';

const finite = z.number();

const head = {
  /** The largest weight, what code 127 stands for. */
  scale: finite,
  bias: finite,
  /** Margin to calibrated log-odds. */
  slope: finite,
  offset: finite,
};

export const INTENTS = z.strictObject({
  bucketBits: z.int().min(8).max(18),
  smoothing: finite.min(0),
  checksum: z.int().min(0).max(0xffff_ffff),
  /** `from`: the calibrated log-odds from which the ask is named. */
  asks: z.array(z.strictObject({ ...head, code: z.enum(ASK_CODES), from: finite })).max(32),
  schemes: z.array(z.strictObject({ ...head, code: z.string().regex(/^[a-z-]+\.[a-z0-9-]+$/u) })).max(96),
  /** Share of all schemes' odds that the likeliest must hold to be named. */
  schemeFrom: finite.min(0).max(1),
});

export type IntentHeader = z.infer<typeof INTENTS>;
export type AskHead = IntentHeader['asks'][number];

/** Opaque to everyone but `judgeIntents`. */
export type IntentModel = {
  readonly header: IntentHeader;
  /** Asks first, then schemes. */
  readonly heads: readonly {
    readonly scale: number;
    readonly bias: number;
    readonly slope: number;
    readonly offset: number;
  }[];
  readonly rows: Uint8Array;
  readonly rowLength: number;
};

export function intentBytes({
  bucketBits,
  asks,
  schemes,
}: Pick<IntentHeader, 'bucketBits' | 'asks' | 'schemes'>): number {
  const bytes = (1 + asks.length + schemes.length) * 2 ** bucketBits;
  return bytes + ((4 - (bytes % 4)) % 4);
}

/** `rows` is the part of the file that belongs to the heads, read in place. */
export function intentModel(header: IntentHeader, rows: Uint8Array): IntentModel {
  const heads = [...header.asks, ...header.schemes];
  return { header, heads, rows, rowLength: 1 + heads.length };
}

/** Code → its share of a head's scale. */
export const SHARES: Float64Array = Float64Array.from({ length: 256 }, (_, code) => expand(code, 1));
