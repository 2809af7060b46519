// SPDX-License-Identifier: Apache-2.0
/**
 * Which passages of a text carry its weight. Each n-gram's weight is spread evenly over the units it covers; the sums of
 * overlapping n-grams make a profile of the text, and the passages are the stretches of whole words where that profile
 * stands out. What lies inside a passage is the passage's weight, so nothing is counted twice.
 */
import {
  BLANK,
  CLUSTERED,
  DIGIT,
  IDEOGRAPH,
  LETTER,
  OTHER,
  isLetterLike,
  kindOf,
  leansBack,
  leansForward,
} from './characters.ts';
import type { FeatureList } from './feature-list.ts';

/** A stretch of folded units, half-open, with the sum of the weights inside it. */
export type Passage = { readonly from: number; readonly to: number; readonly weight: number };

type Scratch = {
  readonly profile: Float64Array;
  readonly wordFrom: Int32Array;
  readonly wordTo: Int32Array;
  /** NaN for a word that was taken into a passage: a wall. */
  readonly wordWeight: Float64Array;
  /** `SPEAKS` for a word with a letter or digit in it, plus `ENDS` for one that ends a sentence, `PAUSES` for one before a comma. */
  readonly wordMarks: Uint8Array;
};

const SPEAKS = 1;
const ENDS = 2;
const PAUSES = 4;

let scratch: Scratch = makeScratch(1024);

function makeScratch(size: number): Scratch {
  return {
    profile: new Float64Array(size),
    wordFrom: new Int32Array(size),
    wordTo: new Int32Array(size),
    wordWeight: new Float64Array(size),
    wordMarks: new Uint8Array(size),
  };
}

const MOST_PASSAGES = 3;
// A passage people can take in at a glance.
const MOST_UNITS = 64;
// Log-odds under which a passage is not worth a reader's attention.
const LEAST_WEIGHT = 0.1;

export type Span = { readonly from: number; readonly to: number };

export type Found = {
  /** What the words inside each given span weigh; a word counts for the first span that has it. */
  readonly given: readonly number[];
  readonly passages: readonly Passage[];
};

/**
 * Up to three passages outside the given spans, in the order in which they were found: around the word of most weight, of either
 * sign, then around the strongest of what is left. `weights[i]` is the weight of `list`'s feature i. A passage ends with its sentence.
 */
export function findPassages(text: string, list: FeatureList, weights: Float64Array, spans: readonly Span[]): Found {
  const words = profileWords(text, list, weights);
  const given = spans.map((span) => takeWords(span, words));
  const passages: Passage[] = [];
  while (passages.length < MOST_PASSAGES) {
    const passage = strongest(words);
    if (passage === undefined) break;
    passages.push(passage);
  }
  return { given, passages };
}

function takeWords({ from, to }: Span, words: number): number {
  const { wordFrom, wordTo, wordWeight } = scratch;
  let sum = 0;
  for (let index = 0; index < words; index += 1) {
    const weight = wordWeight[index] ?? 0;
    if ((wordFrom[index] ?? 0) < from || (wordTo[index] ?? 0) > to || Number.isNaN(weight)) continue;
    sum += weight;
    wordWeight[index] = Number.NaN;
  }
  return sum;
}

/**
 * The clause, from one comma or full stop to the next, whose words together weigh most for the head; of a clause that is too long to
 * take in, the passage around its weightiest word. `undefined` where no clause weighs for it.
 */
export function strongestClause(text: string, list: FeatureList, weights: Float64Array): Passage | undefined {
  const words = profileWords(text, list, weights);
  const { wordFrom, wordTo, wordWeight, wordMarks } = scratch;
  let first = 0;
  let sum = 0;
  let best: { readonly first: number; readonly last: number; readonly weight: number } | undefined;
  for (let index = 0; index < words; index += 1) {
    sum += wordWeight[index] ?? 0;
    if (((wordMarks[index] ?? 0) & (ENDS | PAUSES)) === 0 && index < words - 1) continue;
    if (sum > (best?.weight ?? LEAST_WEIGHT)) best = { first, last: index, weight: sum };
    first = index + 1;
    sum = 0;
  }
  if (best === undefined) return undefined;
  const [from, to] = [wordFrom[best.first] ?? 0, wordTo[best.last] ?? 0];
  if (to - from <= MOST_UNITS) return { from, to, weight: best.weight };
  for (let index = 0; index < words; index += 1) {
    if (index < best.first || index > best.last || (wordWeight[index] ?? 0) < 0) wordWeight[index] = Number.NaN;
  }
  return strongest(words);
}

function profileWords(text: string, list: FeatureList, weights: Float64Array): number {
  if (text.length + 2 > scratch.profile.length) scratch = makeScratch(2 * text.length);
  fillProfile(text.length, list, weights);
  return cutWords(text);
}

// Difference array: a weight enters where its range begins and leaves where it ends; the running sum is the profile.
function fillProfile(length: number, list: FeatureList, weights: Float64Array): void {
  const { profile } = scratch;
  profile.fill(0, 0, length + 2);
  for (let index = 0; index < list.count; index += 1) {
    const from = list.from[index] ?? -1;
    if (from < 0) continue;
    const to = Math.min(list.to[index] ?? 0, length);
    if (to <= from) continue;
    const share = (weights[index] ?? 0) / (to - from);
    profile[from] = (profile[from] ?? 0) + share;
    profile[to] = (profile[to] ?? 0) - share;
  }
  let sum = 0;
  for (let index = 0; index < length; index += 1) {
    sum += profile[index] ?? 0;
    profile[index] = sum;
  }
}

function cutWords(text: string): number {
  const { profile, wordFrom, wordTo, wordWeight, wordMarks } = scratch;
  let words = 0;
  for (let index = 0; index < text.length;) {
    if (kindOf(text.charCodeAt(index)) === BLANK) {
      index += 1;
      continue;
    }
    const to = endOfWord(text, index);
    let weight = 0;
    let marks = marksOf(text.charCodeAt(to - 1));
    for (let at = index; at < to; at += 1) {
      weight += profile[at] ?? 0;
      if (isLetterLike(text.charCodeAt(at))) marks |= SPEAKS;
    }
    wordMarks[words] = marks;
    wordFrom[words] = index;
    wordTo[words] = to;
    wordWeight[words] = weight;
    words += 1;
    index = to;
  }
  return words;
}

// Commas in Latin, Arabic and Chinese form.
function marksOf(last: number): number {
  if (last === 44 || last === 0x60c || last === 0xff0c) return PAUSES;
  return endsSentence(last) ? ENDS : 0;
}

// . ! ? ; and their Chinese, Arabic and Hindi forms.
function endsSentence(unit: number): boolean {
  if (unit < 0x3000)
    return unit === 46 || unit === 33 || unit === 63 || unit === 59 || unit === 0x61f || unit === 0x964;
  return unit === 0x3002 || unit === 0xff01 || unit === 0xff1f || unit === 0xff1b;
}

function endOfWord(text: string, from: number): number {
  const first = kindOf(text.charCodeAt(from));
  let to = from + 1;
  if (first === IDEOGRAPH || first === CLUSTERED) {
    while (to < text.length && (leansBack(text.charCodeAt(to)) || leansForward(text.charCodeAt(to - 1)))) to += 1;
    return to;
  }
  for (; to < text.length; to += 1) {
    const kind = kindOf(text.charCodeAt(to));
    if (kind !== LETTER && kind !== DIGIT && kind !== OTHER) return to;
  }
  return to;
}

function strongest(words: number): Passage | undefined {
  const { wordFrom, wordTo, wordWeight, wordMarks } = scratch;
  let seed = -1;
  let best = 0;
  for (let index = 0; index < words; index += 1) {
    const size = Math.abs(wordWeight[index] ?? 0);
    if (size > best && ((wordMarks[index] ?? 0) & SPEAKS) !== 0) {
      best = size;
      seed = index;
    }
  }
  if (seed < 0) return undefined;
  const sign = (wordWeight[seed] ?? 0) > 0 ? 1 : -1;
  let first = seed;
  let last = seed;
  for (;;) {
    const room = MOST_UNITS - ((wordTo[last] ?? 0) - (wordFrom[first] ?? 0));
    const left = gainOf(first, -1, sign, words, room);
    const right = gainOf(last, 1, sign, words, room);
    if (left.gain <= 0 && right.gain <= 0) break;
    if (left.gain >= right.gain) first -= left.steps;
    else last += right.steps;
  }
  while (first < seed && ((wordMarks[first] ?? 0) & SPEAKS) === 0) first += 1;
  while (last > seed && ((wordMarks[last] ?? 0) & SPEAKS) === 0) last -= 1;
  let weight = 0;
  for (let index = first; index <= last; index += 1) {
    weight += wordWeight[index] ?? 0;
    wordWeight[index] = Number.NaN;
  }
  if (Math.abs(weight) < LEAST_WEIGHT) return undefined;
  return { from: wordFrom[first] ?? 0, to: wordTo[last] ?? 0, weight };
}

type Gain = { readonly gain: number; readonly steps: number };
const NO_GAIN: Gain = { gain: 0, steps: 0 };

// The best of the next one to three words on one side, so that a weak word in between does not cut a phrase in two.
function gainOf(edge: number, step: number, sign: number, words: number, room: number): Gain {
  let sum = 0;
  let best = NO_GAIN;
  for (let steps = 1; steps <= 3; steps += 1) {
    const index = edge + step * steps;
    if (index < 0 || index >= words) break;
    const weight = scratch.wordWeight[index] ?? 0;
    // Between two neighbours stands a full stop when the earlier one ends a sentence.
    const earlier = step > 0 ? index - 1 : index;
    if (((scratch.wordMarks[earlier] ?? 0) & ENDS) !== 0) break;
    if (Number.isNaN(weight) || !fits(edge, index, room)) break;
    sum += sign * weight;
    if (sum > best.gain) best = { gain: sum, steps };
  }
  return best;
}

function fits(edge: number, index: number, room: number): boolean {
  const { wordFrom, wordTo } = scratch;
  const extra =
    index > edge ? (wordTo[index] ?? 0) - (wordTo[edge] ?? 0) : (wordFrom[edge] ?? 0) - (wordFrom[index] ?? 0);
  return extra <= room;
}
