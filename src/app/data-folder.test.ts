// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';

const root = mkdtempSync(path.join(tmpdir(), 'tocsin-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('the data folder', () => {
  it('is made with its parents, for its owner alone, and left empty', () => {
    const folder = path.join(root, 'a', 'b');
    expect(prepareDataFolder(folder)).toBe(folder);
    expect(prepareDataFolder(folder)).toBe(folder);
    expect(statSync(folder).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused in a sentence where a file is in its place or above it', () => {
    const file = path.join(root, 'file');
    writeFileSync(file, '');
    for (const place of [file, path.join(file, 'below')])
      expect(() => prepareDataFolder(place)).toThrow(
        /there is a file in its place\. Choose another with --data DIR\.$/u,
      );
  });

  // Folders cannot be made there, whoever asks: root too.
  it.skipIf(!existsSync('/proc/self'))(
    'is refused where the kernel makes none, instead of being tried for ever',
    () => {
      expect(() => prepareDataFolder('/proc/tocsin/data')).toThrow(/cannot be written by this user/u);
    },
  );
});
