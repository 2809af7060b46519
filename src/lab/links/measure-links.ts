// SPDX-License-Identifier: Apache-2.0
/** `tocsin evaluate --links`: figures and their report. */
import { readFileSync } from 'node:fs';
import { loadEngine } from '../../screen/load.ts';
import type { Report } from '../evaluate/section.ts';
import { LINK_MODEL_FILE, OWN_LINKS } from '../train/places.ts';
import type { Say } from '../train/train-text-model.ts';
import { describeLeftOut, describeLinks } from './describe-links.ts';
import { evaluateLinks, type LinkEvaluation, measureLinkSpeed } from './evaluate-links.ts';
import { type LeftOutSource, leaveSourcesOut } from './leave-sources-out.ts';
import { readLinks } from './read-links.ts';

export type LinkMeasurement = {
  readonly corpora: string;
  readonly file?: string;
  readonly leavesOut: boolean;
  readonly seed: number;
  readonly say: Say;
};

export type MeasuredLinks = {
  readonly figures: (LinkEvaluation & { readonly linksPerSecond: number }) | readonly LeftOutSource[];
  readonly report: Report;
};

export function measureLinks({
  corpora,
  file = LINK_MODEL_FILE,
  leavesOut,
  seed,
  say,
}: LinkMeasurement): MeasuredLinks {
  const engine = loadEngine({ linkModelFile: file });
  const data = readLinks({ corpora, own: OWN_LINKS });
  const { hosts, priors } = engine.policy;
  if (leavesOut) {
    const figures = leaveSourcesOut(data, hosts, priors.person, say);
    return { figures, report: { title: 'Link models', notes: [], sections: [describeLeftOut(figures)] } };
  }
  const bytes = readFileSync(file);
  const evaluation = evaluateLinks(bytes, engine, data, seed);
  const linksPerSecond = measureLinkSpeed(bytes, hosts, data.later);
  const report = describeLinks(evaluation);
  const notes = [...report.notes, `${linksPerSecond} links a second on one thread; ${bytes.length} bytes.`];
  return { figures: { ...evaluation, linksPerSecond }, report: { ...report, notes } };
}
