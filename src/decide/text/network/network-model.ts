// SPDX-License-Identifier: Apache-2.0
/**
 * The network in the model's file, after the heads of the intents: the embeddings, a signed byte a number, padded to a multiple of
 * 4; then, as 32-bit floats, little endian, each kind's weights and biases, the answer's weights and its bias.
 */
import { z } from 'zod';
import { type Network, type NetworkShape, filterCount } from './network.ts';

const finite = z.number();

export const NETWORK = z.strictObject({
  bucketBits: z.int().min(8).max(18),
  width: z.int().min(4).max(256).multipleOf(4),
  filters: z
    .array(z.strictObject({ span: z.int().min(1).max(9), count: z.int().min(1).max(256) }).readonly())
    .min(1)
    .max(4)
    .readonly(),
  checksum: z.int().min(0).max(0xffff_ffff),
  /** What code 127 of an embedding stands for. */
  scale: finite.gt(0),
  /**
   * The band: evidence of the linear models, lowest and highest, in which the network is asked. There, evidence becomes
   * slope × (linear evidence + share × the network's log-odds) + offset, and moves by `most` at the most.
   */
  band: z.strictObject({ from: finite, to: finite }),
  share: finite,
  slope: finite,
  offset: finite,
  most: finite.min(0),
});

export type NetworkHeader = z.infer<typeof NETWORK>;
export type NetworkModel = { readonly header: NetworkHeader; readonly network: Network };

function embeddingBytes({ bucketBits, width }: NetworkShape): number {
  return width * 2 ** bucketBits;
}

/** The numbers of a shape that are kept as floats. */
export function floatCount(shape: NetworkShape): number {
  const filters = filterCount(shape);
  let weights = 0;
  for (const { span, count } of shape.filters) weights += span * count * shape.width;
  return weights + 2 * filters + 1;
}

export function networkBytes(shape: NetworkShape): number {
  return embeddingBytes(shape) + 4 * floatCount(shape);
}

/** `bytes` is the network's part of the file; its embeddings are read in place. */
export function networkModel(header: NetworkHeader, bytes: Uint8Array): NetworkModel {
  const { bucketBits, width, filters } = header;
  const shape = { bucketBits, width, filters };
  const size = embeddingBytes(shape);
  const view = new DataView(bytes.buffer, bytes.byteOffset + size, bytes.byteLength - size);
  let next = 0;
  const read = (count: number) => {
    const floats = Float64Array.from({ length: count }, (_, index) => view.getFloat32(4 * (next + index), true));
    next += count;
    return floats;
  };
  const weights: Float64Array[] = [];
  const biases: Float64Array[] = [];
  for (const { span, count } of filters) {
    weights.push(read(span * count * width));
    biases.push(read(count));
  }
  const answer = read(filterCount(shape));
  const embedding = new Int8Array(bytes.buffer, bytes.byteOffset, size);
  const network = {
    shape,
    embedding,
    embeddingScale: header.scale / 127,
    weights,
    biases,
    answer,
    answerBias: read(1)[0] ?? 0,
  };
  return { header, network };
}
