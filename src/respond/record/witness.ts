// SPDX-License-Identifier: Apache-2.0
/**
 * Asks witnesses to sign what is published (C2SP tlog-witness): someone else's machines that remember the largest head they saw
 * and sign only what grew out of it. With them a log cannot show one history to some and another to others.
 */
import { type Checkpoint, cosignedAt } from './checkpoint.ts';
import { formatNote, parseSignatureLine, type SignatureLine, type VerifierKey } from './note.ts';
import { proveConsistency } from './proof.ts';
import { openTree, type ReadFile } from './tree.ts';

export type Witness = {
  /** Where it takes submissions, without a slash at the end; `/add-checkpoint` is added. */
  readonly url: string;
  readonly key: VerifierKey;
};

export type WitnessAnswer =
  | { readonly ok: true; readonly line: SignatureLine }
  | { readonly ok: false; readonly why: 'away' | 'refused' | 'no-proof' | 'bad-signature' };

const TIMEOUT_MS = 5000;
const MAX_ANSWER_BYTES = 16_384;
const SIZE_TYPE = 'text/x.tlog.size';

export type Asking = { readonly checkpoint: Checkpoint; readonly read: ReadFile; readonly fetch?: typeof fetch };

/** `known` is the size that the witness is believed to have seen; it tells where that is wrong, and is asked once more. */
export async function askWitness(witness: Witness, known: number, asking: Asking): Promise<WitnessAnswer> {
  const first = await submit(witness, known, asking);
  if (first.kind === 'answer') return first.answer;
  const second = await submit(witness, first.size, asking);
  return second.kind === 'answer' ? second.answer : { ok: false, why: 'refused' };
}

type Submitted =
  | { readonly kind: 'answer'; readonly answer: WitnessAnswer }
  | { readonly kind: 'knows'; readonly size: number };

async function submit(witness: Witness, old: number, asking: Asking): Promise<Submitted> {
  const { checkpoint, read } = asking;
  const proof = await proveConsistency(openTree(read, checkpoint.head.size), old);
  if (!proof) return refused('no-proof');
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64'))];
  const body = `${lines.join('\n')}\n\n${checkpoint.text}`;
  let response: Response;
  let text: string;
  try {
    response = await (asking.fetch ?? fetch)(`${witness.url}/add-checkpoint`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await readText(response);
  } catch {
    return refused('away');
  }
  const size = /^(?:0|[1-9]\d{0,15})\n?$/u.test(text) ? Number(text) : undefined;
  if (response.status === 409 && response.headers.get('content-type') === SIZE_TYPE && size !== undefined)
    return { kind: 'knows', size };
  if (response.status !== 200) return refused(response.status >= 500 ? 'away' : 'refused');
  return { kind: 'answer', answer: signedBy(witness, checkpoint, text) };
}

function refused(why: Extract<WitnessAnswer, { ok: false }>['why']): Submitted {
  return { kind: 'answer', answer: { ok: false, why } };
}

function signedBy({ key }: Witness, { note }: Checkpoint, text: string): WitnessAnswer {
  const lines = text.split('\n').flatMap((line) => parseSignatureLine(line) ?? []);
  const line = lines.find((one) => cosignedAt(note.body, one, key) !== undefined);
  return line ? { ok: true, line } : { ok: false, why: 'bad-signature' };
}

/** Throws on an answer that is longer than any witness has a reason for. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The checkpoint with the witnesses' lines after the log's own. */
export function withCosignatures({ head, note }: Checkpoint, lines: readonly SignatureLine[]): Checkpoint {
  const signed = { body: note.body, signatures: [...note.signatures, ...lines] };
  return { head, note: signed, text: formatNote(signed) };
}
