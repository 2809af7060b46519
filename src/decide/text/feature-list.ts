// SPDX-License-Identifier: Apache-2.0
/**
 * The features of one text as a list without repeats: bucket, and the half-open range of folded units it was seen at.
 * Scratch memory that is filled anew for each text and grows to the longest one; whoever owns a list owns its contents
 * until the next text.
 */
export type FeatureList = {
  readonly mask: number;
  count: number;
  buckets: Int32Array;
  /** Start of the range in folded units; −1 for what describes the structure of the whole text. */
  from: Int32Array;
  to: Int32Array;
  /** Per bucket, the number of the text that last had it: repeats are dropped without clearing
   * it, but for once in 65,535 texts. 16 bits, so that it stays in the cache. */
  readonly lastSeen: Uint16Array;
  textNumber: number;
};

export function createFeatureList(bucketBits: number): FeatureList {
  return {
    mask: 2 ** bucketBits - 1,
    count: 0,
    buckets: new Int32Array(4096),
    from: new Int32Array(4096),
    to: new Int32Array(4096),
    lastSeen: new Uint16Array(2 ** bucketBits),
    textNumber: 0,
  };
}

/** Empties the list and makes room for `most` features, so that `addFeature` need not check. */
export function startList(list: FeatureList, most: number): void {
  list.count = 0;
  if (list.textNumber === 0xffff) {
    list.lastSeen.fill(0);
    list.textNumber = 0;
  }
  list.textNumber += 1;
  if (list.buckets.length >= most) return;
  list.buckets = new Int32Array(most);
  list.from = new Int32Array(most);
  list.to = new Int32Array(most);
}

export function addFeature(list: FeatureList, bucket: number, from: number, to: number): void {
  if (list.lastSeen[bucket] === list.textNumber) return;
  list.lastSeen[bucket] = list.textNumber;
  const { count } = list;
  list.buckets[count] = bucket;
  list.from[count] = from;
  list.to[count] = to;
  list.count = count + 1;
}
