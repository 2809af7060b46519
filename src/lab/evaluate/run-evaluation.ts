// SPDX-License-Identifier: Apache-2.0
/** A model file against the report part of the data: everything `tocsin evaluate` prints. */
import { readFileSync } from 'node:fs';
import { EnvironmentError } from '../../base/errors.ts';
import { foldText } from '../../decide/text/fold/fold.ts';
import { parseTextModel } from '../../decide/text/text-model.ts';
import { loadEngine } from '../../screen/load.ts';
import { HELD_OUT } from '../train/places.ts';
import { type SplitFacts, splitFacts } from '../train/describe-split.ts';
import { type DataFolders, type Prepared, prepareData } from '../train/prepare.ts';
import { type TextEvaluation, evaluateText } from './evaluate-text.ts';
import { type HeldOutFigures, scoreHeldOut } from './held-out.ts';
import { type IntentFigures, measureIntents } from './intent-figures.ts';
import { type SizeAndSpeed, measureSpeed } from './speed.ts';

export type Evaluation = {
  readonly model: { readonly version: string };
  readonly rows: SplitFacts;
  readonly text: TextEvaluation;
  /** What messages ask, their scheme, and who reaches the second opinion. */
  readonly intents: IntentFigures;
  /** Own messages that nobody trains on, through model, rules and thresholds together. */
  readonly heldOut: readonly HeldOutFigures[];
  readonly speed: SizeAndSpeed;
};

export function runEvaluation(modelFile: string, folders: DataFolders, seed: number): Evaluation {
  const prepared = prepareData(folders, seed, (text) => foldText(text).text);
  return evaluateBytes(readModel(modelFile), prepared, seed);
}

/** What can be measured without the text sets. */
export type HeldOutEvaluation = Pick<Evaluation, 'model' | 'heldOut'>;

export function runHeldOut(modelFile: string): HeldOutEvaluation {
  const bytes = readModel(modelFile);
  return {
    model: { version: parseTextModel(bytes).header.version },
    heldOut: scoreHeldOut(loadEngine({ textModelBytes: bytes }), HELD_OUT),
  };
}

export function evaluateBytes(bytes: Uint8Array, prepared: Prepared, seed: number): Evaluation {
  const model = parseTextModel(bytes);
  const { calibrate, report } = prepared.parts;
  const english = report.filter((sample) => sample.lang === 'en').map((sample) => sample.text);
  return {
    model: { version: model.header.version },
    rows: splitFacts(prepared.parts),
    text: evaluateText(model, prepared.parts, seed),
    intents: measureIntents(model, [...calibrate, ...report]),
    heldOut: scoreHeldOut(loadEngine({ textModelBytes: bytes }), HELD_OUT),
    speed: measureSpeed(model, bytes, english),
  };
}

function readModel(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new EnvironmentError(
      'model-unreadable',
      `The text model ${file} cannot be read. Make one with tocsin train.`,
      {
        cause,
      },
    );
  }
}
