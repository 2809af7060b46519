// SPDX-License-Identifier: Apache-2.0
/** Plots as inline SVG, one function a kind. */
import type { Interval } from '../metrics.ts';
import type { Mark, Plot } from '../section.ts';
import { percent } from '../tables.ts';
import { escapeHtml } from '../../../base/escape-html.ts';
import { WIDTH, type Tick, across, drawSvg, fix, frame, legend, up } from './frame.ts';

type PlotOf<Kind extends Plot['kind']> = Extract<Plot, { readonly kind: Kind }>;

export function drawPlot(plot: Plot): string {
  switch (plot.kind) {
    case 'roc':
      return drawRoc(plot);
    case 'reliability':
      return drawReliability(plot);
    case 'bars':
      return drawBars(plot);
  }
}

const TENTHS: readonly Tick[] = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, text: percent(at).replace('.0', '') }));
const DECADES: readonly Tick[] = [
  { at: 0, text: '0.1' },
  { at: 1 / 3, text: '1' },
  { at: 2 / 3, text: '10' },
  { at: 1, text: '100' },
];

function drawRoc({ alt, series }: PlotOf<'roc'>): string {
  const curves = series.map(({ points }, index) => {
    const path = points.map(({ x, y }) => `${fix(across(Math.log10(x) / 3 + 1))} ${fix(up(y))}`).join('L');
    return `<path class="s${index} curve" d="M${path}"/>`;
  });
  const axes = { x: DECADES, y: TENTHS, xTitle: 'false alarms, % (logarithmic); up: recall, %' };
  const names = series.map(({ name }) => name);
  return frame(alt, axes, names, curves.join(''));
}

function drawReliability({ alt, series }: PlotOf<'reliability'>): string {
  const even = `<path class="axis" d="M${across(0)} ${up(0)}L${across(1)} ${up(1)}"/>`;
  const marks = series.flatMap(({ bins }, index) =>
    bins.map(
      ({ said, seen }) =>
        `<path class="s${index}" d="M${fix(across(said))} ${fix(up(seen.low))}V${fix(up(seen.high))}"/><circle class="s${index}" cx="${fix(across(said))}" cy="${fix(up(seen.value))}" r="${index === 0 ? 4 : 2.5}"/>`,
    ),
  );
  const axes = { x: TENTHS, y: TENTHS, xTitle: 'said, %; up: seen, %' };
  const names = series.map(({ name }) => name);
  return frame(alt, axes, names, even + marks.join(''));
}

const ROW = 18;
const BAR_LEFT = 190;
const BAR_WIDTH = WIDTH - BAR_LEFT - 60;

/** A line of marks a row: the bar to the figure, and a whisker over its interval. */
function drawBars({ alt, rows, most, unit }: PlotOf<'bars'>): string {
  const names = [...new Set(rows.flatMap(({ marks }) => marks.map(({ series }) => series)))];
  const drawn: string[] = [];
  let y = 4;
  for (const { name, marks } of rows) {
    drawn.push(
      `<text x="${BAR_LEFT - 8}" y="${y + 13}" text-anchor="end">${escapeHtml(shorten(name))}<title>${escapeHtml(name)}</title></text>`,
    );
    for (const mark of marks) {
      drawn.push(drawMark(mark, names.indexOf(mark.series), y, { most, unit }));
      y += ROW;
    }
    y += 4;
  }
  return drawSvg(alt, y + 24, drawn.join('') + legend(names, y + 18));
}

function drawMark(mark: Mark, series: number, y: number, scale: Pick<PlotOf<'bars'>, 'most' | 'unit'>): string {
  const to = (value: number) => BAR_LEFT + BAR_WIDTH * Math.min(1, Math.max(0, value / scale.most));
  const { value, low, high } = mark.at;
  const middle = y + ROW / 2;
  const end = Math.max(to(value), to(high));
  return [
    `<rect class="s${series}" x="${BAR_LEFT}" y="${y + 4}" width="${fix(to(value) - BAR_LEFT)}" height="${ROW - 8}" opacity="0.55"/>`,
    `<path class="s${series}" stroke-width="2" d="M${fix(to(low))} ${middle}H${fix(to(high))}"/>`,
    `<text class="faint" x="${fix(end + 6)}" y="${middle + 4}">${escapeHtml(figure(mark.at, scale.unit))}</text>`,
  ].join('');
}

function figure({ value }: Interval, unit: PlotOf<'bars'>['unit']): string {
  return unit === 'share' ? percent(value) : value.toFixed(1);
}

function shorten(name: string): string {
  return name.length <= 27 ? name : `${name.slice(0, 26)}…`;
}
