// SPDX-License-Identifier: Apache-2.0
/** What other slices and the composition root see of the public record. */
export { type AuditEnd, openRecord, type PublicRecord, readAuditEnds } from './record.ts';
export { registerRecord } from './routes.ts';
export { parseVerifierKey } from './note.ts';
export { RECORD_TABLES, type RecordTables } from './tables.ts';
export type { Witness } from './witness.ts';
