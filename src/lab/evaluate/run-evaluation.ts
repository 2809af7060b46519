// SPDX-License-Identifier: Apache-2.0
/** A model against rows that nothing was tuned on: every figure of `tocsin evaluate` as plain data. */
import { readFileSync } from 'node:fs';
import { EnvironmentError } from '../../base/errors.ts';
import { foldText } from '../../decide/text/fold/fold.ts';
import { parseTextModel } from '../../decide/text/text-model.ts';
import { type Engine, loadEngine } from '../../screen/load.ts';
import { type SplitFacts, splitFacts } from '../train/describe-split.ts';
import { HELD_OUT } from '../train/places.ts';
import { type DataFolders, type Prepared, prepareData } from '../train/prepare.ts';
import { type AlarmFigures, measureAlarms } from './alarms.ts';
import { type ConfusionFigures, measureConfusion } from './confusion.ts';
import { type CostFigures, measureCost } from './cost.ts';
import { type FamilyFigures, disguiseRows, measureFamilies } from './families.ts';
import { type FlagFigures, measureFlags } from './flags.ts';
import { type Dimension, USUAL_DIMENSIONS, groupsBy, wholeGroups } from './groups.ts';
import { type HeldOutFigures, readHeldOutMessages, scoreHeldOut } from './held-out.ts';
import { type IntentFigures, measureIntents } from './intent-figures.ts';
import { type Measured, measureRows } from './measured-rows.ts';
import { type OverLineFigures, measureOverLine } from './over-line.ts';
import { type GroupFigures, rankGroup } from './ranking.ts';
import { type ReliabilityFigures, measureReliability } from './reliability.ts';
import { type RocFigures, measureRoc } from './roc.ts';
import { type SizeAndSpeed, measureSpeed } from './speed.ts';

export type Evaluation = {
  readonly model: { readonly version: string };
  readonly rows: SplitFacts;
  /** Own messages and calls that nobody trains on. */
  readonly heldOut: readonly HeldOutFigures[];
  readonly flags: readonly FlagFigures[];
  readonly confusion: readonly ConfusionFigures[];
  readonly cost: readonly CostFigures[];
  readonly alarms: readonly AlarmFigures[];
  readonly groups: readonly GroupFigures[];
  readonly reliability: readonly ReliabilityFigures[];
  readonly roc: readonly RocFigures[];
  readonly families: readonly FamilyFigures[];
  readonly overLine: readonly OverLineFigures[];
  readonly intents: IntentFigures;
  readonly speed: SizeAndSpeed;
};

export type EvaluationTask = {
  readonly modelFile: string;
  readonly folders: DataFolders;
  readonly seed: number;
  readonly by: readonly Dimension[];
};

export function runEvaluation({ modelFile, folders, seed, by }: EvaluationTask): Evaluation {
  return evaluateBytes(readModel(modelFile), prepareRows(folders, seed), seed, by);
}

export function prepareRows(folders: DataFolders, seed: number): Prepared {
  return prepareData(folders, seed, (text) => foldText(text).text);
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

export function evaluateBytes(
  bytes: Uint8Array,
  prepared: Prepared,
  seed: number,
  by: readonly Dimension[] = USUAL_DIMENSIONS,
): Evaluation {
  const engine = loadEngine({ textModelBytes: bytes });
  const measured = measureRows(engine, prepared.parts, readHeldOutMessages(HELD_OUT), seed);
  const model = parseTextModel(bytes);
  const { calibrate, report } = prepared.parts;
  const english = report.filter((sample) => sample.lang === 'en').map((sample) => sample.text);
  return {
    model: { version: model.header.version },
    rows: splitFacts(prepared.parts),
    heldOut: scoreHeldOut(engine, HELD_OUT),
    ...figuresOf(measured, by),
    intents: measureIntents(model, [...calibrate, ...report]),
    speed: measureSpeed(model, bytes, english),
  };
}

type RowFigures = Omit<Evaluation, 'model' | 'rows' | 'heldOut' | 'intents' | 'speed'>;

function figuresOf(measured: Measured, by: readonly Dimension[]): RowFigures {
  const { report } = measured;
  const disguised = disguiseRows(measured);
  const groups = [...wholeGroups(report), ...by.flatMap((dimension) => groupsBy(dimension, report, disguised))];
  return {
    flags: measureFlags(measured),
    confusion: measureConfusion(measured),
    cost: measureCost(measured),
    alarms: measureAlarms(measured),
    groups: (['unwanted', 'scam'] as const).flatMap((question) =>
      groups.flatMap((group) => rankGroup(question, group, measured) ?? []),
    ),
    reliability: measureReliability(measured),
    roc: measureRoc(measured),
    families: measureFamilies(report, disguised),
    overLine: measureOverLine(measured),
  };
}

export function loadModel(file: string): Engine {
  return loadEngine({ textModelBytes: readModel(file) });
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
