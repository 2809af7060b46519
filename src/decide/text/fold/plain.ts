// SPDX-License-Identifier: Apache-2.0
/**
 * The quick way for plain ASCII: one pass that proves that no step could do more than make letters small. It may
 * err in one direction only, by sending a text the long way.
 */

const OUT = 0;
const BLANK = 1;
const SMALL = 2;
const CAPITAL = 3;
const DIGIT = 4;
/** Signs that can split a word; they matter when a letter follows at once. */
const SPLITTER = 5;
/** Signs that can stand for a letter; they matter beside any letter. */
const STAND_IN = 6;

const CLASSES = new Uint8Array(128);
CLASSES.fill(BLANK, 32, 127);
CLASSES.fill(SMALL, 97, 123);
CLASSES.fill(CAPITAL, 65, 91);
CLASSES.fill(DIGIT, 48, 58);
for (const sign of '*,-./:;^_~!') CLASSES[sign.charCodeAt(0)] = SPLITTER;
for (const sign of '@$|+') CLASSES[sign.charCodeAt(0)] = STAND_IN;
for (const sign of '[{\\') CLASSES[sign.charCodeAt(0)] = OUT;
for (const unit of [9, 10, 13]) CLASSES[unit] = BLANK;

// As many single letters or digits in a row, one sign apart, may be a word or number taken to pieces.
const FEWEST_SINGLES = 3;

/** Whether folding the text is no more than making it lower case. */
export function isPlain(text: string): boolean {
  let before = BLANK;
  let token = 0;
  let singles = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const here = unit < 128 ? (CLASSES[unit] ?? OUT) : OUT;
    if (here === OUT) return false;
    if (here === SMALL || here === CAPITAL || here === DIGIT) {
      if (here === DIGIT ? before === SMALL || before === CAPITAL : before >= DIGIT) return false;
      if (here !== DIGIT && looksOdd(text, index, unit, before)) return false;
      token += 1;
    } else {
      if (here === STAND_IN && (before === SMALL || before === CAPITAL)) return false;
      if (token === 1) {
        singles += 1;
        if (singles >= FEWEST_SINGLES) return false;
      } else singles = 0;
      token = 0;
      if (endsOddly(text, index, unit)) return false;
    }
    before = here;
  }
  return token !== 1 || singles + 1 < FEWEST_SINGLES;
}

/** A capital I after a small letter; the x of hxxp. */
function looksOdd(text: string, index: number, unit: number, before: number): boolean {
  if (unit === 73) return before === SMALL;
  return (unit === 120 || unit === 88) && index > 0 && (text.charCodeAt(index - 1) | 32) === 104;
}

/** The end of "(dot)", "(at)" or "(.)"; the blank after " dot"; a blank before a dot. */
function endsOddly(text: string, index: number, unit: number): boolean {
  if (index === 0) return false;
  const last = text.charCodeAt(index - 1);
  if (unit === 41) return last === 46 || last === 116 || last === 84 || last === 64;
  if (unit === 46) return last === 32;
  return (
    unit === 32 && (last === 116 || last === 84) && index >= 4 && text.slice(index - 4, index).toLowerCase() === ' dot'
  );
}
