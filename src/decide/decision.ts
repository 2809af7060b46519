// SPDX-License-Identifier: Apache-2.0
/** Decisions: the answer to one event, in the words of the person affected, with nothing hidden. */
import type { DecisionId, EventId } from '../base/ids.ts';
import type { Evidence } from './evidence.ts';
import type { EventKind } from './event.ts';
import type { Blame } from './link/blame.ts';
import type { OwnerClass } from './link/owners.ts';
import type { Mention } from './mention/mention.ts';
import type { About, ReasonCode } from './reason-codes.ts';

export const VERDICTS = ['allow', 'warn', 'hold', 'block'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What each channel does for a verdict, in the order of `VERDICTS`. */
export const ACTIONS = {
  text: ['deliver', 'label', 'hold', 'reject'],
  call: ['connect', 'label', 'divert', 'reject'],
  link: ['open', 'interstitial', 'interstitial', 'block'],
  transfer: ['pass', 'warn', 'hold', 'refuse'],
} as const satisfies Readonly<Record<EventKind, readonly [string, string, string, string]>>;

export type Action = (typeof ACTIONS)[EventKind][number];

export function actionOf(kind: EventKind, verdict: Verdict): Action {
  const [allow, warn, hold, block] = ACTIONS[kind];
  switch (verdict) {
    case 'allow':
      return allow;
    case 'warn':
      return warn;
    case 'hold':
      return hold;
    case 'block':
      return block;
  }
}

export type Reason = {
  readonly code: ReasonCode;
  /** Additive log-odds. All weights of a decision, `prior` included, sum to logit(score) within 1e-9. */
  readonly weight: number;
  /** Of a rule: the claim or the demand that it found. */
  readonly about?: About;
  /** A sentence for the person affected, from `policy/wording`. */
  readonly because: string;
  readonly evidence?: readonly Evidence[];
};

/** Short content digests of what decided: with them and the event a decision can be made again, byte for byte. */
export type Versions = { readonly model: string; readonly rules: string; readonly policy: string };

/**
 * A first contact that asks for nothing yet. Whoever keeps signals by person and sender may remember it and hand it back as a
 * fact (`earlier`) with the sender's next message; nobody must.
 */
export type Remembered = {
  readonly kind: 'opener';
  /** How the story begins, as `family-new-number`. */
  readonly pretext: string;
  /** The scheme that begins so: a code of the taxonomy. */
  readonly scheme?: string;
  readonly forHours: number;
};

/** The address of a link in parts. */
export type AddressParts = {
  /** ASCII form, lower case. */
  readonly host: string;
  /** The host in the letters that a reader sees, where they differ. */
  readonly shown?: string;
  /** The registrable domain: whoever owns it decides what the page shows. */
  readonly site?: string;
  /** What says whose it is: a registry that serves public bodies only, a directory, or no more than memory. */
  readonly owner?: { readonly name?: string; readonly class: OwnerClass };
  /** What a list may hold for this link; never the landlord of a shared host. */
  readonly blame: Blame;
  /** The parts in sentences, in the reader's language. */
  readonly says: readonly string[];
};

/** A decision before the door gives it id, time and cost: a pure function of event, facts and versions. */
export type Ruling = {
  readonly eventId: EventId;
  readonly kind: EventKind;
  readonly verdict: Verdict;
  readonly action: Action;
  /** Calibrated probability that the event is part of a scam, at the door's base rate. */
  readonly score: number;
  /** A code of the taxonomy. */
  readonly scheme?: string;
  readonly reasons: readonly Reason[];
  /** Of a text: numbers, links, accounts, keys and files that it names, in its order. Not judged by being here. */
  readonly mentions?: readonly Mention[];
  readonly remember?: Remembered;
  /** Of a link with a host. Where it passes its reader on, of the site at the end. */
  readonly address?: AddressParts;
  readonly mode: 'observe' | 'enforce';
  readonly versions: Versions;
  /** RFC 3339; on what a rule or an indicator decided. */
  readonly expiresAt?: string;
};

export type Decision = { readonly id: DecisionId } & Ruling & {
    /** RFC 3339. */
    readonly at: string;
    /** Microseconds from parsed event to ruling. */
    readonly micros: number;
  };
