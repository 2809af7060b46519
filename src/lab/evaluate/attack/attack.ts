// SPDX-License-Identifier: Apache-2.0
/**
 * A greedy attacker who has the model: tries every edit on a caught scam, keeps the one that lowers the score most, and goes on until the
 * message passes or the budget of edits is spent. It is a lower bound: patient people who rewrite do better.
 */
import { type Interval, wilson } from '../metrics.ts';
import { EDIT_KINDS, type EditKind, editsOf } from './edits.ts';

export type Target = { readonly id: string; readonly lang: string; readonly text: string };
export type Verdict = { readonly score: number; readonly flagged: boolean };
/** The whole product on one text. */
export type Oracle = (text: string) => Verdict;

export const BUDGETS = [1, 3, 5, 10] as const;

export type Attacked = {
  readonly target: Target;
  /** Edits until it passed; `undefined` when the largest budget was not enough. */
  readonly edits: number | undefined;
  readonly kinds: readonly EditKind[];
};

export function attack(target: Target, oracle: Oracle): Attacked {
  let { text } = target;
  let now = oracle(text);
  const kinds: EditKind[] = [];
  const most = Math.max(...BUDGETS);
  while (now.flagged && kinds.length < most) {
    let best: { readonly kind: EditKind; readonly text: string; readonly verdict: Verdict } | undefined;
    for (const edit of editsOf(text, target.lang)) {
      const verdict = oracle(edit.text);
      if (best === undefined || verdict.score < best.verdict.score) best = { ...edit, verdict };
    }
    if (best === undefined || best.verdict.score >= now.score) break;
    kinds.push(best.kind);
    ({ text } = best);
    now = best.verdict;
  }
  return { target, edits: now.flagged ? undefined : kinds.length, kinds };
}

export type AttackFigures = {
  readonly lang: string;
  readonly n: number;
  /** Flagged before, and after so many edits of each. */
  readonly before: Interval;
  readonly after: readonly { readonly budget: number; readonly flagged: Interval }[];
  readonly kinds: readonly { readonly kind: EditKind; readonly uses: number }[];
};

export function measureAttack(targets: readonly Target[], oracle: Oracle): readonly AttackFigures[] {
  const attacked = targets.map((target) => attack(target, oracle));
  const languages = [...new Set(targets.map(({ lang }) => lang))].toSorted();
  return ['all', ...languages].map((lang) => {
    const rows = attacked.filter(({ target }) => lang === 'all' || target.lang === lang);
    const stand = (budget: number) => rows.filter(({ edits }) => edits === undefined || edits > budget).length;
    const used = rows.flatMap(({ kinds }) => kinds);
    return {
      lang,
      n: rows.length,
      before: wilson(stand(0), rows.length),
      after: BUDGETS.map((budget) => ({ budget, flagged: wilson(stand(budget), rows.length) })),
      kinds: EDIT_KINDS.map((kind) => ({ kind, uses: used.filter((one) => one === kind).length })),
    };
  });
}
