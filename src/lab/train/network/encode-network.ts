// SPDX-License-Identifier: Apache-2.0
/** A trained network → the bytes that `networkModel` reads. */
import type { Network } from '../../../decide/text/network/network.ts';
import { floatCount, networkBytes } from '../../../decide/text/network/network-model.ts';

export type CodedNetwork = { readonly bytes: Uint8Array; readonly scale: number };

/** Embeddings are cut at this many times their root mean square: a few large ones would make all steps coarse. */
const CUT = 5;

export function codeNetwork(network: Network): CodedNetwork {
  const { shape, embedding } = network;
  const bytes = new Uint8Array(networkBytes(shape));
  let square = 0;
  for (const value of embedding) square += value * value;
  const scale = Math.ceil(CUT * Math.sqrt(square / embedding.length) * 1e6) / 1e6;
  for (let index = 0; index < embedding.length; index += 1) {
    const code = Math.round((127 * (embedding[index] ?? 0)) / scale);
    bytes[index] = Math.max(-127, Math.min(127, code)) & 0xff;
  }
  const view = new DataView(bytes.buffer);
  let at = bytes.length - 4 * floatCount(shape);
  const write = (values: Iterable<number>) => {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  };
  for (const [kind, weights] of network.weights.entries()) {
    write(weights);
    write(network.biases[kind] ?? []);
  }
  write(network.answer);
  write([network.answerBias]);
  return { bytes, scale };
}
