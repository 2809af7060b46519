// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INVENTED_KINDS, invent } from '../train/invented-corpus.ts';
import { TEXT_MODEL_FILE } from '../train/places.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { renderPage } from './page/page.ts';
import { printReport } from './print-report.ts';
import { evaluateBytes } from './run-evaluation.ts';

const rows = (from: number, count: number) =>
  INVENTED_KINDS.flatMap((kind) =>
    Array.from({ length: count }, (_, index) => ({
      ...invent(kind, 'en', from + index, index % 2 === 0),
      ...(kind === 'scam' ? { scheme: 'bank.fake-alert' } : { sector: 'bank' }),
      asks: ['pay'],
    })),
  );
const parts = { train: rows(0, 60), calibrate: rows(100, 8), report: rows(200, 16) };

describe('an evaluation of the shipped model', { timeout: 60_000 }, () => {
  const bytes = readFileSync(TEXT_MODEL_FILE);
  const evaluation = evaluateBytes(bytes, { parts, templates: new Map(), files: [] }, 1, [
    'lang',
    'family',
    'scheme',
    'sector',
    'ask',
  ]);

  it('ranks by every dimension that was asked for, the plain classifier beside it', () => {
    const groups = evaluation.groups.filter(({ question }) => question === 'scam');
    const by = new Set(groups.map((group) => group.by));
    expect([...by].toSorted()).toEqual(['ask', 'family', 'lang', 'scheme', 'sector', 'whole']);
    const all = groups.find(({ group }) => group === 'all');
    expect(all).toMatchObject({ n: 64, bad: 16, ranked: { auc: { value: expect.any(Number) } } });
    expect(all?.plainRanked?.auc.value).toBeGreaterThan(0.9);
  });

  it('has every section in the printed report and on the page, none without a figure', () => {
    const report = describeEvaluation(evaluation);
    const [printed, page] = [printReport(report), renderPage(report)];
    expect(new Set(report.sections.map(({ id }) => id)).size).toBe(report.sections.length);
    for (const { title, id, tables, notes } of report.sections) {
      expect(printed).toContain(title);
      expect(page).toContain(`id="${id}"`);
      expect({ title, figures: [...tables.flatMap((one) => one.rows), ...notes].length }).not.toEqual({
        title,
        figures: 0,
      });
    }
    expect(printed).not.toMatch(/NaN|undefined|Infinity/u);
  });

  it('prints no message of a public set, in no form', () => {
    const everything = JSON.stringify(evaluation) + printReport(describeEvaluation(evaluation));
    expect(parts.report.filter(({ text }) => everything.includes(text))).toEqual([]);
  });

  it('leaves the speed of the machine out of what a card keeps', () => {
    const card = printReport(describeEvaluation(evaluation, false));
    expect(card).not.toContain('texts/s');
    expect(card).toContain('gzipped');
  });
});
