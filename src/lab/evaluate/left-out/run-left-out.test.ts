// SPDX-License-Identifier: Apache-2.0
/** The left-out checks end to end on a small invented corpus. */
import { describe, expect, it } from 'vitest';
import { INVENTED_KINDS, invent } from '../../train/invented-corpus.ts';
import { type Template, fillTemplate } from '../../train/own-templates.ts';
import type { Sample } from '../../train/sample.ts';
import { shippedRecipe } from '../../train/train-text-model.ts';
import { leftOutChecks } from './checks.ts';
import { printLeftOut } from './print-left-out.ts';
import { runLeftOut } from './run-left-out.ts';

const WORDS = 'amber birch cedar delta ember fjord grove haven islet jetty knoll ledge'.split(' ');

/** Sixty messages of each kind whose phrases are alike and whose words are their own, so that none resembles another. */
function set(name: string, lang: string, time?: string): readonly Sample[] {
  return INVENTED_KINDS.flatMap((kind, place) =>
    Array.from({ length: 60 }, (_, index): Sample => {
      const sample = invent(kind, lang, index, false);
      const own = [1, 5, 7, 11].map(
        (step) => WORDS[(index * step + place) % 12] + name + String.fromCharCode(97 + (index % 26)),
      );
      const id = `${name}-${sample.id}`;
      const text = `${sample.text} ${own.join(' ')} ${own.toReversed().join(' ')}`;
      return { ...sample, id, set: name, text, group: id, near: id, ...(time === undefined ? {} : { time }) };
    }),
  );
}

const TEMPLATES: readonly Template[] = ['bank', 'courier', 'friend'].flatMap((sector, place) =>
  (['legitimate', 'scam'] as const).flatMap((side) =>
    Array.from({ length: 40 }, (_, index) => {
      const base = invent(side === 'scam' ? 'scam' : 'service', 'en', index, true);
      const word = `${WORDS[(index * 5 + place) % 12]}${sector}`;
      return {
        id: `${sector}-${side}-${index}`,
        lang: 'en',
        side,
        text: `${base.text} ${word} ${word}s {ref}`,
        purpose: 'notice',
        sector,
        asks: ['nothing'],
        scheme: side === 'scam' ? `${['theft', 'snare', 'friendship'][place]}.case-${index % 2}` : '',
      };
    }),
  ),
);

const DATA = {
  samples: [
    ...TEMPLATES.map((template) => fillTemplate(template, 1, 0)),
    ...set('mishra-soni', 'en'),
    ...set('exais', 'en'),
    ...set('chatter', 'en'),
    ...set('spamhunter', 'en', '2020-11').filter(({ kind }) => kind === 'advert'),
    ...set('spamhunter-later', 'en', '2021-02').map((sample) => ({ ...sample, set: 'spamhunter' })),
    ...set('th', 'th'),
    ...set('tr', 'tr'),
  ],
  templates: new Map(TEMPLATES.map((template) => [`own:${template.id}`, template])),
};
const CHOICE = { drawn: 1, fewestOfScheme: 8, fewestOfSector: 8 };
const SHIPPED = shippedRecipe(1);
const RECIPE = {
  ...SHIPPED,
  bucketBits: 12,
  epochs: 2,
  folds: 2,
  intents: { ...SHIPPED.intents, bucketBits: 10, folds: 2 },
  network: { ...SHIPPED.network, shape: { bucketBits: 8, width: 4, filters: [{ span: 1, count: 4 }] }, epochs: 1 },
};

const messages: string[] = [];
const figures = runLeftOut({ data: DATA, recipe: RECIPE, choice: CHOICE, say: (message) => messages.push(message) });

describe('the left-out checks', () => {
  it('take one training each, unless there is nothing to ask about, and say so as they go', () => {
    const checks = leftOutChecks(DATA, CHOICE).filter(({ name }) => name !== 'ko');
    expect(figures.trainings.map(({ check }) => check)).toEqual(checks.map(({ kind, name }) => `${kind} ${name}`));
    expect(checks.map(({ kind }) => kind)).toEqual([
      'control',
      'source',
      'language',
      'language',
      'time',
      'scheme',
      'sector',
    ]);
    expect(messages.length).toBe(checks.length);
  });

  it('rank the bad of a source against ham of another, and the future against ham of the report', () => {
    expect(figures.rankings.map(({ check, question }) => `${check}: ${question}`)).toEqual([
      'source mishra-soni: scam',
      'time spamhunter 2021: unwanted',
      'time spamhunter 2021: unwanted',
    ]);
    for (const { auc, bad, ham } of figures.rankings) {
      expect(bad).toBeGreaterThan(10);
      expect(ham).toBeGreaterThan(10);
      expect(auc.low).toBeLessThan(auc.value);
    }
    expect(figures.rankings[0]?.auc.value).toBeGreaterThan(0.8);
  });

  it('ask about the rows of a language that was left out, and nothing of one that no set has', () => {
    const ofThai = figures.shares.filter(({ check }) => check === 'language th');
    expect(ofThai.map(({ group }) => group)).toEqual(['th ham, public', 'th scams, public']);
    for (const { n } of ofThai) expect(n).toBeGreaterThan(20);
    expect(figures.shares.some(({ check }) => check === 'language ko')).toBe(false);
  });

  it('give the control’s figures for the same groups of templates, from its report part', () => {
    const groups = (check: string) => figures.shares.flatMap((row) => (row.check.startsWith(check) ? [row.group] : []));
    const drawn = [...groups('scheme'), ...groups('sector')];
    expect(drawn.length).toBeGreaterThan(3);
    expect(groups('control')).toEqual(expect.arrayContaining(drawn));
  });

  it('are the same each time', { timeout: 120_000 }, () => {
    const again = runLeftOut({ data: DATA, recipe: RECIPE, choice: CHOICE, say: () => {} });
    expect(again).toEqual(figures);
  });

  it('are printed with an interval at each figure', () => {
    const printed = printLeftOut(figures);
    for (const { group } of [...figures.rankings, ...figures.shares]) expect(printed).toContain(group);
    expect(printed).not.toMatch(/undefined|NaN/u);
    expect(printed).toMatch(/language th: th ham, public +\d+ +\d+\.\d \(\d+\.\d–\d+\.\d\)/u);
  });
});

describe('the draw of schemes and sectors', () => {
  it('does not depend on the order of the templates', () => {
    const turned = { templates: new Map([...DATA.templates].toReversed()) };
    const names = (data: Pick<typeof DATA, 'templates'>) => leftOutChecks(data, CHOICE).map(({ name }) => name);
    expect(names(turned)).toEqual(names(DATA));
  });

  it('passes over what has too few templates', () => {
    const kinds = leftOutChecks(DATA, { ...CHOICE, fewestOfScheme: 41, fewestOfSector: 41 }).map(({ kind }) => kind);
    expect(kinds).not.toContain('scheme');
    expect(kinds).not.toContain('sector');
  });
});
