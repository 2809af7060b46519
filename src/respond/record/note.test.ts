// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosign, cosignedAt, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { hashLeaf } from './hash.ts';
import { createSigner, formatNote, formatVerifierKey, parseNote, parseVerifierKey } from './note.ts';
import { withCosignatures } from './witness.ts';

const signer = createSigner('record.example', randomBytes(32));
const root = hashLeaf(Buffer.from('x'));
const checkpoint = signCheckpoint({ size: 7, root }, signer);

describe('a verifier key', () => {
  it('is the line that other programs make of the same key', () => {
    // The example of the note format that is in general use.
    const line = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const key = parseVerifierKey(line)!;
    expect(formatVerifierKey(key)).toBe(line);
    const note = parseNote(
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
    )!;
    expect(key.verifies(Buffer.from(note.body), note.signatures[0]!.signature)).toBe(true);
  });

  it('is refused where its id is not derived from it, and never throws', () => {
    const line = formatVerifierKey(signer.key);
    expect(parseVerifierKey(line)?.raw).toEqual(signer.key.raw);
    expect(parseVerifierKey(line.replace('record.example', 'record.exampel'))).toBeUndefined();
    fc.assert(fc.property(fc.string(), (noise) => parseVerifierKey(noise) === undefined));
  });
});

describe('a checkpoint', () => {
  it('opens with its own key and says what was signed', () => {
    const opened = openCheckpoint(checkpoint.text, signer.key);
    expect(opened).toMatchObject({ ok: true, checkpoint: { head: { origin: 'record.example', size: 7, root } } });
    expect(checkpoint.text).toMatch(
      /^record\.example\n7\n[A-Za-z0-9+/]{43}=\n\n\u2014 record\.example [A-Za-z0-9+/=]+\n$/u,
    );
  });

  it('does not open changed, with another key, or as noise', () => {
    const other = createSigner('record.example', randomBytes(32));
    expect(openCheckpoint(checkpoint.text.replace('\n7\n', '\n8\n'), signer.key)).toEqual({
      ok: false,
      why: 'bad-signature',
    });
    expect(openCheckpoint(checkpoint.text, other.key)).toEqual({ ok: false, why: 'other-key' });
    for (const text of ['', '\n\n', 'a\n7\nb\n', checkpoint.note.body, checkpoint.text.replace('\n7\n', '\n07\n')])
      expect(openCheckpoint(text, signer.key)).toEqual({ ok: false, why: 'no-checkpoint' });
    fc.assert(fc.property(fc.string(), (noise) => !openCheckpoint(noise, signer.key).ok));
  });

  it('keeps its own signature beside those of witnesses, each of which states a time', () => {
    const witness = createSigner('witness.example', randomBytes(32), 4);
    const line = cosign(checkpoint.note.body, 1_700_000_000, witness);
    const both = withCosignatures(checkpoint, [line]);
    expect(openCheckpoint(both.text, signer.key).ok).toBe(true);
    expect(cosignedAt(checkpoint.note.body, line, witness.key)).toBe(1_700_000_000);
    const later = { ...line, signature: Buffer.concat([Buffer.alloc(8, 1), line.signature.subarray(8)]) };
    expect(cosignedAt(checkpoint.note.body, later, witness.key)).toBeUndefined();
    expect(cosignedAt(checkpoint.note.body, line, signer.key)).toBeUndefined();
    expect(formatNote(parseNote(both.text)!)).toBe(both.text);
  });
});
