// SPDX-License-Identifier: Apache-2.0
/** `tocsin train --links` from folders to files: reads, splits, trains, calibrates, evaluates, writes the model and its card. */
import { readFileSync } from 'node:fs';
import type { KnownHosts } from '../../decide/link/known-hosts.ts';
import { parseLinkModel } from '../../decide/link/model/link-model.ts';
import { scoreLink } from '../../decide/link/model/weigh-link.ts';
import { observeParsed } from '../../decide/link/observe-link.ts';
import { loadEngine, SHIPPED_POLICY_DIR } from '../../screen/load.ts';
import { loadPolicy } from '../../screen/load-policy.ts';
import type { Digests } from '../train/compare-with-shipped.ts';
import { digestOf } from '../train/digest-of.ts';
import { fnv1a } from '../train/random.ts';
import { writeFile } from '../train/write-file.ts';
import { encodeLinkModel } from './encode-link-model.ts';
import { evaluateLinks } from './evaluate-links.ts';
import { fitLinkLines, type ScoredLink } from './fit-link-lines.ts';
import { linkCardJson, linkCardMarkdown } from './link-card.ts';
import { type LinkData, type LinkFolders, type LinkRow, readLinks } from './read-links.ts';
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

export type LinkTrainingResult = {
  readonly files: readonly string[];
  readonly version: string;
  readonly bytes: number;
};

export function runLinkTraining(folders: LinkFolders, out: string): LinkTrainingResult {
  const data = readLinks(folders);
  const { hosts } = loadPolicy(SHIPPED_POLICY_DIR);
  const { bytes, ...rows } = trainLinks(data, hosts);
  const base = out.replace(/\.model$/u, '');
  const files = [out, `${base}.card.json`, `${base}.card.md`];
  writeFile(out, bytes);
  const evaluation = evaluateLinks(bytes, loadEngine({ linkModelFile: out }), data, SHIPPED_LINK_RECIPE.seed);
  const facts = { bytes, ...rows, recipe: SHIPPED_LINK_RECIPE, files: data.files, evaluation };
  writeFile(`${base}.card.json`, linkCardJson(facts));
  writeFile(`${base}.card.md`, linkCardMarkdown(facts));
  return { files, version: evaluation.model.version, bytes: bytes.length };
}

/** Is the shipped model what its data and recipe give? Both as SHA-256 of the file's bytes. */
export function compareLinksWithShipped(folders: LinkFolders, file: string): Digests {
  const { hosts } = loadPolicy(SHIPPED_POLICY_DIR);
  const { bytes } = trainLinks(readLinks(folders), hosts);
  return { shipped: digestOf(readFileSync(file)), retrained: digestOf(bytes) };
}

type Halves = { readonly train: readonly LinkRow[]; readonly calibrate: readonly LinkRow[] };

/** One group in ten calibrates. */
function splitByGroup(rows: readonly LinkRow[]): Halves {
  return { train: rows.filter((row) => !isHeldOut(row)), calibrate: rows.filter(isHeldOut) };
}

function isHeldOut({ group }: LinkRow): boolean {
  return (fnv1a(`7${group}`) >>> 8) % 10 === 0;
}

/** By the model as its bytes hold it. */
function scoreAll(raw: RawLinkModel, rows: readonly LinkRow[], hosts: KnownHosts): readonly ScoredLink[] {
  const model = parseLinkModel(encodeLinkModel(raw, NO_LINES));
  return rows.map((row) => ({ row, score: scoreLink(model, row.link, observeParsed(row.link, hosts)) }));
}
