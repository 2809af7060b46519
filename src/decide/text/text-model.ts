// SPDX-License-Identifier: Apache-2.0
/**
 * A trained text model: bytes → typed, checked once. File: the 8 letters `TOCSINTX`, the header's length (uint32,
 * little endian), the header (JSON, padded with blanks so that the table starts at a multiple of 4), then the table, 4 bytes a bucket:
 *
 *   [A, B, idf, language]   A, B: the two models' weight × idf, a signed companded code (see `expand`)
 *                           idf: inverse document frequency, code / 24; 0 = a bucket that no training text had
 *                           language: low 4 bits the language it speaks for, high 4 bits how strongly
 *
 * after it the heads of `intents/intent-model.ts`, then the network of `network/network-model.ts`.
 *
 * Model A asks whether a text is unwanted bulk, model B whether bulk is fraud. The table is read in place: bytes that lie
 * in a `SharedArrayBuffer` serve every worker without a copy.
 */
import { z } from 'zod';
import { badModel, openModel } from '../model-header.ts';
import { IDF_STEPS, expand } from './companding.ts';
import { NETWORK, type NetworkModel, networkBytes, networkModel } from './network/network-model.ts';
import { INTENTS, type IntentModel, intentBytes, intentModel } from './intents/intent-model.ts';

export const MODEL_MAGIC = 'TOCSINTX';
export const MODEL_FORMAT = 2;
export const BYTES_PER_BUCKET = 4;
/** The table names a language in 4 bits. */
export const MOST_LANGUAGES = 16;

const finite = z.number();
const affine = z.strictObject({ slope: finite, offset: finite });

const LANGUAGE = z.strictObject({
  code: z.string().regex(/^[a-z]{2}$/u),
  /** Margins of A and B, and the logit of their product, to calibrated log-odds. */
  unwanted: affine,
  fraud: affine,
  product: affine,
  /** Evidence below which a text of this language may not be warned about or held. */
  warn: finite,
  hold: finite,
  /** Mean language strength per feature under which a text is not of this language. */
  familiar: finite,
});

const HEADER = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  version: z.string().regex(/^[0-9a-f]{12}$/u),
  bucketBits: z.int().min(8).max(22),
  checksum: z.int().min(0).max(0xffff_ffff),
  scale: z.strictObject({ unwanted: finite, fraud: finite }),
  bias: z.strictObject({ unwanted: finite, fraud: finite }),
  /** Added to the squared length before the square root, so that a few characters say little. */
  smoothing: finite.min(0),
  /** Share of scams that the calibration stands for; evidence is counted from there. */
  baseRate: finite.gt(0).lt(1),
  languages: z.array(LANGUAGE).min(1).max(MOST_LANGUAGES),
  /** For a text whose language the model does not know: how much of the evidence counts, and its lines. */
  other: z.strictObject({ trust: finite.min(0).max(1), warn: finite, hold: finite }),
  intents: INTENTS,
  network: NETWORK,
});

export type ModelHeader = z.infer<typeof HEADER>;
const KIND = { name: 'text', magic: MODEL_MAGIC, format: MODEL_FORMAT, schema: HEADER } as const;
export type LanguageCalibration = z.infer<typeof LANGUAGE>;
export type Affine = { readonly slope: number; readonly offset: number };

/** Opaque to everyone but `judgeText`. */
export type TextModel = {
  readonly header: ModelHeader;
  /** The table, a word a bucket: A in the lowest byte, the language in the highest. */
  readonly table: Int32Array;
  /** Code → weight × idf, for A and for B. */
  readonly unwanted: Float64Array;
  readonly fraud: Float64Array;
  /** idf code → idf squared. */
  readonly squares: Float64Array;
  readonly intents: IntentModel;
  readonly network: NetworkModel;
};

/** Throws `TocsinError('bad-model')` for anything that is not a whole, unharmed model of this format. */
export function parseTextModel(bytes: Uint8Array): TextModel {
  const { header, start } = openModel(bytes, KIND);
  const middle = start + BYTES_PER_BUCKET * 2 ** header.bucketBits;
  const tail = middle + intentBytes(header.intents);
  const end = tail + networkBytes(header.network);
  if (bytes.length !== end) throw badModel('text', `it has ${bytes.length} bytes where ${end} are due`);
  const table = wordsOf(bytes.subarray(start, middle));
  const heads = bytes.subarray(middle, tail);
  const network = bytes.subarray(tail);
  const harmed =
    checksumOf(table) !== header.checksum ||
    checksumOf(wordsOf(heads)) !== header.intents.checksum ||
    checksumOf(wordsOf(network)) !== header.network.checksum;
  if (harmed) throw badModel('text', 'its checksum differs: it was damaged or cut');
  return {
    header,
    table,
    unwanted: expandAll(header.scale.unwanted),
    fraud: expandAll(header.scale.fraud),
    squares: Float64Array.from({ length: 256 }, (_, code) => (code / IDF_STEPS) * (code / IDF_STEPS)),
    intents: intentModel(header.intents, heads),
    network: networkModel(header.network, network),
  };
}

// A view where the bytes lie at a multiple of 4 on a little-endian machine, as all in use are; otherwise a copy.
function wordsOf(bytes: Uint8Array): Int32Array {
  const count = bytes.length / BYTES_PER_BUCKET;
  const isLittleEndian = new Uint8Array(Int32Array.of(1).buffer)[0] === 1;
  if (isLittleEndian && bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: count }, (_, index) => view.getInt32(4 * index, true));
}

/** FNV-1a over the words of the table. */
export function checksumOf(table: Int32Array): number {
  let hash = 0x811c9dc5;
  // By index: an iterator takes four times as long before the loop is compiled.
  for (let index = 0; index < table.length; index += 1) hash = Math.imul(hash ^ (table[index] ?? 0), 0x01000193);
  return hash >>> 0;
}

function expandAll(scale: number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, code) => expand(code, scale));
}
