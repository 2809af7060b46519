// SPDX-License-Identifier: Apache-2.0
/** Helpers of this folder's tests: records in memory, in folders and on real databases. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Instant, instantOf } from '../../base/instant.ts';
import type { Store, StoreLog } from '../../store/store.ts';
import type { Draft } from './draft.ts';
import { openRecord, type PublicRecord, type RecordParts } from './record.ts';
import type { RecordTables } from './tables.ts';

export const quietLog: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const DAY_MS = 86_400_000;

export function now(): Instant {
  return instantOf(Date.now());
}

export type TemporaryFolder = { readonly path: string; readonly [Symbol.dispose]: () => void };

export function temporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-record-'));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function openTestRecord(
  store: Pick<Store, 'db'>,
  data: string,
  more: Partial<RecordParts> = {},
): Promise<PublicRecord & AsyncDisposable> {
  const db = store.db<RecordTables>();
  const record = await openRecord({ db, data, clock: now, random: randomBytes, log: quietLog, ...more });
  return { ...record, [Symbol.asyncDispose]: record.close };
}

export function confirmation(
  value: string,
  more: Partial<Extract<Draft, { kind: 'indicator.confirmed' }>> = {},
): Draft {
  return {
    kind: 'indicator.confirmed',
    indicatorKind: 'domain',
    value,
    scheme: 'bank.safe-account',
    legalBasis: 'gdpr.6-1-f',
    expiresAt: instantOf(Date.now() + 30 * DAY_MS),
    decidedBy: { role: 'approver' },
    ...more,
  };
}
