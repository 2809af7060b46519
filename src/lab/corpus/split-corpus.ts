// SPDX-License-Identifier: Apache-2.0
/** How the templates alone are split: the same rule, and the same parts, as with the public sets beside them. */
import { foldText } from '../../decide/text/fold/fold.ts';
import { type SplitFacts, splitFacts } from '../train/describe-split.ts';
import { fillTemplate, readTemplates } from '../train/own-templates.ts';
import { type Part, PARTS, isHeldBack, splitSamples } from '../train/split.ts';

export type CorpusSplit = {
  readonly facts: SplitFacts;
  /** Rows of each part; `heldBack` are among calibrate and report. */
  readonly languages: readonly (Readonly<Record<Part, number>> & {
    readonly lang: string;
    readonly side: 'legitimate' | 'scam';
    readonly heldBack: number;
  })[];
};

export function splitCorpus(folder: string): CorpusSplit {
  const { templates } = readTemplates(folder);
  const samples = templates.map((template) => fillTemplate(template, 1, 0));
  const parts = splitSamples(samples, (text) => foldText(text).text);
  const keys = [...new Set(templates.map(({ lang, side }) => `${lang} ${side}`))].toSorted();
  return {
    facts: splitFacts(parts),
    languages: keys.map((key) => {
      const [lang = '', side] = key.split(' ');
      const isScam = side === 'scam';
      const own = (part: Part) =>
        parts[part].filter((sample) => sample.lang === lang && (sample.kind === 'scam') === isScam);
      const [train, calibrate, report] = PARTS.map((part) => own(part).length);
      return {
        lang,
        side: isScam ? 'scam' : 'legitimate',
        train: train ?? 0,
        calibrate: calibrate ?? 0,
        report: report ?? 0,
        heldBack: [...own('calibrate'), ...own('report')].filter(isHeldBack).length,
      };
    }),
  };
}
