// SPDX-License-Identifier: Apache-2.0
/** A report's page to a file. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { EnvironmentError } from '../../../base/errors.ts';
import type { Report } from '../section.ts';
import { renderPage } from './page.ts';

export function writePage(file: string, report: Report): void {
  orSay(file, () => writeFileSync(file, renderPage(report)));
}

/** Throws, before any work, where the page could not be written afterwards. What is there stays. */
export function reservePage(file: string): void {
  orSay(file, () => appendFileSync(file, ''));
}

function orSay(file: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw new EnvironmentError('unwritable', `${file} cannot be written. Name another place with --html.`, { cause });
  }
}
