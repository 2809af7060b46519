// SPDX-License-Identifier: Apache-2.0
/** What a leaf says, as a sentence for whoever reads the record. */
import type { IndicatorKind, Leaf } from './leaf.ts';

const KINDS: Readonly<Record<IndicatorKind, string>> = {
  phone: 'telephone number',
  sender: 'sender name',
  domain: 'domain',
  url: 'web address',
  account: 'bank account',
  card: 'card number',
  wallet: 'wallet',
  email: 'e-mail address',
  social: 'social account',
  device: 'device',
  template: 'message template',
  app: 'app',
};

export function describeLeaf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'digests':
      return `The files in force are policy ${short(leaf.policy)}, taxonomy ${short(leaf.taxonomy)}, rules ${short(leaf.rules)} and models ${short(leaf.models)}.`;
    case 'audit':
      return `The audit trail of who read and changed what has ${leaf.rows} rows; the newest has the hash ${short(leaf.hash)}.`;
    case 'indicator.confirmed':
      return `A ${KINDS[leaf.indicatorKind]} is confirmed as used for ${leaf.scheme}, on the legal basis ${leaf.legalBasis}, until ${dayOf(leaf.expiresAt)}; decided by ${deciderOf(leaf.decidedBy)}.`;
    case 'indicator.disputed':
      return `The confirmation in leaf ${leaf.confirmed} is disputed and no longer counts; decided by ${deciderOf(leaf.decidedBy)}.`;
    case 'indicator.withdrawn':
      return `The confirmation in leaf ${leaf.confirmed} is withdrawn; decided by ${deciderOf(leaf.decidedBy)}.`;
    case 'indicator.expired':
      return `The confirmation in leaf ${leaf.confirmed} has expired; noted by ${deciderOf(leaf.decidedBy)}.`;
    case 'point.enforce':
      return `The enforcement point ${leaf.point} begins to enforce; two people decided, as ${leaf.firstRole} and ${leaf.secondRole}.`;
    case 'point.observe':
      return `The enforcement point ${leaf.point} only observes from now on; two people decided, as ${leaf.firstRole} and ${leaf.secondRole}.`;
  }
}

function short(digest: string): string {
  return digest.slice(0, 12);
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

function deciderOf(decidedBy: string): string {
  return decidedBy.startsWith('role:') ? `the role ${decidedBy.slice(5)}` : `the rule ${decidedBy.slice(5)}`;
}
