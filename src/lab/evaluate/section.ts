// SPDX-License-Identifier: Apache-2.0
/**
 * A report is a list of sections: prose, tables and plots as plain data. One renderer prints them as aligned text, another as a
 * page; a measurement knows neither.
 */
import type { Interval } from './metrics.ts';

export type Cells = readonly string[];

export type Table = {
  /** Left out where the section's title says it. */
  readonly caption?: string;
  readonly head: Cells;
  readonly rows: readonly Cells[];
  /** Columns, from the left, that hold words: the rest are figures. One where it is left out. */
  readonly words?: number;
};

/** A share or an area with its interval, named in the legend. */
export type Mark = { readonly series: string; readonly at: Interval };

export type Point = { readonly x: number; readonly y: number };

/** `alt` says in a sentence what the plot shows, with its main figures. */
export type Plot =
  | {
      readonly kind: 'roc';
      readonly title: string;
      readonly alt: string;
      /** x: false alarms, from 0.001 to 1 on a logarithmic axis; y: recall. */
      readonly series: readonly { readonly name: string; readonly points: readonly Point[] }[];
    }
  | {
      readonly kind: 'reliability';
      readonly title: string;
      readonly alt: string;
      readonly series: readonly {
        readonly name: string;
        readonly bins: readonly { readonly said: number; readonly seen: Interval }[];
      }[];
    }
  | {
      readonly kind: 'bars';
      readonly title: string;
      readonly alt: string;
      /** Where the axis ends; per cent of 1 unless `unit` is another. */
      readonly most: number;
      readonly unit: 'share' | 'cost' | 'edits';
      readonly rows: readonly { readonly name: string; readonly marks: readonly Mark[] }[];
    };

export type Section = {
  /** Of the page's anchor: lower case with hyphens. */
  readonly id: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  readonly plots: readonly Plot[];
};

export type Report = {
  readonly title: string;
  /** What was measured, on what, and how to read it. */
  readonly notes: readonly string[];
  readonly sections: readonly Section[];
};
