// SPDX-License-Identifier: Apache-2.0
/** Names of files that are programs, archives, scripts or pages: `wedding.apk`, `invoice.pdf.exe`, `statement.html`. */
import { type FoldedText, spanInRaw } from '../text/fold/fold.ts';
import type { FoundMention } from './mention.ts';

const PROGRAMS: ReadonlySet<string> = new Set(
  'apk apks xapk aab ipa mobileconfig exe msi msix scr bat cmd vbs vbe js jse wsf hta jar ps1 lnk dmg pkg iso img vhd'.split(
    ' ',
  ),
);
const OTHERS: ReadonlySet<string> = new Set('zip rar 7z gz htm html shtml svg docm xlsm pptm one'.split(' '));
const DOUBLE = /\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|txt|mp[34]|csv)\.[a-z0-9]{2,5}$/u;
const NAME = /[\p{L}\p{N}_()[\]+.-]{1,60}$/u;
const LONGEST_NAME = 60;
const LONGEST_ENDING = 12;

/** From dot to dot. `links` are places of the folded text that are links: their files are theirs. */
export function findFiles(
  folded: FoldedText,
  links: readonly { readonly from: number; readonly to: number }[],
): readonly FoundMention[] {
  const { text } = folded;
  const found: FoundMention[] = [];
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    const to = endOfWord(text, dot + 1);
    const ending = text.slice(dot + 1, to);
    if (!PROGRAMS.has(ending) && !OTHERS.has(ending)) continue;
    const before = NAME.exec(text.slice(Math.max(0, dot - LONGEST_NAME), dot))?.[0] ?? '';
    // `photo.pdf.exe`, `a.html/b`, `x.apk@y`: it goes on.
    if (before === '' || /^(?:[a-z0-9@/]|\.[a-z0-9])/u.test(text.slice(to, to + 2))) continue;
    const from = dot - before.length;
    // A bare `photos.zip` is taken for a file, not for a host of that ending.
    const isLink = links.some((link) => link.from < to && from < link.to && link.to - link.from > to - from);
    // `node.js`, `next.js`: a script is a file only where it says it is one more thing, as `photo.jpg.js`.
    if (isLink || (ending === 'js' && !DOUBLE.test(text.slice(from, to)))) continue;
    const span = spanInRaw(folded, from, to);
    const value = folded.raw.slice(span.start, span.end).toLowerCase();
    found.push({ kind: 'file', value, from: span.start, to: span.end });
  }
  return found;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at - from <= LONGEST_ENDING) {
    const code = text.charCodeAt(at);
    if (!((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39))) break;
    at += 1;
  }
  return at;
}

export function isProgramFile(name: string): boolean {
  return PROGRAMS.has(name.slice(name.lastIndexOf('.') + 1));
}

/** `photo.jpg.exe`: the ending that is shown is not the one that counts. */
export function isDisguisedFile(name: string): boolean {
  return DOUBLE.test(name);
}
