// SPDX-License-Identifier: Apache-2.0
/** `tocsin train` from folders to files: reads, trains, evaluates, writes the model and its card. */
import { foldText } from '../../decide/text/fold/fold.ts';
import { evaluateBytes } from '../evaluate/run-evaluation.ts';
import { cardJson, cardMarkdown } from './card.ts';
import { type DataFolders, prepareData } from './prepare.ts';
import { writeFile } from './write-file.ts';
import { type Say, shippedRecipe, trainTextModel } from './train-text-model.ts';

export type TrainingTask = {
  readonly folders: DataFolders;
  readonly out: string;
  readonly seed: number;
  readonly say: Say;
};

export type TrainingResult = { readonly files: readonly string[]; readonly version: string; readonly bytes: number };

export function runTraining({ folders, out, seed, say }: TrainingTask): TrainingResult {
  const prepared = prepareData(folders, seed, (text) => foldText(text).text);
  const recipe = shippedRecipe(seed);
  const { parts, templates } = prepared;
  const trained = trainTextModel({ parts, templates, recipe, fold: foldText, say });
  const evaluation = evaluateBytes(trained.bytes, prepared, seed);
  const facts = {
    bytes: trained.bytes,
    seed,
    recipe,
    languages: trained.languages,
    files: prepared.files,
    trainingRows: trained.trainingRows,
    calibrationRows: trained.calibrationRows,
    evaluation,
  };
  const base = out.replace(/\.model$/u, '');
  const files = [out, `${base}.card.json`, `${base}.card.md`];
  writeFile(out, trained.bytes);
  writeFile(`${base}.card.json`, cardJson(facts));
  writeFile(`${base}.card.md`, cardMarkdown(facts));
  return { files, version: evaluation.model.version, bytes: trained.bytes.length };
}
