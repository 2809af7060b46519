// SPDX-License-Identifier: Apache-2.0
/**
 * The text model at work: folded text → findings whose weights sum to the evidence. Evidence is log-odds over the model's
 * own base rate; the prior of the door is not in it.
 *
 * `text-passage` and `text-passage-genuine` point at the strongest passages, `text-structure` is what links, numbers and
 * disguise add, `text-other` is the rest, and `unfamiliar` takes back what cannot be trusted in a text of no trained
 * language or of too few letters.
 */
import { countCodePoints } from '../../base/code-points.ts';
import type { Finding, SpanField } from '../evidence.ts';
import { roundWeight } from '../log-odds.ts';
import { type FeatureList, createFeatureList } from './feature-list.ts';
import { listFeatures } from './features.ts';
import { type FoldedText, spanInRaw } from './fold/fold.ts';
import { type Passage, findPassages } from './passages.ts';
import { readFeatures, words } from './read-features.ts';
import type { TextModel } from './text-model.ts';
import { type WeighedReading, weighReading } from './weigh-reading.ts';

export type TextJudgement = {
  readonly findings: readonly Finding[];
  /** The sum of the findings' weights. */
  readonly evidence: number;
  /** A trained language (ISO 639-1), or `other`. */
  readonly language: string;
  readonly unfamiliar: boolean;
  /** Evidence below which this language's model may not warn or hold. */
  readonly lines: { readonly warn: number; readonly hold: number };
};

/** Fewer features than some eight letters give: nothing can be said of such a text. */
const FEWEST_FEATURES = 24;

const lists = new Map<number, FeatureList>();
let weights = new Float64Array(4096);

/** `field` is the field of the event that the text came from; spans count its code points. */
export function judgeText(model: TextModel, folded: FoldedText, field: SpanField): TextJudgement {
  const { header } = model;
  const list = listFor(header.bucketBits);
  listFeatures(folded, list);
  const reading = readFeatures(model, list);
  const language = header.languages[reading.language] ?? header.languages[0];
  if (language === undefined) throw new Error('A text model has at least one language.');
  const known = reading.strength >= language.familiar;
  const unfamiliar = !known || list.count < FEWEST_FEATURES;
  const evidence = weighReading(model, reading, language);
  const findings = tellFindings(model, folded, field, list, evidence);
  if (unfamiliar)
    findings.push({ code: 'unfamiliar', weight: roundWeight((header.other.trust - 1) * sumOf(findings)) });
  return {
    findings,
    evidence: sumOf(findings),
    language: known ? language.code : 'other',
    unfamiliar,
    lines: unfamiliar
      ? { warn: header.other.warn, hold: header.other.hold }
      : { warn: language.warn, hold: language.hold },
  };
}

// One list per model size in use: a process has one, or two while a model is exchanged.
function listFor(bucketBits: number): FeatureList {
  const known = lists.get(bucketBits);
  if (known !== undefined) return known;
  const made = createFeatureList(bucketBits);
  lists.set(bucketBits, made);
  return made;
}

function tellFindings(
  model: TextModel,
  folded: FoldedText,
  field: SpanField,
  list: FeatureList,
  evidence: WeighedReading,
): Finding[] {
  const structure = fillWeights(model, list, evidence);
  const findings: Finding[] = [];
  let rest = evidence.total - structure;
  for (const passage of findPassages(folded.text, list, weights)) {
    const finding = passageFinding(folded, field, passage);
    if (finding === undefined) continue;
    rest -= passage.weight;
    findings.push(finding);
  }
  if (roundWeight(structure) !== 0) findings.push({ code: 'text-structure', weight: roundWeight(structure) });
  findings.push({ code: 'text-other', weight: roundWeight(rest) });
  return findings;
}

// Fills `weights` for the list; returns the sum of those of the structure.
function fillWeights(model: TextModel, list: FeatureList, evidence: WeighedReading): number {
  if (weights.length < list.count) weights = new Float64Array(2 * list.count);
  const { unwanted, fraud } = model;
  const read = words.of;
  const { factorA, factorB } = evidence;
  let structure = 0;
  for (let index = 0; index < list.count; index += 1) {
    const word = read[index] ?? 0;
    const weight = factorA * (unwanted[word & 255] ?? 0) + factorB * (fraud[(word >>> 8) & 255] ?? 0);
    weights[index] = weight;
    if ((list.from[index] ?? 0) < 0) structure += weight;
  }
  return structure;
}

function passageFinding(folded: FoldedText, field: SpanField, passage: Passage): Finding | undefined {
  const span = spanInRaw(folded, passage.from, passage.to);
  if (span.end <= span.start) return undefined;
  const start = countCodePoints(folded.raw.slice(0, span.start));
  const end = start + countCodePoints(folded.raw.slice(span.start, span.end));
  return {
    code: passage.weight > 0 ? 'text-passage' : 'text-passage-genuine',
    weight: roundWeight(passage.weight),
    evidence: [{ type: 'span', field, start, end }],
  };
}

function sumOf(findings: readonly Finding[]): number {
  let sum = 0;
  for (const finding of findings) sum += finding.weight;
  return sum;
}
