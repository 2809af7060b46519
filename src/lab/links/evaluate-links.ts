// SPDX-License-Identifier: Apache-2.0
/**
 * What the link model and the whole product do on links that nothing was tuned on: scams of the year after training beside honest
 * links of public lists, and ordinary small sites written down by another hand.
 */
import { instantOf } from '../../base/instant.ts';
import type { Ruling } from '../../decide/decision.ts';
import type { Door } from '../../decide/facts.ts';
import type { KnownHosts } from '../../decide/link/known-hosts.ts';
import { addressText } from '../../decide/link/model/link-grams.ts';
import { parseLinkModel } from '../../decide/link/model/link-model.ts';
import { weighLink } from '../../decide/link/model/weigh-link.ts';
import { observeParsed } from '../../decide/link/observe-link.ts';
import { logit } from '../../decide/log-odds.ts';
import { parseEvent } from '../../decide/parse-event.ts';
import { newEventId } from '../../base/ids.ts';
import type { Engine } from '../../screen/load.ts';
import { trainBaseline } from '../evaluate/baseline.ts';
import {
  areaInterval,
  calibrationError,
  type Interval,
  logistic,
  recallAt,
  type Scored,
  thresholdAt,
  wilson,
} from '../evaluate/metrics.ts';
import type { LinkData, LinkRow } from './read-links.ts';

export type Ranked = {
  readonly auc: Interval;
  readonly recall1: Interval;
  readonly recall01: Interval;
  readonly ece: number;
  /** Of ordinary small sites, those over the line that 1 % of the honest links of lists exceed. */
  readonly smallOverLine: Interval;
};

export type LinkFlags = {
  readonly group: string;
  readonly n: number;
  readonly person: Interval;
  readonly screen: Interval;
  /** Behind a page in between, at `person`. */
  readonly held: Interval;
};

export type LinkEvaluation = {
  readonly model: { readonly version: string };
  readonly rows: Readonly<Record<'scams' | 'honest' | 'small', number>>;
  /** The model by its address alone, without what is known of owners. */
  readonly later: Ranked;
  /** By the score of the whole product, which knows owners and has rules. */
  readonly product: Ranked;
  readonly plain: Ranked;
  /** The whole product: share of a group whose verdict is not `allow`. */
  readonly flags: readonly LinkFlags[];
};

export function evaluateLinks(bytes: Uint8Array, engine: Engine, data: LinkData, seed: number): LinkEvaluation {
  const { hosts } = engine.policy;
  const model = parseLinkModel(bytes);
  const { later, ownForReport } = data;
  const byModel: Score = ({ link }) => weighLink(model, observeParsed(link, hosts)) ?? 0;
  const byProduct: Score = ({ link }) => logit(decideOn(link.href, 'screen', engine)?.score ?? 0.5);
  const scams = later.filter(({ label }) => label === 1);
  const honest = later.filter(({ label }) => label === 0);
  return {
    model: { version: model.header.version },
    rows: { scams: scams.length, honest: honest.length, small: ownForReport.length },
    later: rank(later, ownForReport, byModel),
    product: rank(later, ownForReport, byProduct),
    plain: rank(later, ownForReport, plainScore(data, seed)),
    flags: [
      flagsOf('scams of 2025', scams, engine),
      flagsOf('honest links of lists', honest, engine),
      ...groupsBy(honest, ({ source }) => `… ${source}`, engine),
      flagsOf('ordinary small sites', ownForReport, engine),
      ...groupsBy(ownForReport, ({ kind = '' }) => `… ${kind}`, engine),
      ...groupsBy(
        later.filter(isNewEnding),
        ({ label }) => (label === 1 ? 'scams on new endings' : 'honest on new endings'),
        engine,
      ),
    ],
  };
}

/** Endings that are new or cheap and sold to anybody. */
function isNewEnding({ link }: LinkRow): boolean {
  return /^(?:xyz|top|shop|online|site|store|club|app|dev|page|live|icu|vip|info|cc)$/u.test(link.suffix ?? '');
}

type Score = (row: LinkRow) => number;

function rank(later: readonly LinkRow[], small: readonly LinkRow[], score: Score): Ranked {
  const rows = later.map((row): Scored => ({ score: score(row), label: row.label }));
  const auc = areaInterval(rows);
  const recall1 = recallAt(rows, 0.01);
  const recall01 = recallAt(rows, 0.001);
  if (auc === undefined || recall1 === undefined || recall01 === undefined)
    throw new Error('Both kinds of rows are due.');
  const line = thresholdAt(
    rows.flatMap((row) => (row.label === 0 ? [row.score] : [])),
    0.01,
  );
  const over = small.filter((row) => score(row) > line).length;
  const shares = rows.map((row): Scored => ({ score: logistic(row.score), label: row.label }));
  return { auc, recall1, recall01, ece: calibrationError(shares), smallOverLine: wilson(over, small.length) };
}

/** Logistic regression over pieces of the lower-cased address, without scheme and `www.` as the model reads it. */
function plainScore({ past }: LinkData, seed: number): Score {
  const rows = past.map(({ link, label }) => ({ text: addressText(link), label }));
  const judge = trainBaseline(rows, ({ label }) => label, seed);
  return ({ link }) => judge(addressText(link));
}

function groupsBy(rows: readonly LinkRow[], nameOf: (row: LinkRow) => string, engine: Engine): readonly LinkFlags[] {
  const groups = Map.groupBy(rows, nameOf);
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, group]) => flagsOf(name, group, engine));
}

function flagsOf(group: string, rows: readonly LinkRow[], engine: Engine): LinkFlags {
  const count = { person: 0, screen: 0, held: 0 };
  for (const { link } of rows) {
    const verdict = decideOn(link.href, 'person', engine)?.verdict ?? 'allow';
    if (verdict !== 'allow') count.person += 1;
    if (verdict === 'hold' || verdict === 'block') count.held += 1;
    if ((decideOn(link.href, 'screen', engine)?.verdict ?? 'allow') !== 'allow') count.screen += 1;
  }
  const share = (hits: number) => wilson(hits, rows.length);
  return { group, n: rows.length, person: share(count.person), screen: share(count.screen), held: share(count.held) };
}

/** `undefined` for what is longer than any door takes. */
function decideOn(url: string, door: Door, engine: Engine): Ruling | undefined {
  const stamp = { id: () => newEventId((length) => new Uint8Array(length)), at: () => instantOf(0) };
  const parsed = parseEvent({ kind: 'link', url }, stamp);
  if (!parsed.ok) return undefined;
  return engine.decider.decide(parsed.event, { door, readerLang: 'en', mode: 'observe' });
}

/** Links a second on one thread: reading, observing and weighing. */
export function measureLinkSpeed(bytes: Uint8Array, hosts: KnownHosts, rows: readonly LinkRow[]): number {
  const model = parseLinkModel(bytes);
  const started = performance.now();
  for (const { link } of rows) weighLink(model, observeParsed(link, hosts));
  return Math.round((1000 * rows.length) / (performance.now() - started));
}
