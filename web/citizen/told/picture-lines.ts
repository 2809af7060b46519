// SPDX-License-Identifier: Apache-2.0
/** Breaks sentences into lines of a width, at the places where the language allows it. */

/** `widthOf` measures in the unit of `most`. A piece wider than a line is broken between characters. */
export function breakLines(
  text: string,
  lang: string,
  most: number,
  widthOf: (piece: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text, lang)) {
    if (widthOf((line + piece).trimEnd()) <= most) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (widthOf(line.trimEnd()) > most) {
      const cut = longestPrefix(line, most, widthOf);
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Words with what follows them up to the next: a full stop never begins a line, also where no blanks are written. */
function piecesOf(text: string, lang: string): readonly string[] {
  if (!('Segmenter' in Intl)) return text.split(/(?<=\s)/u);
  const pieces: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(lang, { granularity: 'word' }).segment(text)) {
    const last = pieces.at(-1);
    const opens = /^[\p{Ps}\p{Pi}]/u.test(segment);
    const isGlued =
      last !== undefined && !/\s$/u.test(last) && (/[\p{Ps}\p{Pi}]$/u.test(last) || !(isWordLike === true || opens));
    // Latin words keep what is written onto them, as in `e-mail`.
    const isInWord =
      last !== undefined &&
      /[\p{Script=Latin}\p{N}\p{Pd}./'’]$/u.test(last) &&
      /^[\p{Script=Latin}\p{N}]/u.test(segment);
    if (isGlued || isInWord) pieces[pieces.length - 1] = `${last}${segment}`;
    else if (/^\s+$/u.test(segment) && last !== undefined) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

function longestPrefix(text: string, most: number, widthOf: (piece: string) => number): number {
  let cut = 0;
  for (const point of text) {
    if (cut > 0 && widthOf(text.slice(0, cut + point.length)) > most) break;
    cut += point.length;
  }
  return cut;
}
