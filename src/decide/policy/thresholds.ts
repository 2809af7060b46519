// SPDX-License-Identifier: Apache-2.0
/** Base rates of the doors and thresholds of the channels: the two places where a probability becomes a verdict. */
import { portableLog } from '../../base/portable-math.ts';
import { z } from 'zod';
import { DOORS, type Door } from '../facts.ts';
import type { EventKind } from '../event.ts';
import { parseDocument, PolicyError } from './policy-error.ts';

const rate = z.number().gt(0, 'must be over 0').lt(1, 'must be under 1');

const baseRatesSchema = z.strictObject({ person: rate, screen: rate, point: rate });

const channelSchema = z.strictObject({
  warn: rate,
  hold: rate,
  block: rate,
  /** Whether a score alone, without rule or indicator, may hold or block in this channel. */
  modelMayHold: z.boolean(),
  modelMayBlock: z.boolean(),
});

const thresholdsSchema = z.strictObject({
  text: channelSchema,
  call: channelSchema,
  link: channelSchema,
  transfer: channelSchema,
});

export type ChannelThresholds = Readonly<z.output<typeof channelSchema>>;
export type Thresholds = Readonly<Record<EventKind, ChannelThresholds>>;

/** P(scam) before anything is known, by door. */
export type BaseRates = Readonly<Record<Door, number>>;

export function parseBaseRates(file: string, value: unknown): BaseRates {
  return parseDocument(file, baseRatesSchema, value);
}

/** The base rates as log-odds: the weight of the reason `prior`. */
export function priorsOf(rates: BaseRates): BaseRates {
  const priors = { person: 0, screen: 0, point: 0 };
  for (const door of DOORS) priors[door] = portableLog(rates[door] / (1 - rates[door]));
  return priors;
}

export function parseThresholds(file: string, value: unknown): Thresholds {
  const thresholds = parseDocument(file, thresholdsSchema, value);
  for (const [kind, { warn, hold, block }] of Object.entries(thresholds)) {
    if (!(warn <= hold && hold <= block))
      throw new PolicyError(file, [kind], 'warn must not be over hold, nor hold over block.');
  }
  return thresholds;
}
