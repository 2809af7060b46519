// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../base/instant.ts';
import { openCommitment } from './commitment.ts';
import { describeLeaf } from './describe-leaf.ts';
import { type Draft, sealDraft } from './draft.ts';
import { decodeLeaf, encodeLeaf, INDICATOR_KINDS, type Leaf, readLeaf, RECORD_ROLES } from './leaf.ts';
import { confirmation, DAY_MS } from './test-record.ts';

const at = instantOf(Date.UTC(2026, 0, 1));
const seal = (draft: Draft) => sealDraft(draft, { at, random: randomBytes });

const role = fc.constantFrom(...RECORD_ROLES);
const decidedBy = fc.oneof(
  role.map((one) => ({ role: one })),
  fc.constant({ rule: 'three-reports' }),
);
const reason = fc
  .option(fc.string({ minLength: 1, unit: 'grapheme' }), { nil: undefined })
  .map((text) => (text === undefined ? {} : { reason: text }));
const digest = fc.stringMatching(/^[0-9a-f]{12,64}$/u);

const drafts: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({ kind: fc.constant('digests' as const), policy: digest, taxonomy: digest, rules: digest, models: digest }),
  fc.record({
    kind: fc.constant('audit' as const),
    rows: fc.integer({ min: 1 }),
    hash: fc.stringMatching(/^[0-9a-f]{64}$/u),
  }),
  fc.record({
    kind: fc.constant('indicator.confirmed' as const),
    indicatorKind: fc.constantFrom(...INDICATOR_KINDS),
    value: fc.string({ minLength: 1, unit: 'grapheme' }),
    scheme: fc.constantFrom('bank.safe-account', 'parcel.fee'),
    legalBasis: fc.constantFrom('gdpr.6-1-f', 'order/2026-17'),
    expiresAt: fc.integer({ min: 1, max: 90 * DAY_MS }).map((ms) => instantOf(at + ms)),
    decidedBy,
  }),
  fc
    .tuple(
      fc.constantFrom('indicator.disputed' as const, 'indicator.withdrawn' as const, 'indicator.expired' as const),
      fc.nat(),
      decidedBy,
      reason,
    )
    .map(([kind, confirmed, by, why]) => ({ kind, confirmed, decidedBy: by, ...why })),
  fc
    .tuple(fc.constantFrom('point.enforce' as const, 'point.observe' as const), role, role, reason)
    .map(([kind, firstRole, secondRole, why]) => ({ kind, point: 'smpp.north', firstRole, secondRole, ...why })),
);

describe('a leaf', () => {
  it('is read back from its bytes, holds nothing in the clear, and opens for whoever has the salt', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const done = seal(draft);
        if (!done.ok) throw new Error(JSON.stringify(done));
        const { leaf, opening } = done.sealed;
        const text = encodeLeaf(leaf);
        expect(decodeLeaf(Buffer.from(text))).toEqual(leaf);
        expect(describeLeaf(leaf)).toMatch(/^[A-Z].*\.$/u);
        const commitment =
          'commitment' in leaf ? leaf.commitment : 'reasonCommitment' in leaf ? leaf.reasonCommitment : undefined;
        expect(commitment === undefined).toBe(opening === undefined);
        if (!opening || commitment === undefined) return;
        // oxlint-disable-next-line vitest/no-conditional-expect -- only some leaves commit to something
        expect(
          openCommitment(commitment, opening) &&
            !openCommitment(commitment, { ...opening, value: `${opening.value}x` }),
        ).toBe(true);
      }),
    );
  });

  it('is refused from any other bytes than its own', () => {
    const done = seal(confirmation('bad.example', { expiresAt: instantOf(at + DAY_MS) }));
    const leaf = (done as { sealed: { leaf: Leaf } }).sealed.leaf;
    const text = encodeLeaf(leaf);
    expect(decodeLeaf(Buffer.from(text))).toEqual(leaf);
    for (const other of [
      `${text} `,
      text.replace('"v":1', '"v":2'),
      text.replace('{"v":1,', '{"v":1,"name":"Ann",'),
      text.replace('{"v":1,"kind":"indicator.confirmed"', '{"kind":"indicator.confirmed","v":1'),
      text.replace('role:approver', 'role:ann'),
      text.replace('bank.safe-account', 'unclassified'),
      text.replace('bank.safe-account', ''),
      text.replace('gdpr.6-1-f', 'because Ann said so'),
      text.replace('2026-01-02T', '2026-04-02T'),
      text.replace('2026-01-02T00:00:00.000Z', '2026-01-02T00:00:00Z'),
      text.replace('2026-01-02T', '2025-01-02T'),
    ]) {
      expect(other).not.toBe(text);
      expect(decodeLeaf(Buffer.from(other))).toBeUndefined();
    }
    expect(decodeLeaf(Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from(text)]))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array(), (noise) => decodeLeaf(noise) === undefined));
    fc.assert(fc.property(fc.anything(), (noise) => !readLeaf(noise).ok));
  });
});

describe('a draft', () => {
  it('is refused with the reason why: no scheme, no basis, no end within 90 days', () => {
    const day = instantOf(at + DAY_MS);
    const refused = (more: Parameters<typeof confirmation>[1]) =>
      seal(confirmation('bad.example', { expiresAt: day, ...more }));
    expect(refused({}).ok).toBe(true);
    expect(refused({ scheme: 'unclassified' })).toEqual({ ok: false, why: 'no-scheme' });
    expect(refused({ legalBasis: '' })).toEqual({ ok: false, why: 'no-legal-basis' });
    expect(refused({ expiresAt: instantOf(at + 90 * DAY_MS + 1) })).toEqual({ ok: false, why: 'no-expiry' });
    expect(refused({ expiresAt: at })).toEqual({ ok: false, why: 'no-expiry' });
    expect(refused({ expiresAt: instantOf(Number.NaN) })).toEqual({ ok: false, why: 'no-expiry' });
    expect(refused({ value: '' })).toEqual({ ok: false, why: 'bad-value' });
    expect(refused({ decidedBy: { rule: 'Ann Smith' } })).toEqual({ ok: false, why: 'bad-leaf', field: 'decidedBy' });
  });

  it('gives another commitment each time, so that equal values do not show', () => {
    const once = () => JSON.stringify(seal(confirmation('bad.example', { expiresAt: instantOf(at + DAY_MS) })));
    expect(once()).not.toBe(once());
  });
});
