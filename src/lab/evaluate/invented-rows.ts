// SPDX-License-Identifier: Apache-2.0
/** Rows as a measurement would have judged them, for the tests of what is counted on them. */
import type { Verdict } from '../../decide/decision.ts';
import type { Sample } from '../train/sample.ts';
import type { MeasuredRow, Population } from './measured-rows.ts';

export type InventedRow = Partial<
  Pick<Sample, 'text' | 'lang' | 'kind' | 'own' | 'purpose' | 'scheme' | 'sector' | 'asks'>
> & {
  readonly id: string;
  readonly population?: Population;
  /** At every door. */
  readonly verdict?: Verdict;
  readonly evidence?: number;
  readonly plain?: number;
};

export function inventRow({
  id,
  population = 'report',
  verdict = 'allow',
  evidence = 0,
  plain = 0,
  ...tags
}: InventedRow): MeasuredRow {
  const kind = tags.kind ?? 'chat';
  const isBad = kind === 'scam';
  const ruled = { verdict, logOdds: evidence };
  return {
    sample: {
      id,
      set: tags.own === true ? 'own' : 'invented',
      text: `text of ${id}`,
      lang: 'en',
      kind,
      unwanted: isBad || kind === 'bulk' ? 1 : 0,
      fraud: kind === 'bulk' ? undefined : isBad ? 1 : 0,
      group: id,
      near: id,
      own: false,
      ...tags,
    },
    evidence,
    unwanted: evidence,
    language: 'en',
    unfamiliar: false,
    flagged: verdict !== 'allow',
    population,
    from: 'INFO',
    ruled: { person: ruled, screen: ruled, point: ruled },
    plain: { unwanted: plain, scam: plain },
  };
}
