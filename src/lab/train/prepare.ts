// SPDX-License-Identifier: Apache-2.0
/** All text data, read, labelled and split: the one way in which training and evaluation come by their rows. */
import { type DataFile, readCorpora } from './corpora.ts';
import { type Template, fillTemplate, readTemplates } from './own-templates.ts';
import type { Sample } from './sample.ts';
import { type SplitSamples, splitSamples } from './split.ts';

export type LabData = {
  /** Own templates first, filled once, then the public sets. */
  readonly samples: readonly Sample[];
  /** By the group of their samples. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly files: readonly DataFile[];
};

export type Prepared = Omit<LabData, 'samples'> & { readonly parts: SplitSamples };

export type DataFolders = { readonly corpora: string; readonly templates: string };

export function readData(folders: DataFolders, seed: number): LabData {
  const corpora = readCorpora(folders.corpora);
  const own = readTemplates(folders.templates);
  const filled = own.templates.map((template) => fillTemplate(template, seed, 0));
  return {
    samples: [...filled, ...corpora.samples],
    templates: new Map(own.templates.map((template) => [`own:${template.id}`, template])),
    files: [...corpora.files, ...own.files],
  };
}

export function prepareData(folders: DataFolders, seed: number, fold: (text: string) => string): Prepared {
  const { samples, templates, files } = readData(folders, seed);
  return { parts: splitSamples(samples, fold), templates, files };
}
