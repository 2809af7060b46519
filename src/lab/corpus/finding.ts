// SPDX-License-Identifier: Apache-2.0
/** What the corpus checker says of a line. */
import type { LINE_FAULTS } from './template-codec.ts';

export type FindingCode =
  | (typeof LINE_FAULTS)[number]
  | 'blank-line'
  | 'wrong-id'
  | 'repeated-id'
  | 'unknown-scheme'
  | 'wrong-side-scheme'
  | 'asks-nothing-and-more'
  | 'misspelt-slot'
  | 'scam-link'
  | 'near-duplicate'
  | 'real-number'
  | 'real-address'
  | 'real-link'
  | 'valid-card'
  | 'valid-iban'
  | 'valid-wallet'
  | 'brand-without-role'
  | 'brand-not-in-text'
  | 'brand-role-of-other-side';

export type Finding = {
  /** Name of the file in the folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Empty where the line has none that can be read. */
  readonly id: string;
  readonly code: FindingCode;
  /** A predicate to the line ("has no sector; …"): what is wrong and what to do. */
  readonly message: string;
};

/** What a check of one template finds; file, line and id are its caller's. */
export type Fault = Pick<Finding, 'code' | 'message'>;
