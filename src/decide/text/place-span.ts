// SPDX-License-Identifier: Apache-2.0
import { countCodePoints } from '../../base/code-points.ts';
import type { Evidence, SpanField } from '../evidence.ts';
import { type FoldedText, spanInRaw } from './fold/fold.ts';

/** A place in the folded text as evidence: code points of the field as it was sent. `undefined` where nothing is left of it. */
export function placeSpan(
  folded: FoldedText,
  field: SpanField,
  { from, to }: { readonly from: number; readonly to: number },
): Evidence | undefined {
  const span = spanInRaw(folded, from, to);
  if (span.end <= span.start) return undefined;
  const start = countCodePoints(folded.raw.slice(0, span.start));
  return { type: 'span', field, start, end: start + countCodePoints(folded.raw.slice(span.start, span.end)) };
}
