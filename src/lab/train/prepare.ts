// SPDX-License-Identifier: Apache-2.0
/** All text data, read, labelled and split: the one way in which training and evaluation come by their rows. */
import { type DataFile, readCorpora } from './corpora.ts';
import { type Template, fillTemplate, readTemplates } from './own-templates.ts';
import { type SplitSamples, splitSamples } from './split.ts';

export type Prepared = {
  readonly parts: SplitSamples;
  /** By the group of their samples. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly files: readonly DataFile[];
};

export type DataFolders = { readonly corpora: string; readonly templates: string };

export function prepareData(folders: DataFolders, seed: number, fold: (text: string) => string): Prepared {
  const corpora = readCorpora(folders.corpora);
  const own = readTemplates(folders.templates);
  const filled = own.templates.map((template) => fillTemplate(template, seed, 0));
  return {
    parts: splitSamples([...filled, ...corpora.samples], fold),
    templates: new Map(own.templates.map((template) => [`own:${template.id}`, template])),
    files: [...corpora.files, ...own.files],
  };
}
