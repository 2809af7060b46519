// SPDX-License-Identifier: Apache-2.0
/** Why the record does not go on. Each is a state of the files or the database that a person must look into. */
import { TocsinError } from '../../base/errors.ts';

export type RecordErrorCode =
  /** The database holds fewer leaves than are published, or others. */
  | 'record-behind'
  | 'record-forked'
  /** A published file is missing or changed. */
  | 'record-damaged'
  /** Another key than the one that signed so far. */
  | 'record-other-key'
  | 'record-key-unreadable';

export class RecordError extends TocsinError {
  declare readonly code: RecordErrorCode;

  constructor(code: RecordErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(code, message, options);
    this.name = 'RecordError';
  }
}
