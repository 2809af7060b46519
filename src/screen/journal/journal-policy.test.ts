// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SHIPPED_POLICY_DIR } from '../load.ts';
import { documentsOf, readPolicyFiles } from '../load-policy.ts';
import { loadJournalPolicy } from './journal-policy.ts';

const folders: string[] = [];

function localFolder(yaml: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-policy-'));
  folders.push(folder);
  writeFileSync(path.join(folder, 'journal.yaml'), yaml);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('policy/journal.yaml', () => {
  it('as shipped keeps what is allowed two days, what is flagged half a year, contents two weeks and none of the allowed', () => {
    expect(loadJournalPolicy(SHIPPED_POLICY_DIR)).toEqual({
      allowed: { days: 2, keyDays: 1 },
      flagged: { days: 180, keyDays: 30 },
      contents: { days: 14, allowSample: 0 },
      counts: { days: 1826 },
    });
  });

  it('is overridden key by key', () => {
    const local = localFolder('contents:\n  allowSample: 0.01\n');
    expect(loadJournalPolicy(SHIPPED_POLICY_DIR, local).contents).toEqual({ days: 14, allowSample: 0.01 });
  });

  it.each([
    ['contents:\n  allowSample: 2\n', /journal\.yaml:2: contents\.allowSample: must not be over 1/u],
    ['flagged:\n  days: 5.5\n', /journal\.yaml:2: flagged\.days: must be /u],
    ['allowed:\n  days: 1\n  keyDays: 2\n', /journal\.yaml:3: allowed\.keyDays: must not be over days/u],
    ['allowd: {}\n', /journal\.yaml:1: the key allowd is not known here/u],
    ['allowed: [\n', /journal\.yaml:2: this is not valid YAML/u],
  ])('is refused with its line: %j', (yaml, sentence) => {
    expect(() => loadJournalPolicy(SHIPPED_POLICY_DIR, localFolder(yaml))).toThrow(sentence);
  });

  it('is no part of what names a decision’s policy', () => {
    const files = readPolicyFiles(SHIPPED_POLICY_DIR);
    const without = files.filter(({ name }) => name !== 'journal.yaml');
    expect(without).toHaveLength(files.length - 1);
    expect(documentsOf(files).versions).toEqual(documentsOf(without).versions);
  });
});
