// SPDX-License-Identifier: Apache-2.0
/** `tocsin log show`, `prove` and `key` */
import { EnvironmentError, UsageError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { readCheckpoint, readInclusion, type ReadLeaf, readLeavesBetween } from '../../respond/record/browse.ts';
import type { Checkpoint } from '../../respond/record/checkpoint.ts';
import { describeLeaf } from '../../respond/record/describe-leaf.ts';
import { EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { wrapProse } from '../terminal/marked-text.ts';
import type { Place } from './place.ts';

const NEWEST = 20;

export async function runShow(
  { at, index, json }: { readonly at: Place; readonly index: number | undefined; readonly json: boolean },
  { stdout }: Io,
): Promise<ExitCode> {
  const { head } = await published(at);
  if (index !== undefined) refuseBeyond(index, head.size);
  const range =
    index === undefined ? { from: Math.max(0, head.size - NEWEST), to: head.size } : { from: index, to: index + 1 };
  const leaves = await readLeavesBetween(at.read, head.size, range);
  if (leaves.length === 0) stdout.write(json ? '' : 'Nothing is recorded yet.\n');
  for (const leaf of leaves.toReversed()) stdout.write(json ? factsOf(leaf) : linesOf(leaf, stdout.columns));
  return EXIT.done;
}

function factsOf({ index, entry, leaf, leafHash }: ReadLeaf): string {
  const content = leaf ?? { bytes: entry.toString('base64') };
  return `${JSON.stringify({ index, leafHash: leafHash.toString('base64'), leaf: content })}\n`;
}

function linesOf({ index, entry, leaf }: ReadLeaf, columns: number): string {
  if (!leaf) return `${index}  not a statement that a record may hold: ${printable(entry.toString('utf8'), 200)}\n`;
  const prose = wrapProse(describeLeaf(leaf), columns - 4).map((line) => `    ${line}\n`);
  return `${index}  ${leaf.at}\n${prose.join('')}`;
}

export async function runProve(
  { at, index }: { readonly at: Place; readonly index: number },
  { stdout }: Io,
): Promise<ExitCode> {
  const { head, text } = await published(at);
  refuseBeyond(index, head.size);
  const proof = await readInclusion(at.read, index, { size: head.size, published: head.size });
  const [leaf] = await readLeavesBetween(at.read, head.size, { from: index, to: index + 1 });
  const facts = {
    index,
    size: head.size,
    leaf: leaf?.entry.toString('utf8'),
    leafHash: proof.leafHash.toString('base64'),
    hashes: proof.hashes.map((hash) => hash.toString('base64')),
    root: proof.root.toString('base64'),
    checkpoint: text,
  };
  stdout.write(`${JSON.stringify(facts)}\n`);
  return EXIT.done;
}

export function runKey({ at, json }: { readonly at: Place; readonly json: boolean }, { stdout }: Io): ExitCode {
  stdout.write(json ? `${JSON.stringify({ key: at.keyLine })}\n` : `${at.keyLine}\n`);
  return EXIT.done;
}

async function published({ read, key, name }: Place): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(read, key);
  if (checkpoint) return checkpoint;
  throw new EnvironmentError(
    'no-checkpoint',
    `${name} has no checkpoint that this key signed. tocsin log verify says what is wrong with it.`,
  );
}

function refuseBeyond(index: number, size: number): void {
  if (index < size) return;
  throw new UsageError(size === 0 ? 'The record has no leaf yet.' : `The record has the leaves 0 to ${size - 1}.`);
}
