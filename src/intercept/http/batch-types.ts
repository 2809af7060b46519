// SPDX-License-Identifier: Apache-2.0
/** There is no registered media type for NDJSON; these are in use. The first is the one that is answered with. */
export const BATCH_TYPES = [
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
];
