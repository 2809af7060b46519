// SPDX-License-Identifier: Apache-2.0
/** The folded form of one character, with the mark that its undoing deserves. Filled at first use, so that loading is quick. */
import { DIGIT_FORMS, LATIN_LOOK_ALIKES, PLAIN_FORMS, STYLED_FORMS } from './data/forms.ts';
import { Kind } from './kind.ts';
import { kindOf, markAsChanging, STYLED, tableEntry } from './kinds.ts';
import type { FoldMark } from './marks.ts';
import { normalForm } from './normal-form.ts';

export type Form = { readonly codes: readonly number[]; readonly mark: FoldMark | undefined };

const EXPLICIT = new Map<number, Form>();
for (const [table, mark] of [
  [PLAIN_FORMS, undefined],
  [DIGIT_FORMS, undefined],
  [STYLED_FORMS, 'styled'],
  [LATIN_LOOK_ALIKES, 'confusable'],
] as const) {
  forEachTarget(table, (target, sources) => {
    const form = { codes: codesOf(target), mark };
    for (const code of sources) {
      EXPLICIT.set(code, form);
      markAsChanging(code, mark === 'styled');
    }
  });
}

/** Reads lines of a target and its sources in base 36; the target may be a space. */
export function forEachTarget(table: string, use: (target: string, sources: readonly number[]) => void): void {
  for (const line of table.split('\n')) {
    const split = line.indexOf(' ', 1);
    use(line.slice(0, split), numbersAfter(line, split + 1));
  }
}

function numbersAfter(line: string, from: number): readonly number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let index = from; index <= line.length; index += 1) {
    const unit = index < line.length ? line.charCodeAt(index) : 32;
    if (unit === 32) {
      numbers.push(number);
      number = 0;
    } else number = number * 36 + unit - (unit >= 97 ? 87 : 48);
  }
  return numbers;
}

// A form may hold what the first step drops when it stands alone (the tatweel of Arabic medial forms).
const FALLS_AWAY: ReadonlySet<number> = new Set([Kind.droppedMark, Kind.invisible, Kind.silent, Kind.joiner]);

const FORMS = new Map<number, Form>();

/** For characters that `CHANGES` marks. The result is a fixed point: its characters fold to themselves. */
export function formOf(code: number): Form {
  let form = FORMS.get(code);
  if (!form) {
    form = makeForm(code);
    FORMS.set(code, form);
  }
  return form;
}

function makeForm(code: number): Form {
  const explicit = EXPLICIT.get(code);
  if (explicit) return explicit;
  const codes: number[] = [];
  let mark: FoldMark | undefined = (tableEntry(code) & STYLED) === 0 ? undefined : 'styled';
  const normal = normalForm(String.fromCodePoint(code), (part) => kindOf(part) === Kind.droppedMark);
  for (const part of codesOf(normal)) {
    const further = EXPLICIT.get(part);
    if (further) {
      codes.push(...further.codes);
      mark ??= further.mark;
    } else if (!FALLS_AWAY.has(kindOf(part))) codes.push(part);
  }
  return { codes, mark };
}

function codesOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
