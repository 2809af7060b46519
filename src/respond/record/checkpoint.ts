// SPDX-License-Identifier: Apache-2.0
/**
 * The signed head: origin, size and root as a note (C2SP tlog-checkpoint), and what a witness adds to it, the statement that
 * it saw this head at a time and saw it grow out of all that it had seen before (C2SP tlog-cosignature).
 */
import { HASH_BYTES } from './hash.ts';
import {
  formatNote,
  type Note,
  parseNote,
  type SignatureLine,
  type Signer,
  signaturesBy,
  type VerifierKey,
} from './note.ts';

export type Head = { readonly origin: string; readonly size: number; readonly root: Buffer };

export type Checkpoint = { readonly head: Head; readonly note: Note; readonly text: string };

export type CheckpointRefusal = 'no-checkpoint' | 'other-key' | 'bad-signature';

function encodeHead({ origin, size, root }: Head): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Lines after the third are extensions, which every reader must bear. */
function parseHead(body: string): Head | undefined {
  const [origin, digits, encoded] = body.split('\n');
  if (origin === undefined || origin === '' || !/^(?:0|[1-9]\d{0,15})$/u.test(digits ?? '')) return undefined;
  const root = Buffer.from(encoded ?? '', 'base64');
  const size = Number(digits);
  if (root.length !== HASH_BYTES || root.toString('base64') !== encoded || !Number.isSafeInteger(size))
    return undefined;
  return { origin, size, root };
}

export function signCheckpoint(head: Omit<Head, 'origin'>, signer: Signer): Checkpoint {
  const { name, id } = signer.key;
  const body = encodeHead({ ...head, origin: name });
  const note = { body, signatures: [{ name, id, signature: signer.sign(Buffer.from(body)) }] };
  return { head: { ...head, origin: name }, note, text: formatNote(note) };
}

/** Opens a checkpoint of the log whose key this is; the origin is the key's name. */
export function openCheckpoint(
  text: string,
  key: VerifierKey,
): { readonly ok: true; readonly checkpoint: Checkpoint } | { readonly ok: false; readonly why: CheckpointRefusal } {
  const note = parseNote(text);
  const head = note && parseHead(note.body);
  if (!note || !head) return { ok: false, why: 'no-checkpoint' };
  const mine = signaturesBy(note, key);
  if (mine.length === 0 || head.origin !== key.name) return { ok: false, why: 'other-key' };
  const signed = Buffer.from(note.body);
  if (!mine.some(({ signature }) => key.verifies(signed, signature))) return { ok: false, why: 'bad-signature' };
  return { ok: true, checkpoint: { head, note, text } };
}

const TIME_BYTES = 8;

/** Seconds since 1970 at which the witness saw this body; `undefined` where the line is not its signature of it. */
export function cosignedAt(body: string, line: SignatureLine, witness: VerifierKey): number | undefined {
  if (witness.type !== 4 || line.name !== witness.name || line.id !== witness.id) return undefined;
  if (line.signature.length !== TIME_BYTES + 64) return undefined;
  const seconds = Number(line.signature.readBigUInt64BE(0));
  const message = cosignedMessage(body, seconds);
  return witness.verifies(message, line.signature.subarray(TIME_BYTES)) ? seconds : undefined;
}

export function cosign(body: string, seconds: number, witness: Signer): SignatureLine {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const { name, id } = witness.key;
  return { name, id, signature: Buffer.concat([time, witness.sign(cosignedMessage(body, seconds))]) };
}

function cosignedMessage(body: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}`);
}
