// SPDX-License-Identifier: Apache-2.0
/** Which rows each check asks its model about. */
import { type Sample, scamAnswer } from '../../train/sample.ts';
import type { LeftOutCheck } from './checks.ts';
import type { LeftOutMeter, LeftOutRanking, LeftOutShare } from './measure-check.ts';

export type AskedRows = {
  /** Left out, and news to what remained. */
  readonly asked: readonly Sample[];
  /** The report part of what remained. */
  readonly report: readonly Sample[];
};

type Group = readonly [name: string, rows: readonly Sample[]];

export function askRankings(
  check: LeftOutCheck,
  { asked, report }: AskedRows,
  { rank }: LeftOutMeter,
): readonly LeftOutRanking[] {
  const rankings: (LeftOutRanking | undefined)[] = [];
  if (check.kind === 'source') {
    const scams = asked.filter(({ set, kind }) => set === 'mishra-soni' && kind === 'scam');
    const ham = asked.filter(({ set, unwanted }) => set === 'exais' && unwanted === 0);
    rankings.push(rank('scam', 'Mishra–Soni scams, ExAIS ham', scams, ham));
  }
  if (check.kind === 'time') {
    const ham = report.filter(({ unwanted }) => unwanted === 0);
    const english = ham.filter(({ lang }) => lang === 'en');
    rankings.push(
      rank('unwanted', 'new groups, ham of the report', asked, ham),
      rank('unwanted', 'new groups, English ham of the report', asked, english),
    );
  }
  return rankings.filter((ranking) => ranking !== undefined);
}

/**
 * Groups of what was left out. The control, whose training left nothing out, answers for the same groups in its report part: the
 * difference is what leaving out costs.
 */
export function askShares(
  check: LeftOutCheck,
  checks: readonly LeftOutCheck[],
  { asked, report }: AskedRows,
  { share }: LeftOutMeter,
): readonly LeftOutShare[] {
  const groups =
    check.kind === 'control'
      ? checks.flatMap((other) => groupsOf(other, report.filter(other.isLeftOut)))
      : [...groupsOf(check, asked)];
  if (check.kind === 'control' || check.kind === 'scheme') {
    const service = report.filter(({ own, kind }) => own && kind === 'service');
    groups.push(['own service messages of the report', service]);
  }
  return groups.filter(([, rows]) => rows.length > 0).map(([name, rows]) => share(name, rows));
}

function groupsOf({ kind, name }: LeftOutCheck, rows: readonly Sample[]): readonly Group[] {
  const scams = rows.filter((sample) => sample.kind === 'scam');
  const ham = rows.filter(({ unwanted }) => unwanted === 0);
  switch (kind) {
    case 'language':
      return [
        [`${name} ham, public`, ham.filter(({ own }) => !own)],
        [`${name} ham, own templates`, ham.filter(({ own }) => own)],
        [`${name} scams, public`, scams.filter(({ own }) => !own)],
        [`${name} scams, own templates`, scams.filter(({ own }) => own)],
      ];
    case 'scheme':
      return [[`${name}.* scams`, scams]];
    case 'sector':
      return [
        [`${name} scams`, scams],
        [`${name} innocent messages`, rows.filter((sample) => scamAnswer(sample) === 0)],
      ];
    case 'source':
    case 'time':
    case 'control':
      return [];
  }
}
