// SPDX-License-Identifier: Apache-2.0
/** Events through the whole product, model, rules and thresholds as shipped, by the door `screen`. */
import { TocsinError } from '../../base/errors.ts';
import type { Facts } from '../../decide/facts.ts';
import { parseEvent } from '../../decide/parse-event.ts';
import type { Engine } from '../../screen/load.ts';

const FACTS: Facts = { door: 'screen', readerLang: 'en', mode: 'observe' };

/** Is the verdict another than `allow`? `name` stands in the error about an event that is none. */
export type ProductJudge = (event: unknown, name: string) => boolean;

export function createProductJudge(engine: Engine): ProductJudge {
  const verdictOf = createProductVerdict(engine);
  return (event, name) => verdictOf(event, name).flagged;
}

export type ProductVerdict = (event: unknown, name: string) => { readonly score: number; readonly flagged: boolean };

export function createProductVerdict(engine: Engine): ProductVerdict {
  return (event, name) => {
    const parsed = parseEvent(event, engine.screener.stamp);
    if (!parsed.ok) throw new TocsinError('bad-corpus', `${name}: ${parsed.refusal.message}`);
    const { score, verdict } = engine.decider.decide(parsed.event, FACTS);
    return { score, flagged: verdict !== 'allow' };
  };
}
