// SPDX-License-Identifier: Apache-2.0
/** Would honest links of a list be taken for scams by a model that has never seen a list like it? One training a list. */
import type { KnownHosts } from '../../decide/link/known-hosts.ts';
import { logit } from '../../decide/log-odds.ts';
import { parseLinkModel } from '../../decide/link/model/link-model.ts';
import { weighLink } from '../../decide/link/model/weigh-link.ts';
import { observeParsed } from '../../decide/link/observe-link.ts';
import { type Interval, wilson } from '../evaluate/metrics.ts';
import type { Say } from '../train/train-text-model.ts';
import type { LinkData, LinkRow } from './read-links.ts';
import { trainLinks } from './run-link-training.ts';

export type LeftOutSource = { readonly source: string; readonly n: number; readonly alarms: Interval };

/** Log-odds of P ≥ 0.5 where a person asks. */
export function leaveSourcesOut(
  data: LinkData,
  hosts: KnownHosts,
  priorOfPerson: number,
  say: Say,
): readonly LeftOutSource[] {
  const sources = [...new Set(data.past.flatMap(({ label, source }) => (label === 0 ? [source] : [])))].toSorted();
  const own: readonly (readonly [string, LinkData, readonly LinkRow[]])[] = [
    ['own small sites', { ...data, own: [] }, [...data.own, ...data.ownForReport]],
  ];
  const listed = sources.map((source) => {
    const isOf = (row: LinkRow) => row.label === 0 && row.source === source;
    const without = { ...data, past: data.past.filter((row) => !isOf(row)) };
    return [source, without, [...data.past, ...data.later].filter(isOf)] as const;
  });
  return [...listed, ...own].map(([source, without, rows]) => {
    say(`without ${source}`);
    const model = parseLinkModel(trainLinks(without, hosts).bytes);
    const line = Math.max(model.header.lines.warn, logit(0.5) - priorOfPerson);
    const alarms = rows.filter(({ link }) => (weighLink(model, observeParsed(link, hosts)) ?? 0) >= line).length;
    return { source, n: rows.length, alarms: wilson(alarms, rows.length) };
  });
}
