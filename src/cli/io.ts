// SPDX-License-Identifier: Apache-2.0
/** Everything a command touches outside itself, passed in so that a test can run one without a process. */

export type Output = {
  /** Never throws. A reader that has gone away (`| head`) ends the process quietly; a full disk ends it with status 4. */
  readonly write: (chunk: string | Uint8Array) => void;
  /** Resolves when the reader has kept up: await it between chunks of a long output. */
  readonly ready: () => Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Whether ANSI colours are welcome: a terminal, and neither NO_COLOR nor TERM=dumb; FORCE_COLOR overrules. */
  readonly colour: boolean;
};

export type Input = AsyncIterable<Uint8Array> & { readonly isTerminal: boolean };

export type Io = {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Takes over SIGINT, SIGTERM and SIGHUP: the signal is aborted by the first of them, repeated ones change nothing (a
   * launcher passes on what the terminal already sent). A command that never calls it dies of them as usual.
   */
  readonly interrupted: () => AbortSignal;
};
