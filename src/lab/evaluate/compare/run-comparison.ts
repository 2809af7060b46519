// SPDX-License-Identifier: Apache-2.0
/** Two model files on the same rows. The plain classifier's seed and rows are the same for both, so it is no part of the difference. */
import { parseTextModel } from '../../../decide/text/text-model.ts';
import type { Engine } from '../../../screen/load.ts';
import { HELD_OUT } from '../../train/places.ts';
import type { DataFolders } from '../../train/prepare.ts';
import { readHeldOutMessages } from '../held-out.ts';
import { measureRows } from '../measured-rows.ts';
import { loadModel, prepareRows } from '../run-evaluation.ts';
import { type Comparison, compareModels } from './compare.ts';

export type ComparisonTask = {
  readonly modelFile: string;
  readonly otherFile: string;
  readonly folders: DataFolders;
  readonly seed: number;
};

export function runComparison({ modelFile, otherFile, folders, seed }: ComparisonTask): Comparison {
  const { parts } = prepareRows(folders, seed);
  const heldOut = readHeldOutMessages(HELD_OUT);
  const [now, other] = [loadModel(modelFile), loadModel(otherFile)];
  return compareModels(measureRows(now, parts, heldOut, seed), measureRows(other, parts, heldOut, seed), {
    now: versionOf(now),
    other: versionOf(other),
  });
}

function versionOf({ textModelBytes }: Engine): string {
  return parseTextModel(textModelBytes).header.version;
}
