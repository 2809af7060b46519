// SPDX-License-Identifier: Apache-2.0
/** The only way of foreign text into a log: what could be a number, an address or a sentence of a message is taken out. */
import { printable } from '../base/printable.ts';

const ADDRESSES = /[^\s"'<>]+@[^\s"'<>]+|\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/giu;
// Three digits are a status or a line of a file; more may be a code, a number or an account.
const DIGITS = /\+?[0-9](?:[\s().-]?[0-9]){3,}/gu;
const QUOTED = /"[^"]{3,}"|'[^']{3,}'|`[^`]{3,}`/gu;

/** At most 200 safe characters of `text`, without quotations, addresses and runs of digits. */
export function redact(text: string): string {
  const bare = text.slice(0, 2000).replaceAll(QUOTED, '"…"').replaceAll(ADDRESSES, '<…>').replaceAll(DIGITS, '#');
  return printable(bare, 200);
}
