// SPDX-License-Identifier: Apache-2.0
/** What is left out, one training a check: a source, a language, a year, a group of schemes, a sector. */
import type { Template } from '../../train/own-templates.ts';
import { fnv1a } from '../../train/random.ts';
import type { LabData } from '../../train/prepare.ts';
import type { Sample } from '../../train/sample.ts';

export type LeftOutCheck = {
  readonly kind: 'source' | 'time' | 'language' | 'scheme' | 'sector' | 'control';
  /** The language, the group of schemes or the sector; otherwise what the check is called. */
  readonly name: string;
  readonly isLeftOut: (sample: Sample) => boolean;
};

const LANGUAGES = ['th', 'tr', 'ko'];
/** The year from which SpamHunter rows are the future. */
const FUTURE = '2021';

export type Choice = {
  /** How many groups of schemes, and how many sectors, are drawn. */
  readonly drawn: number;
  /** Scam templates that a group of schemes needs, and templates that a sector needs on either side, to be drawn. */
  readonly fewestOfScheme: number;
  readonly fewestOfSector: number;
};

export const SHIPPED_CHOICE: Choice = { drawn: 3, fewestOfScheme: 50, fewestOfSector: 25 };

export function leftOutChecks({ templates }: Pick<LabData, 'templates'>, choice: Choice): readonly LeftOutCheck[] {
  const ofOwn = (use: (template: Template) => boolean) => (sample: Sample) => {
    const template = templates.get(sample.group);
    return template !== undefined && use(template);
  };
  const { schemes, sectors } = drawGroups([...templates.values()], choice);
  return [
    { kind: 'control', name: 'nothing', isLeftOut: () => false },
    { kind: 'source', name: 'mishra-soni', isLeftOut: ({ set }) => set === 'mishra-soni' || set === 'exais' },
    ...LANGUAGES.map((name): LeftOutCheck => ({ kind: 'language', name, isLeftOut: ({ lang }) => lang === name })),
    {
      kind: 'time',
      name: `spamhunter ${FUTURE}`,
      isLeftOut: ({ set, time }) => set === 'spamhunter' && time !== undefined && time >= FUTURE,
    },
    ...schemes.map((name): LeftOutCheck => {
      const use = (template: Template) => schemeGroup(template) === name;
      return { kind: 'scheme', name, isLeftOut: ofOwn(use) };
    }),
    ...sectors.map((name): LeftOutCheck => {
      return { kind: 'sector', name, isLeftOut: ofOwn(({ sector }) => sector === name) };
    }),
  ];
}

function schemeGroup({ scheme }: Template): string {
  return scheme.split('.')[0] ?? '';
}

function drawGroups(templates: readonly Template[], choice: Choice) {
  const scams = templates.filter(({ side }) => side === 'scam');
  const schemes = [...new Set(scams.map(schemeGroup))].filter(
    (name) => name !== '' && scams.filter((one) => schemeGroup(one) === name).length >= choice.fewestOfScheme,
  );
  const sectors = [...new Set(templates.map(({ sector }) => sector))].filter((name) => {
    const ofSector = templates.filter(({ sector }) => sector === name);
    const bad = ofSector.filter(({ side }) => side === 'scam').length;
    return name !== '' && Math.min(bad, ofSector.length - bad) >= choice.fewestOfSector;
  });
  return { schemes: draw(schemes, choice.drawn), sectors: draw(sectors, choice.drawn) };
}

// By hash, so that nobody picks what looks well.
function draw(names: readonly string[], count: number): readonly string[] {
  const placed = names.map((name) => ({ name, place: fnv1a(`left-out:${name}`) }));
  return placed
    .toSorted((one, other) => one.place - other.place || (one.name < other.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name);
}
