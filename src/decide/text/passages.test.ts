// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createFeatureList } from './feature-list.ts';
import { listFeatures } from './features.ts';
import { strongestClause } from './passages.ts';

/** The clause of `text` that is found where each feature inside one of `words` weighs that much. */
function clauseOf(text: string, words: Readonly<Record<string, number>>): string | undefined {
  const list = createFeatureList(18);
  listFeatures({ text, marks: [] }, list);
  const weights = new Float64Array(list.count);
  for (const [word, weight] of Object.entries(words)) {
    const from = text.indexOf(word);
    for (let index = 0; index < list.count; index += 1) {
      if ((list.from[index] ?? -1) >= from && (list.to[index] ?? 0) <= from + word.length) weights[index] = weight;
    }
  }
  const found = strongestClause(text, list, weights);
  return found && text.slice(found.from, found.to);
}

describe('the clause that says it most', () => {
  it('goes from one comma or full stop to the next, not only around the weighty word', () => {
    const text = 'hello anna, please send me the code today. thanks a lot';
    expect(clauseOf(text, { code: 1 })).toBe('please send me the code today.');
    expect(clauseOf(text, { thanks: 1 })).toBe('thanks a lot');
  });

  it('is chosen by what all its words weigh together, those against it too', () => {
    const text = 'pay the fee, not you. pay us now';
    expect(clauseOf(text, { 'pay the fee': 1, 'us now': 0.5 })).toBe('pay the fee,');
    expect(clauseOf(text, { pay: 1, 'the fee': -3, 'us now': 0.5 })).toBe('pay us now');
  });

  it('is none where nothing weighs for it', () => {
    expect(clauseOf('see you at six, bring milk', {})).toBeUndefined();
    expect(clauseOf('see you at six, bring milk', { milk: -1 })).toBeUndefined();
  });

  it('knows the commas and stops of other scripts, and leaves sums of money whole', () => {
    expect(clauseOf('您好，请把验证码告诉我，谢谢', { 验证码: 1 })).toBe('请把验证码告诉我，');
    expect(clauseOf('اهلا، ارسل الرمز الان، شكرا', { الرمز: 1 })).toBe('ارسل الرمز الان،');
    expect(clauseOf('dear anna, pay 1,200 today, thanks', { '1,200': 1 })).toBe('pay 1,200 today,');
  });

  it('is cut to what people can take in where no comma comes for long', () => {
    const long = `${'word after word '.repeat(8)}send the code ${'and so on and on '.repeat(8)}`;
    const found = clauseOf(long, { 'send the code': 1 });
    expect(found).toContain('send the code');
    expect(found?.length).toBeLessThanOrEqual(64);
  });
});
