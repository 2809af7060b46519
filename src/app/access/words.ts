// SPDX-License-Identifier: Apache-2.0
/** Sentences for what was refused: what it was, and what to do now. */
import type { PasswordFault, PersonRefusal, SignInRefusal } from '../../access/index.ts';

export const PASSWORD_FAULTS: Readonly<Record<PasswordFault, string>> = {
  'too-short':
    'This password is too short. Take at least 12 characters; four words that do not belong together are good.',
  'too-long': 'This password is longer than 256 characters. Take a shorter one.',
  'too-simple': 'This password is one of the first that a guesser would try. Take another, without your name in it.',
};

export const SIGN_IN_REFUSALS: Readonly<Record<SignInRefusal, string>> = {
  wrong: 'That did not fit. Check mail and password.',
  locked: 'Too many attempts have failed. Wait some minutes, up to an hour, then try again.',
  busy: 'Many are signing in right now. Try again in some seconds.',
};

export const PERSON_REFUSALS: Readonly<Record<PersonRefusal, string>> = {
  'not-found': 'There is no such person.',
  'mail-taken': 'There is a person with this mail already.',
  oneself: 'Nobody changes their own roles or disables themselves. Ask another operator.',
  'last-operator': 'This is the last operator. Make another one first.',
};

export const PASSWORD_HINT = 'At least 12 characters. Four words that do not belong together are good.';
