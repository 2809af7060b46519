// SPDX-License-Identifier: Apache-2.0
/** Samples as the shipped model judges them: by the very functions that decide, at the base rate and lines that ship. */
import { createFeatureList } from '../../decide/text/feature-list.ts';
import { listFeatures } from '../../decide/text/features.ts';
import { foldText } from '../../decide/text/fold/fold.ts';
import { judgeText } from '../../decide/text/judge-text.ts';
import { readFeatures } from '../../decide/text/read-features.ts';
import type { TextModel } from '../../decide/text/text-model.ts';
import { weighReading } from '../../decide/text/weigh-reading.ts';
import type { Sample } from '../train/sample.ts';
import { logitOf } from './metrics.ts';

export type JudgedRow = {
  readonly sample: Sample;
  /** Log-odds of scam over the model's base rate. */
  readonly evidence: number;
  /** Calibrated log-odds of question A. */
  readonly unwanted: number;
  readonly language: string;
  readonly unfamiliar: boolean;
  /** Would `tocsin screen` warn, by the text model alone? */
  readonly flagged: boolean;
};

/** The base rate of `screen` and the least score of a warning, as they ship in policy/. */
const SCREEN_PRIOR = 0.1;
const WARN_FROM = 0.5;

export type RowJudge = (sample: Sample) => JudgedRow;

export function createRowJudge(model: TextModel): RowJudge {
  const list = createFeatureList(model.header.bucketBits);
  return (sample) => {
    const folded = foldText(sample.text);
    const { evidence, language, unfamiliar, lines } = judgeText(model, folded, 'body');
    listFeatures(folded, list);
    const reading = readFeatures(model, list);
    const calibration = model.header.languages[reading.language];
    if (calibration === undefined) throw new Error('A reading names a language of its model.');
    const { unwanted } = weighReading(model, reading, calibration);
    return {
      sample,
      evidence,
      unwanted,
      language,
      unfamiliar,
      flagged: evidence + logitOf(SCREEN_PRIOR) >= logitOf(WARN_FROM) && evidence >= lines.warn,
    };
  };
}
