// SPDX-License-Identifier: Apache-2.0
/**
 * What a text asks of its reader, where it says so, and the scheme it would belong to. Costs about as much as judging the
 * text, so that callers ask only about texts that are under some suspicion.
 */
import { portableExp } from '../../../base/portable-math.ts';
import type { AskCode } from '../../reason-codes.ts';
import { IDF_STEPS } from '../companding.ts';
import { type FeatureList, createFeatureList } from '../feature-list.ts';
import { type FoldedInput, listFeatures } from '../features.ts';
import { strongestClause } from '../passages.ts';
import { type IntentModel, SHARES } from './intent-model.ts';

/** `from` and `to`: the folded units that say so most. */
export type Ask = { readonly code: AskCode; readonly logit: number; readonly from: number; readonly to: number };
/** `share`: of the odds of all schemes, given that it is a scam. */
export type LikelyScheme = { readonly code: string; readonly share: number };

export type Intents = {
  /** The likeliest first. */
  readonly asks: readonly Ask[];
  /** Absent where no scheme stands out. */
  readonly scheme?: LikelyScheme;
};

/** Reasons name at most so many asks. */
const MOST_ASKS = 3;

const lists = new Map<number, FeatureList>();
let weights = new Float64Array(4096);

export function judgeIntents(model: IntentModel, folded: FoldedInput): Intents {
  const list = readList(model, folded);
  const logits = headLogits(model, list);
  const { asks: askHeads } = model.header;
  const named = askHeads.flatMap((head, index) => {
    const logit = logits[index] ?? 0;
    return logit < head.from ? [] : [{ code: head.code, logit, head: index, over: logit - head.from }];
  });
  const asks = named
    .toSorted((one, other) => other.over - one.over)
    .slice(0, MOST_ASKS)
    .flatMap(({ code, logit, head }) => {
      const passage = passageOf(model, list, folded.text, head);
      return passage === undefined ? [] : [{ code, logit, from: passage.from, to: passage.to }];
    });
  const scheme = likeliestScheme(model, logits);
  return scheme === undefined ? { asks } : { asks, scheme };
}

/** Calibrated log-odds of every head, asks first, then schemes: for reports. */
export function intentLogits(model: IntentModel, folded: FoldedInput): readonly number[] {
  return [...headLogits(model, readList(model, folded))];
}

function readList(model: IntentModel, folded: FoldedInput): FeatureList {
  const { bucketBits } = model.header;
  let list = lists.get(bucketBits);
  if (list === undefined) {
    list = createFeatureList(bucketBits);
    lists.set(bucketBits, list);
  }
  listFeatures(folded, list);
  return list;
}

function headLogits(model: IntentModel, list: FeatureList): Float64Array {
  const { heads, rows, rowLength } = model;
  const sums = new Float64Array(heads.length);
  let square = model.header.smoothing;
  for (let index = 0; index < list.count; index += 1) {
    const row = (list.buckets[index] ?? 0) * rowLength;
    const idf = (rows[row] ?? 0) / IDF_STEPS;
    square += idf * idf;
    for (let head = 0; head < heads.length; head += 1) {
      sums[head] = (sums[head] ?? 0) + (SHARES[rows[row + 1 + head] ?? 0] ?? 0);
    }
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (const [index, head] of heads.entries()) {
    const margin = (sums[index] ?? 0) * head.scale * scale + head.bias;
    sums[index] = head.slope * margin + head.offset;
  }
  return sums;
}

function passageOf(model: IntentModel, list: FeatureList, text: string, head: number) {
  const { rows, rowLength, heads } = model;
  if (weights.length < list.count) weights = new Float64Array(2 * list.count);
  const scale = heads[head]?.scale ?? 0;
  for (let index = 0; index < list.count; index += 1) {
    weights[index] = scale * (SHARES[rows[(list.buckets[index] ?? 0) * rowLength + 1 + head] ?? 0] ?? 0);
  }
  return strongestClause(text, list, weights);
}

// Heads were trained one against the rest; their odds, taken together, are shares.
function likeliestScheme(model: IntentModel, logits: Float64Array): LikelyScheme | undefined {
  const { asks, schemes, schemeFrom } = model.header;
  let total = 0;
  let best = -1;
  let most = 0;
  for (let index = 0; index < schemes.length; index += 1) {
    const odds = portableExp(logits[asks.length + index] ?? 0);
    total += odds;
    if (odds > most) {
      most = odds;
      best = index;
    }
  }
  const code = schemes[best]?.code;
  const share = total > 0 ? most / total : 0;
  return code === undefined || share < schemeFrom ? undefined : { code, share };
}
