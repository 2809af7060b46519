// SPDX-License-Identifier: Apache-2.0
/** Writes tables as the compact strings that `src/decide/text/fold` decodes when it is loaded. */

const LINE = 108;

/** `<gap><kind letter><length>` in base 36, gaps counted from the end of the range before. */
export function encodeRanges(kinds: ReadonlyMap<number, number>): string {
  const parts: string[] = [];
  let end = 0;
  let start = -1;
  let kind = -1;
  const flush = (): void => {
    if (start < 0) return;
    parts.push(`${(start - end).toString(36)}${String.fromCharCode(65 + kind)}${(last - start + 1).toString(36)}`);
    end = last + 1;
  };
  let last = -2;
  for (const [code, each] of [...kinds].toSorted((a, b) => a[0] - b[0])) {
    if (each !== kind || code !== last + 1) {
      flush();
      start = code;
      kind = each;
    }
    last = code;
  }
  flush();
  return parts.join(' ');
}

/** One line a target: the target, then its sources in base 36, ascending. */
export function encodeTargets(targets: ReadonlyMap<number, string>): string {
  const sources = new Map<string, number[]>();
  for (const [code, target] of targets) {
    const list = sources.get(target) ?? [];
    list.push(code);
    sources.set(target, list);
  }
  const lines = [...sources].map(([target, codes]) => {
    const written = codes.toSorted((a, b) => a - b).map((code) => code.toString(36));
    return `${target} ${written.join(' ')}`;
  });
  return lines.toSorted((a, b) => (a < b ? -1 : 1)).join('\n');
}

/** A constant: one literal, broken by line continuations, so that no engine has to join parts when it loads. */
export function writeConstant(comment: string, name: string, text: string): string {
  const chunks: string[] = [];
  const characters = Array.from(text);
  for (let index = 0; index < characters.length; index += LINE) {
    chunks.push(escapeText(characters.slice(index, index + LINE).join('')));
  }
  return `/** ${comment} */\nexport const ${name} =\n  '${chunks.join('\\\n')}';\n`;
}

function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', String.raw`\n`);
}
