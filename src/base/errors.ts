// SPDX-License-Identifier: Apache-2.0
/**
 * The root of everything Tocsin throws. `code` is stable and documented; the message says what happened, where
 * (file:line or field) and what to do, and never repeats raw input.
 */
export class TocsinError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'TocsinError';
    this.code = code;
  }
}

/** A wrong option, argument or configuration key: exit status 2. */
export class UsageError extends TocsinError {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super('usage', message, options);
    this.name = 'UsageError';
  }
}

/** The machine is not as the program needs it (port taken, folder unwritable, file missing): exit status 4. */
export class EnvironmentError extends TocsinError {
  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(code, message, options);
    this.name = 'EnvironmentError';
  }
}
