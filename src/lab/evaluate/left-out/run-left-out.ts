// SPDX-License-Identifier: Apache-2.0
/**
 * The protocol's checks that need a training of their own: each leaves something out of the data, trains as the shipped model was
 * trained, and asks about what was left out. One after another, for each holds the whole matrix in memory.
 */
import { foldText } from '../../../decide/text/fold/fold.ts';
import { parseTextModel } from '../../../decide/text/text-model.ts';
import { loadEngine } from '../../../screen/load.ts';
import type { LabData } from '../../train/prepare.ts';
import { splitSamples } from '../../train/split.ts';
import { type Say, type TrainRecipe, trainTextModel } from '../../train/train-text-model.ts';
import { askRankings, askShares } from './ask.ts';
import { type Choice, leftOutChecks } from './checks.ts';
import { leaveOut } from './leave-out.ts';
import { type LeftOutRanking, type LeftOutShare, createMeter } from './measure-check.ts';

export type LeftOutTask = {
  readonly data: Pick<LabData, 'samples' | 'templates'>;
  readonly recipe: TrainRecipe;
  readonly choice: Choice;
  readonly say: Say;
};

export type LeftOutFigures = {
  readonly seed: number;
  /** A check that finds nothing to ask about takes none. Rows that each model was trained on, before templates are filled and rows disguised, and rows it was asked about. */
  readonly trainings: readonly { readonly check: string; readonly train: number; readonly asked: number }[];
  readonly rankings: readonly LeftOutRanking[];
  readonly shares: readonly LeftOutShare[];
};

export function runLeftOut({ data, recipe, choice, say }: LeftOutTask): LeftOutFigures {
  const fold = rememberedFold();
  const { seed } = recipe.rows;
  const trainings: LeftOutFigures['trainings'][number][] = [];
  const rankings: LeftOutRanking[] = [];
  const shares: LeftOutShare[] = [];
  const checks = leftOutChecks(data, choice);
  for (const [index, check] of checks.entries()) {
    const { remaining, asked } = leaveOut(data.samples, check.isLeftOut, fold);
    if (check.kind !== 'control' && asked.length === 0) continue;
    const parts = splitSamples(remaining, fold);
    const name = `${check.kind} ${check.name}`;
    say(`${index + 1} of ${checks.length}: without ${name}, ${parts.train.length} rows; then ${asked.length} asked`);
    const { bytes } = trainTextModel({ parts, templates: data.templates, recipe, fold: foldText, say: () => {} });
    const model = parseTextModel(bytes);
    const engine = loadEngine({ textModelBytes: bytes });
    const meter = createMeter({ check: name, model, engine, parts, seed });
    const rows = { asked, report: parts.report };
    trainings.push({ check: name, train: parts.train.length, asked: asked.length });
    rankings.push(...askRankings(check, rows, meter));
    shares.push(...askShares(check, checks, rows, meter));
  }
  return { seed, trainings, rankings, shares };
}

// Twelve splits ask for the same folds.
function rememberedFold(): (text: string) => string {
  const folds = new Map<string, string>();
  return (text) => {
    const known = folds.get(text);
    if (known !== undefined) return known;
    const folded = foldText(text).text;
    folds.set(text, folded);
    return folded;
  };
}
