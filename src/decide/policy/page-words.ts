// SPDX-License-Identifier: Apache-2.0
/** What the page at `/` itself says. What it says about a message are the reasons, verdicts and schemes of the wording. */
import { z } from 'zod';
import { sentence } from './sentence.ts';

export const pageSchema = z.strictObject({
  title: sentence,
  heading: sentence,
  label: sentence,
  hint: sentence,
  button: sentence,
  working: sentence,
  clear: sentence,
  /** Where the text goes when the device judges it: nowhere. */
  privacyHere: sentence,
  /** Where the text goes without script. `{host}` is the server's own address. */
  privacyServer: sentence,
  /** `{percent}` of models and policy has come. */
  loading: sentence,
  ready: sentence,
  offline: sentence,
  cannotLoad: sentence,
  tryAgain: sentence,
  /** The button that sends the text after all. `{host}`. */
  sendToServer: sentence,
  /** The four forms of an answer. */
  formReported: sentence,
  formWarning: sentence,
  formNothing: sentence,
  formVerified: sentence,
  why: sentence,
  marked: sentence,
  whatNow: sentence,
  notChecked: sentence,
  noGuarantee: sentence,
  verifiedOwnerHelp: sentence,
  notProof: sentence,
  everyReason: sentence,
  /** How the weights are to be read. `{count}` is the score as a number out of a hundred. */
  scoreMeans: sentence,
  weight: sentence,
  reason: sentence,
  kindOf: sentence,
  readAloud: sentence,
  stopReading: sentence,
  picture: sentence,
  /** Below the picture of an answer. `{date}` in the reader’s form. */
  pictureFoot: sentence,
  wrong: sentence,
  /** Said when somebody objects to an answer. */
  wrongKept: sentence,
  wrongRemove: sentence,
  wrongRemoved: sentence,
  empty: sentence,
  account: sentence,
  accountHelp: z.array(sentence).min(1),
  unreachable: sentence,
  busy: sentence,
  refused: sentence,
  failed: sentence,
  forPrograms: sentence,
  languages: sentence,
});

export type PageWords = Readonly<z.output<typeof pageSchema>>;
