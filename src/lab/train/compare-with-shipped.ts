// SPDX-License-Identifier: Apache-2.0
/** Is the shipped model what its data and recipe give? Both as SHA-256 of the file's bytes. */
import { readFileSync } from 'node:fs';
import { foldText } from '../../decide/text/fold/fold.ts';
import { digestOf } from './digest-of.ts';
import { type DataFolders, prepareData } from './prepare.ts';
import { type Say, shippedRecipe, trainTextModel } from './train-text-model.ts';

const SHIPPED_SEED = 1;

export type Digests = { readonly shipped: string; readonly retrained: string };

export function compareWithShipped(folders: DataFolders, file: string, say: Say): Digests {
  const { parts, templates } = prepareData(folders, SHIPPED_SEED, (text) => foldText(text).text);
  const { bytes } = trainTextModel({ parts, templates, recipe: shippedRecipe(SHIPPED_SEED), fold: foldText, say });
  return { shipped: digestOf(readFileSync(file)), retrained: digestOf(bytes) };
}
