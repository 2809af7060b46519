// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printReport } from '../print-report.ts';
import type { Report } from '../section.ts';
import { renderPage } from './page.ts';
import { writePage } from './write-page.ts';

const share = { value: 0.5, low: 0.25, high: 0.75 };
const report: Report = {
  title: 'Model x',
  notes: ['On <these> rows & those.'],
  sections: [
    {
      id: 'first',
      title: 'First',
      notes: ['A note.'],
      tables: [{ caption: 'Table "one"', head: ['name', 'n'], rows: [['<script>alert(1)</script>', '2']] }],
      plots: [
        {
          kind: 'bars',
          title: 'Bars',
          alt: 'One bar at 50 %, "half".',
          most: 1,
          unit: 'share',
          rows: [{ name: 'a', marks: [{ series: 'model', at: share }] }],
        },
        {
          kind: 'roc',
          title: 'Curve',
          alt: 'A curve.',
          series: [
            {
              name: 'model',
              points: [
                { x: 0.001, y: 0 },
                { x: 1, y: 1 },
              ],
            },
          ],
        },
        {
          kind: 'reliability',
          title: 'Said',
          alt: 'Bins.',
          series: [{ name: 'model', bins: [{ said: 0.5, seen: share }] }],
        },
      ],
    },
  ],
};

describe('a report as a page', () => {
  const page = renderPage(report);

  it('writes no text of a message as markup', () => {
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('aria-label="One bar at 50 %, &quot;half&quot;."');
  });

  it('fetches nothing and runs nothing', () => {
    expect(page).not.toMatch(/https?:|src=|@import|url\(/u);
    expect(page).toContain("default-src 'none'");
  });

  it('draws false alarms on a logarithmic axis from a thousandth to all', () => {
    // Left edge at a rate of 0.001, right edge at 1; recall upwards.
    expect(page).toContain('d="M48.0 336.0L468.0 12.0"');
  });

  it('draws a bar to the figure with a whisker over the interval', () => {
    expect(page).toContain('x="190" y="8" width="115.0"');
    expect(page).toContain('d="M247.5 13H362.5"');
  });

  it('says everything that the printed report says', () => {
    for (const words of ['First', 'A note.', 'Table &quot;one&quot;', 'On &lt;these&gt; rows &amp; those.'])
      expect(page).toContain(words);
    expect(printReport(report)).toBe(
      'Model x. On <these> rows & those.\n\nFirst\nA note.\n\nTable "one"\nname                       n\n<script>alert(1)</script>  2\n',
    );
  });

  it('is written where it was asked, or one sentence says that it was not', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'page-')), 'report.html');
    writePage(file, report);
    expect(readFileSync(file, 'utf8')).toBe(page);
    expect(() => writePage(join(file, 'below'), report)).toThrow('--html');
  });
});
