// SPDX-License-Identifier: Apache-2.0
/** A served list: one JSON object a line, `{kind, value, leaf, salt, scheme, legalBasis, expiresAt}`; further fields are the list's own. */
import { isRecord } from '../../base/brand.ts';
import type { ServedEntry, ServedFile, ServedFinding } from './served.ts';

export async function readServedList(lines: AsyncIterable<string> | Iterable<string>): Promise<ServedFile> {
  const entries: ServedEntry[] = [];
  const findings: ServedFinding[] = [];
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const read = readEntry(text, line);
    if (typeof read === 'string') findings.push({ line, message: read });
    else entries.push(read);
  }
  return { entries, findings };
}

/** A sentence's half for a line that is no entry. */
function readEntry(text: string, line: number): ServedEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (!isRecord(value)) return 'is not a JSON object';
  const { kind, leaf, salt, scheme, legalBasis, expiresAt, value: listed } = value;
  if (typeof leaf !== 'number' || !Number.isSafeInteger(leaf) || leaf < 0) return 'names no leaf';
  if (typeof salt !== 'string') return 'has no salt';
  if (typeof kind !== 'string' || typeof listed !== 'string') return 'has no kind or value';
  if (typeof scheme !== 'string') return 'has no scheme';
  if (typeof legalBasis !== 'string') return 'has no legal basis';
  if (typeof expiresAt !== 'string') return 'has no expiry';
  return { line, leaf, kind, value: listed, salt, says: { scheme, legalBasis, expiresAt } };
}
