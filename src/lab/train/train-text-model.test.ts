// SPDX-License-Identifier: Apache-2.0
/** Training end to end on a small invented corpus: what it learns, and that it learns the same each time. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../decide/text/fold/fold.ts';
import { judgeText } from '../../decide/text/judge-text.ts';
import { parseTextModel } from '../../decide/text/text-model.ts';
import { INVENTED_KINDS, invent } from './invented-corpus.ts';
import type { Sample } from './sample.ts';
import type { SplitSamples } from './split.ts';
import { SHIPPED_RECIPE, type TrainRecipe, trainTextModel } from './train-text-model.ts';

function inventRange(from: number, to: number): readonly Sample[] {
  return INVENTED_KINDS.flatMap((kind) =>
    ['en', 'tr'].flatMap((lang) =>
      Array.from({ length: to - from }, (_, index) => invent(kind, lang, from + index, index % 4 === 0)),
    ),
  );
}

const CORPUS: SplitSamples = {
  train: inventRange(0, 24),
  calibrate: inventRange(24, 36),
  report: inventRange(36, 40),
};

const RECIPE: TrainRecipe = {
  ...SHIPPED_RECIPE,
  bucketBits: 12,
  epochs: 4,
  folds: 2,
  intents: { ...SHIPPED_RECIPE.intents, bucketBits: 12 },
  network: {
    ...SHIPPED_RECIPE.network,
    shape: {
      bucketBits: 10,
      width: 8,
      filters: [
        { span: 1, count: 8 },
        { span: 3, count: 8 },
      ],
    },
  },
};

function train(seed: number): Uint8Array {
  const recipe = { ...RECIPE, rows: { ...RECIPE.rows, seed } };
  return trainTextModel({ parts: CORPUS, templates: new Map(), recipe, fold: foldText, say: () => {} }).bytes;
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('training', () => {
  const bytes = train(1);

  it('gives the same bytes for the same data and seed, and others for another seed', () => {
    expect(digest(train(1))).toBe(digest(bytes));
    expect(digest(train(2))).not.toBe(digest(bytes));
  });

  it('tells a fake notice from a genuine one and from chat that it never saw', () => {
    const model = parseTextModel(bytes);
    const evidence = (text: string) => judgeText(model, foldText(text), 'body').evidence;
    const scam = evidence('your parcel is held for a fee, claim at win-big.top please');
    expect(scam).toBeGreaterThan(evidence('your parcel arrives between two and four please'));
    expect(scam).toBeGreaterThan(evidence('bring milk when you land please'));
    expect(scam).toBeGreaterThan(evidence('half price sale while stocks last please'));
  });

  it('knows the languages that have both labels', () => {
    expect(parseTextModel(bytes).header.languages.map(({ code }) => code)).toEqual(['en', 'tr']);
  });
});
