// SPDX-License-Identifier: Apache-2.0
/**
 * Text → features: character 1–4-grams within and across words, words, pairs of words, concepts, and structural tokens,
 * all hashed into 2^bits buckets. Works on folded text. Digits count as one letter, runs of blanks as one blank, a third
 * repeat of a sign is skipped, and the path of a link is left out.
 *
 * Linear in the text, and allocates nothing but scratch that grows to the longest text seen.
 */
import { BLANK, DIGIT, LETTER, OTHER, kindOf } from './characters.ts';
import { MOST_CONCEPT_FEATURES, addConcepts, noteConcept, startConcepts } from './concept-features.ts';
import { GRAM_SEED, WORD_END, WORD_SEED, conceptOf } from './concept-table.ts';
import { type FeatureList, addFeature, enlarge, startList } from './feature-list.ts';
import { hashName, hashStep, spread } from './hashing.ts';
import { addMark, addStructure } from './structure.ts';

const PAIR = hashName('pair');
const ZERO = 48;
/** From here on lie the scripts whose concepts are looked for anywhere in a text; below, at the beginnings of words. */
const FIRST_UNSPACED = 0xe00;

/** The part of a folded text that features are made of. */
export type FoldedInput = { readonly text: string; readonly marks: readonly { readonly mark: string }[] };

/** Units as the n-grams see them, and the folded unit each stands for. */
type Units = { count: number; unit: Uint16Array; at: Int32Array };

const units: Units = { count: 0, unit: new Uint16Array(1024), at: new Int32Array(1024) };

/** Fills `list` with the features of one text. */
export function listFeatures(folded: FoldedInput, list: FeatureList): void {
  const { text } = folded;
  // At most 4 n-grams, 1 word and 1 pair a unit, 16 structural features an ASCII run of 2 units or more, and the marks.
  startList(list, 14 * (text.length + 4) + folded.marks.length + MOST_CONCEPT_FEATURES);
  startConcepts();
  fillUnits(text, list);
  addGrams(list);
  addWords(list);
  addConcepts(list);
  for (const { mark } of folded.marks) addMark(list, mark);
}

function fillUnits(text: string, list: FeatureList): void {
  const most = text.length + 2;
  if (units.unit.length < most) {
    units.unit = new Uint16Array(2 * most);
    units.at = new Int32Array(2 * most);
  }
  units.count = 0;
  pushUnit(32, 0);
  let runEnd = 0;
  let skipTo = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (index >= runEnd && code > 32 && code < 127) {
      runEnd = index + 1;
      while (runEnd < text.length && isVisibleAscii(text.charCodeAt(runEnd))) runEnd += 1;
      skipTo = runEnd - index > 1 ? addStructure(list, text, index, runEnd) : runEnd;
      if (skipTo === runEnd) skipTo = 0;
    }
    if (skipTo > 0 && index >= skipTo && index < runEnd) {
      index = runEnd - 1;
      skipTo = 0;
      continue;
    }
    const kind = kindOf(code);
    if (kind === BLANK) pushBlank(index);
    else pushUnit(kind === DIGIT ? ZERO : code, index);
  }
  pushBlank(text.length);
}

function isVisibleAscii(code: number): boolean {
  return code > 32 && code < 127;
}

function pushBlank(index: number): void {
  if (units.unit[units.count - 1] !== 32) pushUnit(32, index);
}

function pushUnit(code: number, index: number): void {
  const { count, unit } = units;
  if (count > 1 && code !== ZERO && unit[count - 1] === code && unit[count - 2] === code) return;
  unit[count] = code;
  units.at[count] = index;
  units.count = count + 1;
}

/**
 * Most of a text's features are made here, so what `addFeature` does stands in the loop, and what it would read from the list
 * each time is read once.
 */
function addGrams(list: FeatureList): void {
  const { count, unit, at } = units;
  const { mask, buckets, from: froms, to: tos } = list;
  let { entries, entryMask, tag, count: features } = list;
  for (let start = 0; start < count; start += 1) {
    const stop = start + 4 < count ? start + 4 : count;
    const from = at[start] ?? 0;
    let hash = GRAM_SEED;
    for (let index = start; index < stop; index += 1) {
      const code = unit[index] ?? 0;
      hash = hashStep(hash, code);
      const to = (at[index] ?? 0) + 1;
      const bucket = spread(hash) & mask;
      let slot = bucket & entryMask;
      let entry = entries[slot] ?? 0;
      while (entry >= tag && entry !== bucket + tag) {
        slot = (slot + 1) & entryMask;
        entry = entries[slot] ?? 0;
      }
      if (entry < tag) {
        entries[slot] = bucket + tag;
        buckets[features] = bucket;
        froms[features] = from;
        tos[features] = to;
        features += 1;
      }
      if (code >= FIRST_UNSPACED) noteConcept(conceptOf(hash), from, to);
    }
    if (4 * features > entryMask) {
      list.count = features;
      enlarge(list);
      ({ entries, entryMask, tag } = list);
    }
  }
  list.count = features;
}

function addWords(list: FeatureList): void {
  const { count, unit, at } = units;
  const { mask } = list;
  let before = 0;
  let beforeFrom = 0;
  for (let index = 0; index < count; index += 1) {
    if (!isWordUnit(unit[index] ?? 0)) continue;
    const from = at[index] ?? 0;
    let hash = WORD_SEED;
    let to = from;
    let concept = -1;
    for (; index < count && isWordUnit(unit[index] ?? 0); index += 1) {
      hash = hashStep(hash, unit[index] ?? 0);
      to = (at[index] ?? 0) + 1;
      if (concept < 0) concept = conceptOf(hash);
    }
    if (concept < 0) concept = conceptOf(hashStep(hash, WORD_END));
    noteConcept(concept, from, to);
    addFeature(list, spread(hash) & mask, from, to);
    if (before !== 0) addFeature(list, spread(hashStep(hashStep(PAIR, before), hash)) & mask, beforeFrom, to);
    before = hash;
    beforeFrom = from;
  }
}

// Runs of Han, kana and Thai are no words: their n-grams do that work.
function isWordUnit(code: number): boolean {
  const kind = kindOf(code);
  return kind === LETTER || kind === DIGIT || (kind === OTHER && code === 39);
}
