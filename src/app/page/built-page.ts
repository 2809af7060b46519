// SPDX-License-Identifier: Apache-2.0
/** The page's script as Vite has built it, read once. Without it the page is the form that the server answers. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const DIST = fileURLToPath(new URL('../../../web/citizen/dist', import.meta.url));

export type BuiltPage = {
  /** Name of the script that the page starts with, below `assets/`. */
  readonly main: string;
  /** By name below `assets/`; names hold a digest of the content. */
  readonly assets: ReadonlyMap<string, Buffer>;
  readonly serviceWorker: string;
};

const manifestSchema = z.looseObject({ 'main.tsx': z.looseObject({ file: z.string().startsWith('assets/') }) });

/** `undefined` where nothing was built, or not all of it. */
export function readBuiltPage(dist = DIST): BuiltPage | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'));
    const main = manifestSchema.parse(manifest)['main.tsx'].file.slice('assets/'.length);
    const names = readdirSync(path.join(dist, 'assets')).toSorted();
    const assets = new Map(names.map((name) => [name, readFileSync(path.join(dist, 'assets', name))]));
    const serviceWorker = readFileSync(path.join(dist, 'sw.js'), 'utf8');
    return assets.has(main) ? { main, assets, serviceWorker } : undefined;
  } catch {
    return undefined;
  }
}
