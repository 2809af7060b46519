// SPDX-License-Identifier: Apache-2.0
/** What plots share: a square frame with axes and grid lines, its scale, and the legend. */
import { escapeHtml } from '../../../base/escape-html.ts';

export const WIDTH = 480;
const HEIGHT = 400;
const LEFT = 48;
const TOP = 12;
const RIGHT = 12;
const BOTTOM = 64;

export type Tick = { readonly at: number; readonly text: string };
/** Each from 0 to 1 along its axis. */
export type Axes = { readonly x: readonly Tick[]; readonly y: readonly Tick[]; readonly xTitle: string };

export function across(part: number): number {
  return LEFT + part * (WIDTH - LEFT - RIGHT);
}

export function up(part: number): number {
  return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
}

/** `drawing` in a frame; `series` are named below it in their colours. */
export function frame(alt: string, { x, y, xTitle }: Axes, series: readonly string[], drawing: string): string {
  const vertical = x.map(
    ({ at, text }) =>
      `<path class="axis" d="M${fix(across(at))} ${up(0)}V${up(1)}"/><text class="faint" text-anchor="middle" x="${fix(across(at))}" y="${up(0) + 16}">${escapeHtml(text)}</text>`,
  );
  const horizontal = y.map(
    ({ at, text }) =>
      `<path class="axis" d="M${across(0)} ${fix(up(at))}H${across(1)}"/><text class="faint" text-anchor="end" x="${across(0) - 6}" y="${fix(up(at) + 4)}">${escapeHtml(text)}</text>`,
  );
  const title = `<text text-anchor="end" x="${across(1)}" y="${HEIGHT - 30}">${escapeHtml(xTitle)}</text>`;
  return drawSvg(alt, HEIGHT, [...vertical, ...horizontal, title, drawing, legend(series, HEIGHT - 8)].join(''));
}

export function drawSvg(alt: string, height: number, content: string): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(alt)}">${content}</svg>`;
}

export function legend(series: readonly string[], y: number): string {
  return series
    .map(
      (name, index) =>
        `<rect class="s${index}" x="${LEFT + index * 130}" y="${y - 10}" width="10" height="10"/><text x="${LEFT + 16 + index * 130}" y="${y}">${escapeHtml(name)}</text>`,
    )
    .join('');
}

/** Coordinates need no more than a tenth of a pixel. */
export function fix(value: number): string {
  return value.toFixed(1);
}
