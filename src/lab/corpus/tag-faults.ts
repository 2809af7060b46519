// SPDX-License-Identifier: Apache-2.0
/** Tags of one template against its file, its side and the taxonomy. */
import { nearest } from '../../base/nearest.ts';
import type { Fault } from './finding.ts';
import type { TemplateLine } from './template-codec.ts';
import { SLOTS } from './template-words.ts';

export type Side = 'legitimate' | 'scam';
export type Place = { readonly lang: string; readonly side: Side };

export function tagFaults(
  template: TemplateLine,
  { lang, side }: Place,
  schemes: ReadonlySet<string>,
): readonly Fault[] {
  const { id, text, scheme, asks } = template;
  const faults: Fault[] = [];
  const start = `${lang}-${side === 'scam' ? 's' : 'l'}-`;
  if (!id.startsWith(start))
    faults.push({ code: 'wrong-id', message: `has an id of another file; begin it with ${start}.` });
  if (side === 'legitimate' && scheme !== undefined) {
    faults.push({ code: 'wrong-side-scheme', message: 'has a scheme and is legitimate; remove it, or move the line.' });
  }
  if (side === 'scam' && scheme === undefined) {
    faults.push({ code: 'wrong-side-scheme', message: 'is a scam without a scheme; name one of the taxonomy.' });
  }
  if (scheme !== undefined && !schemes.has(scheme)) {
    const near = nearest(scheme, [...schemes]);
    faults.push({
      code: 'unknown-scheme',
      message: `has a scheme that the taxonomy lacks; write ${near ?? 'one of policy/taxonomy'}.`,
    });
  }
  if (asks.length > 1 && asks.includes('nothing')) {
    faults.push({ code: 'asks-nothing-and-more', message: 'asks nothing and something; remove "nothing".' });
  }
  if (side === 'legitimate' && text.includes('{link}')) {
    faults.push({ code: 'scam-link', message: 'has the slot {link}, which scam links fill; write {officiallink}.' });
  }
  return [...faults, ...slotFaults(text)];
}

// Other words in braces are literal: genuine senders send their bugs.
function slotFaults(text: string): readonly Fault[] {
  return [...text.matchAll(/(?<!\$)\{([a-z0-9]+)\}/gu)].flatMap(([, name = '']) => {
    const near = SLOTS.some((slot) => slot === name) ? undefined : nearest(name, SLOTS);
    return near === undefined
      ? []
      : [{ code: 'misspelt-slot' as const, message: `has {${name}}, which is no slot; write {${near}}.` }];
  });
}
