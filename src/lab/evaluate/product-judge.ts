// SPDX-License-Identifier: Apache-2.0
/** Events through the whole product: model, rules and thresholds as shipped. */
import { TocsinError } from '../../base/errors.ts';
import { type Decider, createDecider } from '../../decide/decide.ts';
import type { Ruling, Verdict } from '../../decide/decision.ts';
import type { Door, Facts } from '../../decide/facts.ts';
import { logit } from '../../decide/log-odds.ts';
import { parseEvent } from '../../decide/parse-event.ts';
import type { Engine } from '../../screen/load.ts';

/** A name that says nothing about the sender: the text sets do not keep who sent a text. */
export const UNKNOWN_SENDER = 'INFO';
/** Longer ones are no events. */
const MOST_CHARACTERS = 10_000;

export type Ruled = {
  readonly verdict: Verdict;
  /** Log-odds of the score, prior included. */
  readonly logOdds: number;
};

/** `name` stands in the error about an event that is none. */
export type ProductRuler = (event: unknown, name: string, door: Door) => Ruled;

/** Is the verdict at `screen` another than `allow`? */
export type ProductJudge = (event: unknown, name: string) => boolean;

export function createProductRuler(engine: Engine): ProductRuler {
  return rulerOf(engine, engine.decider);
}

/** As an enforcement point whose operator stated the share of scams. */
export function createRulerAt(engine: Engine, rate: number): (event: unknown, name: string) => Ruled {
  const { policy, models } = engine;
  const priors = { ...policy.priors, point: logit(rate) };
  const rule = rulerOf(engine, createDecider({ policy: { ...policy, priors }, models }));
  return (event, name) => rule(event, name, 'point');
}

export function createProductJudge(engine: Engine): ProductJudge {
  const rule = createProductRuler(engine);
  return (event, name) => rule(event, name, 'screen').verdict !== 'allow';
}

/** A text as an event. */
export function textEvent(text: string, from: string = UNKNOWN_SENDER): unknown {
  return { kind: 'text', from, body: text.slice(0, MOST_CHARACTERS) };
}

function rulerOf(engine: Engine, decider: Decider): ProductRuler {
  return (event, name, door) => {
    const parsed = parseEvent(event, engine.screener.stamp);
    if (!parsed.ok) throw new TocsinError('bad-corpus', `${name}: ${parsed.refusal.message}`);
    return ruledOf(decider.decide(parsed.event, factsAt(door)));
  };
}

function factsAt(door: Door): Facts {
  return { door, readerLang: 'en', mode: 'observe' };
}

function ruledOf({ verdict, reasons }: Ruling): Ruled {
  let logOdds = 0;
  for (const { weight } of reasons) logOdds += weight;
  return { verdict, logOdds };
}
