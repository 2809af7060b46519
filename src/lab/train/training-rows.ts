// SPDX-License-Identifier: Apache-2.0
/**
 * The rows a model learns from: the train part; own templates filled several times; bad rows padded with innocent words of the
 * same language; and bad rows, with a few innocent ones, in disguise.
 */
import { disguise } from './evade.ts';
import { type Template, fillTemplate } from './own-templates.ts';
import { type Draw, drawFor, pick } from './random.ts';
import type { Sample } from './sample.ts';

export type TrainingRow = {
  readonly sample: Sample;
  readonly text: string;
  /** Cost of the row beside one public row. */
  readonly cost: number;
  /** Multiplies the cost for question B. */
  readonly fraudCost: number;
  /** Made from another row: it counts neither for idf nor for languages. */
  readonly made: boolean;
};

export type RowRecipe = {
  readonly seed: number;
  readonly fillings: number;
  readonly ownCost: number;
  /** Public chat is plentiful and easy: at full cost it crowds out what separates a genuine notice from a fake one. */
  readonly chatCost: number;
  readonly paddedShare: number;
  readonly disguisedShare: number;
  readonly disguisedHamShare: number;
};

// ExAIS has a few frauds on either side of its labels.
const NOISY_COST = 0.2;

export const SHIPPED_ROWS: RowRecipe = {
  seed: 1,
  fillings: 4,
  ownCost: 3,
  chatCost: 0.15,
  paddedShare: 0.4,
  disguisedShare: 0.3,
  disguisedHamShare: 0.02,
};

export function trainingRows(
  train: readonly Sample[],
  templates: ReadonlyMap<string, Template>,
  recipe: RowRecipe,
): readonly TrainingRow[] {
  const rows: TrainingRow[] = [];
  const innocent = innocentByLanguage(train);
  for (const sample of train) {
    const cost = sample.own ? recipe.ownCost : sample.kind === 'chat' ? recipe.chatCost : 1;
    const fraudCost = sample.set === 'exais' ? NOISY_COST : 1;
    rows.push({ sample, text: sample.text, cost, fraudCost, made: false });
    const template = templates.get(sample.group);
    if (template !== undefined) {
      for (let fill = 1; fill < recipe.fillings; fill += 1) {
        const filled = fillTemplate(template, recipe.seed, fill);
        rows.push({ sample: filled, text: filled.text, cost, fraudCost, made: true });
      }
    }
    const draw = drawFor(recipe.seed, `made:${sample.id}`);
    const isBad = sample.fraud === 1 || (sample.kind === 'bulk' && sample.unwanted === 1);
    if (isBad && draw() < recipe.paddedShare) {
      const padding = pick(draw, innocent.get(sample.lang) ?? innocent.get('en') ?? [sample]);
      rows.push({ sample, text: pad(sample.text, padding.text, draw), cost, fraudCost, made: true });
    }
    if (draw() < (isBad ? recipe.disguisedShare : recipe.disguisedHamShare)) {
      rows.push({ sample, text: disguise(sample.text, draw), cost, fraudCost, made: true });
    }
  }
  return rows;
}

function innocentByLanguage(train: readonly Sample[]): ReadonlyMap<string, readonly Sample[]> {
  const byLanguage = new Map<string, Sample[]>();
  for (const sample of train) {
    if (sample.unwanted !== 0 || sample.text.length > 200) continue;
    const list = byLanguage.get(sample.lang);
    if (list === undefined) byLanguage.set(sample.lang, [sample]);
    else list.push(sample);
  }
  return byLanguage;
}

function pad(text: string, padding: string, draw: Draw): string {
  const between = pick(draw, ['\n', ' ', '. ', '\n\n']);
  return draw() < 0.5 ? `${padding}${between}${text}` : `${text}${between}${padding}`;
}
