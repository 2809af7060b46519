// SPDX-License-Identifier: Apache-2.0
/** Builds the page's script where it is missing or older than its sources, with Vite where that is installed. */
import { globSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRecord } from '../../base/brand.ts';
import { DIST } from './built-page.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCES = ['web/citizen/**/*.{ts,tsx}', 'src/decide/**/*.ts', 'src/base/**/*.ts', 'package-lock.json'];

/** `absent`: Vite is not installed, and nothing was built. */
export type Built = 'absent' | 'built' | 'fresh';

export async function buildPageIfStale(): Promise<Built> {
  return isStale() ? buildPage() : 'fresh';
}

/** Whoever reads `dist` meanwhile finds the old one whole, or for a moment none. Throws when the sources do not build. */
export async function buildPage(): Promise<Built> {
  const vite = await loadVite();
  if (!vite) return 'absent';
  const partial = `${DIST}-${process.pid}.partial`;
  try {
    await vite.build({
      configFile: path.join(ROOT, 'web/citizen/vite.config.ts'),
      build: { outDir: partial, emptyOutDir: true },
    });
    rmSync(DIST, { recursive: true, force: true });
    renameSync(partial, DIST);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return 'built';
}

function isStale(): boolean {
  const built = timeOf(path.join(DIST, '.vite/manifest.json'));
  const files = globSync(SOURCES, {
    cwd: ROOT,
    exclude: (name) => name.startsWith('dist') || name.endsWith('.test.ts'),
  });
  return files.some((file) => timeOf(path.join(ROOT, file)) > built);
}

/** Milliseconds; before all time for what is not there. */
function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
}

async function loadVite(): Promise<typeof import('vite') | undefined> {
  try {
    return await import('vite');
  } catch (error) {
    if (isRecord(error) && error['code'] === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
