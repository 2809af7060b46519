// SPDX-License-Identifier: Apache-2.0
/** A trained link model → the bytes that `parseLinkModel` reads. */
import { createHash } from 'node:crypto';
import {
  checksumOfBytes,
  LINK_MODEL_FORMAT,
  LINK_MODEL_MAGIC,
  type LinkModelHeader,
} from '../../decide/link/model/link-model.ts';
import { treeCount } from '../../decide/link/model/trees.ts';
import { compress } from '../../decide/text/companding.ts';
import type { RawLinkModel } from './train-link-model.ts';

export type Fitted = Pick<LinkModelHeader, 'calibration' | 'lines'>;

/** Its version is a digest of header and body. */
export function encodeLinkModel({ host, address, endings, trees }: RawLinkModel, fitted: Fitted): Uint8Array {
  const scales = { host: largest(host.weights), address: largest(address.weights), leaf: largest(trees.leaves) };
  const leafScale = scales.leaf / 32_767;
  const leaves = new DataView(new ArrayBuffer(2 * trees.leaves.length));
  for (const [leaf, value] of trees.leaves.entries()) leaves.setInt16(2 * leaf, Math.round(value / leafScale), true);
  const body = Buffer.concat([
    Uint8Array.from(host.weights, (weight) => coarse(compress(weight, scales.host))),
    Uint8Array.from(address.weights, (weight) => coarse(compress(weight, scales.address))),
    trees.numbers,
    trees.cuts,
    new Uint8Array(leaves.buffer),
  ]);
  const bare = {
    format: LINK_MODEL_FORMAT,
    checksum: checksumOfBytes(body),
    host: { scale: scales.host, bias: host.bias },
    address: { scale: scales.address, bias: address.bias },
    endings: Object.fromEntries(endings),
    edges: trees.edges.map((ends) => [...ends]),
    depth: trees.depth,
    trees: treeCount(trees),
    leafScale,
    ...fitted,
  } satisfies Omit<LinkModelHeader, 'version'>;
  const version = createHash('sha256').update(JSON.stringify(bare)).update(body).digest('hex').slice(0, 12);
  const header: LinkModelHeader = { ...bare, version };
  const head = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return Uint8Array.from(Buffer.concat([Buffer.from(LINK_MODEL_MAGIC), length, head, body]));
}

// A phone loads these weights: few sizes and many zeros pack to a third, and ranking does not suffer.
const STEP = 12;
const LEAST = 24;

function coarse(code: number): number {
  const signed = code > 127 ? code - 256 : code;
  const size = Math.abs(signed) < LEAST ? 0 : Math.min(127, Math.round(Math.abs(signed) / STEP) * STEP);
  return (signed < 0 ? -size : size) & 0xff;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most === 0 ? 1 : Math.ceil(most * 1e6) / 1e6;
}
