// SPDX-License-Identifier: Apache-2.0
/** `tocsin train --links` from folders to bytes: reads, splits, trains, calibrates, encodes. */
import type { KnownHosts } from '../../decide/link/known-hosts.ts';
import { parseLinkModel } from '../../decide/link/model/link-model.ts';
import { scoreLink } from '../../decide/link/model/weigh-link.ts';
import { observeParsed } from '../../decide/link/observe-link.ts';
import { fnv1a } from '../train/random.ts';
import { encodeLinkModel } from './encode-link-model.ts';
import { fitLinkLines, type ScoredLink } from './fit-link-lines.ts';
import type { LinkData, LinkRow } from './read-links.ts';
import { type LinkRecipe, type RawLinkModel, SHIPPED_LINK_RECIPE, trainLinkModel } from './train-link-model.ts';
import { varyLinks } from './vary-links.ts';

export type LinkTraining = {
  readonly bytes: Uint8Array;
  readonly trainingRows: number;
  readonly calibrationRows: number;
};

const NO_LINES = { calibration: { slope: 1, offset: 0 }, lines: { warn: 0, hold: 0 } };

export function trainLinks(data: LinkData, hosts: KnownHosts, recipe: LinkRecipe = SHIPPED_LINK_RECIPE): LinkTraining {
  const past = splitByGroup(data.past);
  const own = splitByGroup(data.own);
  const rows = varyLinks(past.train, own.train, recipe.seed);
  const raw = trainLinkModel(rows, hosts, recipe);
  const calibration = [
    ...varyLinks(past.calibrate, own.calibrate, recipe.seed),
    ...data.ownForLines.map((row) => ({ ...row, cost: 1 })),
  ];
  const scored = scoreAll(raw, calibration, hosts);
  return {
    bytes: encodeLinkModel(raw, fitLinkLines(scored)),
    trainingRows: rows.length,
    calibrationRows: calibration.length,
  };
}

/** One group in ten calibrates. */
function splitByGroup(rows: readonly LinkRow[]): {
  readonly train: readonly LinkRow[];
  readonly calibrate: readonly LinkRow[];
} {
  const isHeldOut = ({ group }: LinkRow) => (fnv1a(`7${group}`) >>> 8) % 10 === 0;
  return { train: rows.filter((row) => !isHeldOut(row)), calibrate: rows.filter(isHeldOut) };
}

/** By the model as its bytes hold it. */
function scoreAll(raw: RawLinkModel, rows: readonly LinkRow[], hosts: KnownHosts): readonly ScoredLink[] {
  const model = parseLinkModel(encodeLinkModel(raw, NO_LINES));
  return rows.map((row) => ({ row, score: scoreLink(model, row.link, observeParsed(row.link, hosts)) }));
}
