// SPDX-License-Identifier: Apache-2.0
/** `node tools/build-page.ts`: builds the page's script. Tests call `setup`, which builds it only where it is out of date. */
import { buildPage, buildPageIfStale } from '../src/app/page/build-page.ts';

export async function setup(): Promise<void> {
  await buildPageIfStale();
}

if (import.meta.main && (await buildPage()) === 'absent')
  process.stderr.write(
    'Vite is not installed: the page will be answered by the server alone. `npm install` installs it.\n',
  );
