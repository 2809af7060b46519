// SPDX-License-Identifier: Apache-2.0
/**
 * The features of one text as a list without repeats: bucket, and the half-open range of folded units it was seen at.
 * Scratch memory that is filled anew for each text and grows to the longest one; whoever owns a list owns its contents
 * until the next text.
 */
export type FeatureList = {
  readonly mask: number;
  readonly bucketBits: number;
  count: number;
  buckets: Int32Array;
  /** Start of the range in folded units; −1 for what describes the structure of the whole text. */
  from: Int32Array;
  to: Int32Array;
  /**
   * The buckets of this text as an open-addressing hash set, at most a quarter full and small enough for the nearest cache. An entry
   * is a bucket plus `tag`; smaller ones are those of earlier texts and count as free, so that it need not be cleared.
   */
  entries: Int32Array;
  entryMask: number;
  tag: number;
};

const FEWEST_ENTRIES = 2048;

export function createFeatureList(bucketBits: number): FeatureList {
  return {
    mask: 2 ** bucketBits - 1,
    bucketBits,
    count: 0,
    buckets: new Int32Array(4096),
    from: new Int32Array(4096),
    to: new Int32Array(4096),
    entries: new Int32Array(FEWEST_ENTRIES),
    entryMask: FEWEST_ENTRIES - 1,
    tag: 0,
  };
}

/** Empties the list and makes room for `most` features. */
export function startList(list: FeatureList, most: number): void {
  list.count = 0;
  list.entryMask = FEWEST_ENTRIES - 1;
  nextTag(list);
  if (list.buckets.length >= most) return;
  list.buckets = new Int32Array(most);
  list.from = new Int32Array(most);
  list.to = new Int32Array(most);
}

function nextTag(list: FeatureList): void {
  const step = 2 ** list.bucketBits;
  if (list.tag + 2 * step > 0x7fff_ffff) {
    list.entries.fill(0);
    list.tag = 0;
  }
  list.tag += step;
}

export function addFeature(list: FeatureList, bucket: number, from: number, to: number): void {
  const { entries, entryMask, tag, count } = list;
  const wanted = bucket + tag;
  let slot = bucket & entryMask;
  for (;;) {
    const entry = entries[slot] ?? 0;
    if (entry === wanted) return;
    if (entry < tag) break;
    slot = (slot + 1) & entryMask;
  }
  entries[slot] = wanted;
  list.buckets[count] = bucket;
  list.from[count] = from;
  list.to[count] = to;
  list.count = count + 1;
  if (4 * count > entryMask) enlarge(list);
}

export function hasFeature({ entries, entryMask, tag }: FeatureList, bucket: number): boolean {
  for (let slot = bucket & entryMask; ; slot = (slot + 1) & entryMask) {
    const entry = entries[slot] ?? 0;
    if (entry < tag) return false;
    if (entry === bucket + tag) return true;
  }
}

/** Doubles the set. Feature numbers and their order stay. */
export function enlarge(list: FeatureList): void {
  const size = 2 * (list.entryMask + 1);
  if (list.entries.length < size) list.entries = new Int32Array(size);
  list.entryMask = size - 1;
  nextTag(list);
  const { entries, entryMask, tag } = list;
  for (let index = 0; index < list.count; index += 1) {
    const bucket = list.buckets[index] ?? 0;
    let slot = bucket & entryMask;
    while ((entries[slot] ?? 0) >= tag) slot = (slot + 1) & entryMask;
    entries[slot] = bucket + tag;
  }
}
