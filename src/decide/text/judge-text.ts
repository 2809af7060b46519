// SPDX-License-Identifier: Apache-2.0
/**
 * The text model at work: folded text → findings whose weights sum to the evidence. Evidence is log-odds over the model's
 * own base rate; the prior of the door is not in it.
 *
 * `text-passage` and `text-passage-genuine` point at the strongest passages, `text-structure` is what links, numbers and
 * disguise add, `asks-…` is a passage that asks the reader for something, `text-other` is the rest,
 * `second-opinion` is what the network adds, and `unfamiliar` takes back what cannot be trusted in a text of no trained
 * language or of too few letters.
 */
import type { Finding, SpanField } from '../evidence.ts';
import { roundWeight } from '../log-odds.ts';
import { type FeatureList, createFeatureList } from './feature-list.ts';
import { listFeatures } from './features.ts';
import type { FoldedText } from './fold/fold.ts';
import { type Ask, type Intents, type LikelyScheme, judgeIntents } from './intents/judge-intents.ts';
import { secondOpinion } from './network/second-opinion.ts';
import { type Span, findPassages } from './passages.ts';
import { placeSpan } from './place-span.ts';
import { readFeatures, words } from './read-features.ts';
import type { TextModel } from './text-model.ts';
import { type WeighedReading, weighReading } from './weigh-reading.ts';

export type TextJudgement = {
  readonly findings: readonly Finding[];
  /** The sum of the findings' weights. */
  readonly evidence: number;
  /** What the linear models alone said, before second opinion and unfamiliarity. */
  readonly linear: number;
  /** A trained language (ISO 639-1), or `other`. */
  readonly language: string;
  readonly unfamiliar: boolean;
  /** Evidence below which this language's model may not warn or hold. */
  readonly lines: { readonly warn: number; readonly hold: number };
  /** Absent where none stands out, or the text is under no suspicion. */
  readonly scheme?: LikelyScheme;
};

/** Evidence from which a text is asked what it wants: below, no door of ours comes near a warning. */
export const SUSPECT_FROM = 0.5;
/** An ask that weighs less is no reason. */
const LEAST_ASK = 0.1;

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
  const suspect = !unfamiliar && evidence.total >= SUSPECT_FROM;
  const intents = suspect ? judgeIntents(model.intents, folded) : NO_INTENTS;
  const findings = tellFindings(model, { folded, field, list, evidence, asks: intents.asks });
  const opinion = unfamiliar ? 0 : roundWeight(secondOpinion(model.network, folded, evidence.total));
  if (opinion !== 0) findings.push({ code: 'second-opinion', weight: opinion });
  if (unfamiliar)
    findings.push({ code: 'unfamiliar', weight: roundWeight((header.other.trust - 1) * sumOf(findings)) });
  return {
    findings,
    evidence: sumOf(findings),
    linear: evidence.total,
    language: known ? language.code : 'other',
    unfamiliar,
    lines: unfamiliar
      ? { warn: header.other.warn, hold: header.other.hold }
      : { warn: language.warn, hold: language.hold },
    ...(intents.scheme === undefined ? {} : { scheme: intents.scheme }),
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

const NO_INTENTS: Intents = { asks: [] };

type Told = {
  readonly folded: FoldedText;
  readonly field: SpanField;
  readonly list: FeatureList;
  readonly evidence: WeighedReading;
  readonly asks: readonly Ask[];
};

function tellFindings(model: TextModel, { folded, field, list, evidence, asks }: Told): Finding[] {
  const structure = fillWeights(model, list, evidence);
  const findings: Finding[] = [];
  let rest = evidence.total - structure;
  const tell = (code: Finding['code'], weight: number, span: Span) => {
    const told = placeSpan(folded, field, span);
    if (told === undefined) return;
    rest -= weight;
    findings.push({ code, weight: roundWeight(weight), evidence: [told] });
  };
  const { given, passages } = findPassages(folded.text, list, weights, asks);
  for (const ask of asks) {
    // One clause can ask for two things: they share its weight, which was counted for the first.
    const alike = asks.filter(({ from, to }) => from === ask.from && to === ask.to);
    const weight = (given[asks.findIndex((one) => alike.includes(one))] ?? 0) / alike.length;
    if (weight >= LEAST_ASK) tell(ask.code, weight, ask);
  }
  for (const passage of passages) {
    tell(passage.weight > 0 ? 'text-passage' : 'text-passage-genuine', passage.weight, passage);
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

function sumOf(findings: readonly Finding[]): number {
  let sum = 0;
  for (const finding of findings) sum += finding.weight;
  return sum;
}
