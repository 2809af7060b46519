// SPDX-License-Identifier: Apache-2.0
/**
 * The three disjoint parts. One joint grouping holds the sets together: rows of a group, and groups that share a text once it
 * is folded, fall into the same part. A folded text is kept once, from the set that says most about it.
 */
import { fnv1a } from './random.ts';
import type { Sample } from './sample.ts';

export const PARTS = ['train', 'calibrate', 'report'] as const;
export type Part = (typeof PARTS)[number];

export type SplitSamples = Readonly<Record<Part, readonly Sample[]>>;

// Texts this short are everybody's ("ok", "yes"): they are dropped as repeats but tie no groups together.
const SHORTEST_TIE = 24;

export type JointGroups = {
  /** The first row of each folded text, in the order of rows. */
  readonly kept: readonly Sample[];
  /** The name that all rows share which may not straddle a split. */
  readonly rootOf: (sample: Sample) => string;
};

/** One grouping over all sets. `fold` gives the text that identity is judged by. */
export function jointGroups(samples: readonly Sample[], fold: (text: string) => string): JointGroups {
  const parents = new Map<string, string>();
  const firstByText = new Map<string, Sample>();
  const kept: Sample[] = [];
  for (const sample of samples) {
    const text = fold(sample.text);
    const first = firstByText.get(text);
    if (first === undefined) {
      firstByText.set(text, sample);
      kept.push(sample);
    } else if (text.length >= SHORTEST_TIE && isTie(first) && isTie(sample)) {
      unite(parents, first.group, sample.group);
    }
  }
  return { kept, rootOf: (sample) => rootOf(parents, sample.group) };
}

/** In the held-out parts one row a near-duplicate group is kept. */
export function splitSamples(samples: readonly Sample[], fold: (text: string) => string): SplitSamples {
  const groups = jointGroups(samples, fold);
  const parts = { train: new Array<Sample>(), calibrate: new Array<Sample>(), report: new Array<Sample>() };
  const reported = new Set<string>();
  for (const sample of groups.kept) {
    const part = partOf(groups.rootOf(sample), sample);
    if (part !== 'train') {
      if (reported.has(sample.near)) continue;
      reported.add(sample.near);
    }
    parts[part].push(sample);
  }
  return parts;
}

// A contributor's messages are one group; tying groups by a text that two contributors sent would tie everybody.
function isTie(sample: Sample): boolean {
  return !sample.group.includes(':user:');
}

/**
 * One group in ten is held out, and of own templates whole schemes and whole sectors besides. A second hash halves what is held
 * out; of own templates it gives the report two thirds, as they calibrate out of fold.
 */
export function partOf(group: string, sample: Pick<Sample, 'own' | 'scheme' | 'sector'>): Part {
  const first = (fnv1a(`7${group}`) >>> 8) % 10;
  if (first >= 1 && !isHeldBack(sample)) return 'train';
  const second = fnv1a(`half:${group}`) >>> 9;
  return (sample.own ? second % 3 === 0 : second % 2 === 0) ? 'calibrate' : 'report';
}

/**
 * Is it of a scheme, or on the legitimate side of a sector, that no training row shows? One name in twelve by its hash. Fixed before
 * any training; the salt is the first that holds back 4–8 % of either side's rows, so that no language is left without.
 */
export function isHeldBack({ own, scheme, sector }: Pick<Sample, 'own' | 'scheme' | 'sector'>): boolean {
  if (!own) return false;
  const name = scheme === undefined || scheme === '' ? sector : scheme;
  return name !== undefined && (fnv1a(`9:held-back:${name}`) >>> 8) % 12 === 0;
}

function rootOf(parents: Map<string, string>, group: string): string {
  let root = group;
  for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
  return root;
}

// The smaller name becomes the root, so that the order of rows does not matter.
function unite(parents: Map<string, string>, left: string, right: string): void {
  const a = rootOf(parents, left);
  const b = rootOf(parents, right);
  if (a === b) return;
  if (a < b) parents.set(b, a);
  else parents.set(a, b);
}
