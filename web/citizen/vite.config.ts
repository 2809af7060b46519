// SPDX-License-Identifier: Apache-2.0
/** The page's script, its worker with the engine, and the service worker: names say what is in them, but for the last. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const NAMED = 'assets/[name]-[hash].js';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/page/',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Inlined constants would bring the table of public suffixes a second time.
  worker: {
    format: 'es',
    rolldownOptions: { optimization: { inlineConst: false }, output: { entryFileNames: NAMED, chunkFileNames: NAMED } },
  },
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { main: 'web/citizen/main.tsx', sw: 'web/citizen/offline/sw.ts' },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : NAMED), chunkFileNames: NAMED },
    },
  },
});
