// SPDX-License-Identifier: Apache-2.0
/**
 * A trained link model: bytes → typed, checked once. File: the 8 letters `TOCSINLK`, the header's length (uint32, little endian),
 * the header (JSON), then a signed byte a bucket for hosts and one for addresses (`expand` of `text/companding.ts`), by node the
 * number and the cut of every tree, and a signed byte pair (int16, little endian) a leaf.
 */
import { z } from 'zod';
import { badModel, openModel } from '../../model-header.ts';
import { expand } from '../../text/companding.ts';
import { GRAM_BITS } from './link-grams.ts';
import { NUMBER_NAMES } from './link-numbers.ts';
import { MOST_BINS, type Trees } from './trees.ts';

export const LINK_MODEL_MAGIC = 'TOCSINLK';
export const LINK_MODEL_FORMAT = 1;

const finite = z.number();
const linear = z.strictObject({ scale: finite, bias: finite });

const HEADER = z.strictObject({
  format: z.literal(LINK_MODEL_FORMAT),
  version: z.string().regex(/^[0-9a-f]{12}$/u),
  checksum: z.int().min(0).max(0xffff_ffff),
  host: linear,
  address: linear,
  /** Public suffix → log-odds of scams against honest sites. */
  endings: z.record(z.string(), finite),
  /** By number: upper ends of its bins. */
  edges: z.array(z.array(finite).max(MOST_BINS - 1)).length(NUMBER_NAMES.length),
  depth: z.int().min(1).max(8),
  trees: z.int().min(1).max(1000),
  leafScale: finite.gt(0),
  /** Sum of the trees → log-odds, scams and honest addresses being equally many. */
  calibration: z.strictObject({ slope: finite, offset: finite }),
  /** Evidence below which the model may not warn or hold: its lines on honest small sites. */
  lines: z.strictObject({ warn: finite, hold: finite }),
});

export type LinkModelHeader = z.infer<typeof HEADER>;
const KIND = { name: 'link', magic: LINK_MODEL_MAGIC, format: LINK_MODEL_FORMAT, schema: HEADER } as const;

/** A byte a bucket, so that the table stays in a processor's cache, and what each byte stands for. */
export type Weights = { readonly codes: Uint8Array; readonly byCode: Float64Array };

/** Opaque to everyone but `weighLink`. */
export type LinkModel = {
  readonly header: LinkModelHeader;
  readonly host: Weights;
  readonly address: Weights;
  readonly endings: ReadonlyMap<string, number>;
  readonly trees: Trees;
};

/** Throws `TocsinError('bad-model')` for anything that is not a whole, unharmed model of this format. */
export function parseLinkModel(bytes: Uint8Array): LinkModel {
  const { header, start } = openModel(bytes, KIND);
  const buckets = 2 ** GRAM_BITS;
  const nodes = header.trees * (2 ** header.depth - 1);
  const leaves = header.trees * 2 ** header.depth;
  const due = start + 2 * buckets + 2 * nodes + 2 * leaves;
  if (bytes.length !== due) throw badModel('link', `it has ${bytes.length} bytes where ${due} are due`);
  const body = bytes.subarray(start);
  if (checksumOfBytes(body) !== header.checksum) throw badModel('link', 'its checksum differs: it was damaged or cut');
  const view = new DataView(body.buffer, body.byteOffset + 2 * buckets + 2 * nodes, 2 * leaves);
  const numbers = Uint8Array.from(body.subarray(2 * buckets, 2 * buckets + nodes));
  if (numbers.some((number) => number >= NUMBER_NAMES.length))
    throw badModel('link', 'a tree asks for a number that no link has');
  return {
    header,
    host: weightsOf(body.subarray(0, buckets), header.host.scale),
    address: weightsOf(body.subarray(buckets, 2 * buckets), header.address.scale),
    endings: new Map(Object.entries(header.endings)),
    trees: {
      depth: header.depth,
      edges: header.edges.map((ends) => Float64Array.from(ends)),
      numbers,
      cuts: Uint8Array.from(body.subarray(2 * buckets + nodes, 2 * buckets + 2 * nodes)),
      leaves: Float64Array.from({ length: leaves }, (_, leaf) => view.getInt16(2 * leaf, true) * header.leafScale),
    },
  };
}

function weightsOf(codes: Uint8Array, scale: number): Weights {
  return { codes, byCode: Float64Array.from({ length: 256 }, (_, code) => expand(code, scale)) };
}

/** FNV-1a over bytes. */
export function checksumOfBytes(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < bytes.length; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  return hash >>> 0;
}
