// SPDX-License-Identifier: Apache-2.0
/** Weights → the bytes that `parseTextModel` reads. */
import { createHash } from 'node:crypto';
import { IDF_STEPS, compress } from '../../decide/text/companding.ts';
import { MODEL_MAGIC, type ModelHeader, checksumOf } from '../../decide/text/text-model.ts';
import type { NetworkHeader } from '../../decide/text/network/network-model.ts';
import type { CodedIntents } from './train-intents.ts';

export type RawTable = {
  /** Weight × idf for each bucket. */
  readonly unwanted: Float64Array;
  readonly fraud: Float64Array;
  readonly idf: Float64Array;
  readonly votes: Uint8Array;
};

export type CodedTable = {
  readonly table: Int32Array;
  readonly scale: { readonly unwanted: number; readonly fraud: number };
};

export function codeTable(raw: RawTable): CodedTable {
  const scale = { unwanted: roundScale(largest(raw.unwanted)), fraud: roundScale(largest(raw.fraud)) };
  const table = new Int32Array(raw.idf.length);
  for (let bucket = 0; bucket < raw.idf.length; bucket += 1) {
    const idf = Math.round((raw.idf[bucket] ?? 0) * IDF_STEPS);
    table[bucket] =
      compress(raw.unwanted[bucket] ?? 0, scale.unwanted) |
      (compress(raw.fraud[bucket] ?? 0, scale.fraud) << 8) |
      (idf << 16) |
      ((raw.votes[bucket] ?? 0) << 24);
  }
  return { table, scale };
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most === 0 ? 1 : most;
}

// Six digits in the header, not less than the largest weight.
function roundScale(value: number): number {
  return Math.ceil(value * 1e6) / 1e6;
}

export type PlacedNetwork = { readonly header: NetworkHeader; readonly bytes: Uint8Array };

/** The file. Its version is a digest of header, table, heads and network. */
export function encodeModel(
  bare: Omit<ModelHeader, 'version' | 'checksum' | 'intents' | 'network'>,
  table: Int32Array,
  intents: CodedIntents,
  network: PlacedNetwork,
): Uint8Array {
  const header = { ...bare, intents: intents.header, network: network.header };
  const checksum = checksumOf(table);
  const digest = createHash('sha256')
    .update(JSON.stringify({ ...header, checksum }))
    .update(table)
    .update(intents.bytes)
    .update(network.bytes)
    .digest('hex');
  const text = JSON.stringify({ ...header, checksum, version: digest.slice(0, 12) });
  const padding = (4 - ((MODEL_MAGIC.length + 4 + text.length) % 4)) % 4;
  const head = new TextEncoder().encode(text + ' '.repeat(padding));
  const start = MODEL_MAGIC.length + 4 + head.length;
  const bytes = new Uint8Array(start + 4 * table.length + intents.bytes.length + network.bytes.length);
  bytes.set(new TextEncoder().encode(MODEL_MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(MODEL_MAGIC.length, head.length, true);
  bytes.set(head, MODEL_MAGIC.length + 4);
  for (const [index, word] of table.entries()) view.setInt32(start + 4 * index, word, true);
  bytes.set(intents.bytes, start + 4 * table.length);
  bytes.set(network.bytes, start + 4 * table.length + intents.bytes.length);
  return bytes;
}
