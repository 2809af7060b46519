// SPDX-License-Identifier: Apache-2.0
/** A report's page to a file. */
import { writeFileSync } from 'node:fs';
import { EnvironmentError } from '../../../base/errors.ts';
import type { Report } from '../section.ts';
import { renderPage } from './page.ts';

export function writePage(file: string, report: Report): void {
  try {
    writeFileSync(file, renderPage(report));
  } catch (cause) {
    throw new EnvironmentError('unwritable', `${file} cannot be written. Name another place with --html.`, { cause });
  }
}
