// SPDX-License-Identifier: Apache-2.0
/** What other slices and the composition root see of the public record. */
export type { Appended } from './appender.ts';
export type { Draft } from './draft.ts';
export { openRecord, type PublicRecord } from './record.ts';
export { registerRecord } from './routes.ts';
export { RECORD_TABLES } from './tables.ts';
