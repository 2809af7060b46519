// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCodePoints } from '../../base/code-points.ts';
import { TocsinError } from '../../base/errors.ts';
import type { Finding } from '../evidence.ts';
import { foldText } from './fold/fold.ts';
import { type TextJudgement, judgeText } from './judge-text.ts';
import { parseTextModel } from './text-model.ts';

const bytes = readFileSync(new URL('../../../models/text.model', import.meta.url));
const model = parseTextModel(bytes);

function judge(text: string): TextJudgement {
  return judgeText(model, foldText(text), 'body');
}

function spansOf(findings: readonly Finding[]): readonly { readonly start: number; readonly end: number }[] {
  return findings.flatMap(({ evidence = [] }) => evidence.flatMap((piece) => (piece.type === 'span' ? [piece] : [])));
}

const WORDS = (
  'your|parcel|is held|pay|£1.99|https://post-fee.top/x|482913|mum|验证码|点击|冻结|계좌|ยืนยัน|ok|see you|😀|v.e.r.i.f.y|раураl|' +
  '\u200b|\n|1️⃣|e\u0301|+44 7700 900123'
).split('|');
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' ')),
);

describe('a judgement of any text', () => {
  it('has findings whose weights sum to the evidence, all finite', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { findings, evidence } = judge(text);
        expect(findings.every(({ weight }) => Number.isFinite(weight))).toBe(true);
        expect(findings.reduce((sum, { weight }) => sum + weight, 0)).toBe(evidence);
      }),
    );
  });

  it('points at spans within the text, counted in code points, that do not overlap in plain words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const length = countCodePoints(text);
        for (const { start, end } of spansOf(judge(text).findings)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(length);
        }
      }),
    );
  });

  it('does not depend on what was judged before', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, other) => {
        const first = judge(text);
        judge(other);
        expect(judge(text)).toEqual(first);
      }),
    );
  });

  it('tells at most three passages and one finding of each other kind', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const codes = judge(text).findings.map(({ code }) => code);
        expect(codes.filter((code) => code.startsWith('text-passage')).length).toBeLessThanOrEqual(3);
        const others = codes.filter((code) => !code.startsWith('text-passage'));
        expect(new Set(others).size).toBe(others.length);
      }),
    );
  });
});

describe('the passages of an English text', () => {
  const text =
    'Dear customer, your package is held at our depot. Pay the fee at https://parcel-fee.top/x within 24 hours.';

  it('begin and end at the edges of words', () => {
    const spans = spansOf(judge(text).findings);
    expect(spans.length).toBeGreaterThan(0);
    for (const { start, end } of spans) {
      expect(`${text} `.charAt(end)).toMatch(/[\s.,]/u);
      expect(` ${text}`.charAt(start)).toMatch(/[\s]/u);
    }
  });

  it('end with their sentence', () => {
    for (const { start, end } of spansOf(judge(text).findings)) expect(text.slice(start, end)).not.toMatch(/[.!?] /u);
  });

  it('stand on the original characters where the text was disguised', () => {
    const disguised = text.replace('package', 'p\u200back\u200bage').replace('fee', 'f.e.e');
    for (const { start, end } of spansOf(judge(disguised).findings)) {
      expect(`${disguised} `.charAt(end)).toMatch(/[\s.,]/u);
      expect(` ${disguised}`.charAt(start)).toMatch(/[\s]/u);
    }
  });
});

describe('the shipped model', () => {
  it('lets two asks of one clause share what the clause weighs', () => {
    const { findings, evidence } = judge(
      'PTT: Kargonuz adres hatası nedeniyle bekletiliyor. 24 saat içinde https://ptt-adres.top adresinden 12,90 TL ödeyin.',
    );
    const asks = findings.filter(({ code }) => code.startsWith('asks-'));
    const [one, other] = asks;
    expect(asks.map(({ code }) => code).toSorted()).toEqual(['asks-follow-link', 'asks-pay']);
    expect(one?.evidence).toEqual(other?.evidence);
    expect(one?.weight).toBe(other?.weight);
    expect(one?.weight).toBeGreaterThan(0.1);
    expect(findings.reduce((sum, { weight }) => sum + weight, 0)).toBe(evidence);
  });

  it('finds more in a fake notice than in the genuine one', () => {
    const fake = judge(
      'Royal Post: your parcel is held. Pay the 1.99 fee now at http://royalpost-fee.top/pay or it is returned',
    );
    const genuine = judge('Royal Post: your parcel arrives today between 2 and 4pm. No action is needed.');
    expect(fake.evidence).toBeGreaterThan(2.2);
    expect(genuine.evidence).toBeLessThan(0);
  });

  it('leaves one-time codes alone, in several languages', () => {
    const codes = [
      'Your code is 482913. Never share it with anyone.',
      '【云杉银行】验证码663201，5分钟内有效，请勿告知他人。',
      '인증번호는 [482913] 입니다. 타인에게 알려주지 마세요.',
      'รหัส OTP ของคุณคือ 482913 ห้ามบอกผู้อื่น',
      'Onay kodunuz: 482913. Kimseyle paylaşmayın.',
    ];
    for (const code of codes) expect(judge(code).evidence).toBeLessThan(0.8);
  });

  it('says of too little, of signs alone and of an untrained language that it does not know them', () => {
    for (const text of ['', 'hm', '😀😀😀', '!!!', 'Moi, tuletko saunaan illalla? Lämmitän sen kuudeksi.']) {
      const { unfamiliar, language, evidence } = judge(text);
      expect(unfamiliar || language === 'other').toBe(true);
      expect(Math.abs(evidence)).toBeLessThan(2.2);
    }
  });

  it('names the language of ordinary sentences', () => {
    expect(judge('Are you coming home for dinner tonight? I made soup.').language).toBe('en');
    expect(judge('今天晚上回家吃饭吗？我做了你喜欢的菜。').language).toBe('zh');
    expect(judge('오늘 저녁에 집에 와서 밥 먹을 거야? 국 끓여 놨어.').language).toBe('ko');
    expect(judge('เย็นนี้กลับบ้านกินข้าวไหม แม่ทำแกงไว้ให้').language).toBe('th');
  });

  it('keeps its verdict when a scam is repeated or drowned in one repeated word', () => {
    const scam = 'Your account is suspended. Verify now at http://secure-bank-login.top or lose access.';
    expect(judge(`${scam} ${scam} ${scam}`).evidence).toBeGreaterThan(judge(scam).evidence - 1);
    expect(judge(`${scam} ${'ok '.repeat(200)}`).evidence).toBeGreaterThan(judge(scam).evidence - 2);
  });
});

function refused(harm: (copy: Uint8Array) => Uint8Array): TocsinError {
  try {
    parseTextModel(harm(Uint8Array.from(bytes)));
  } catch (error) {
    if (error instanceof TocsinError) return error;
    throw error;
  }
  throw new Error('The bytes were accepted.');
}

describe('the bytes of a model', () => {
  it('are read in place from shared memory', () => {
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    const parsed = parseTextModel(new Uint8Array(shared));
    expect(parsed.table.buffer).toBe(shared);
    const text = foldText('your parcel is held, pay the fee');
    expect(judgeText(parsed, text, 'body')).toEqual(judgeText(model, text, 'body'));
  });

  it('give the same judgement from an odd offset', () => {
    const moved = new Uint8Array(bytes.length + 1);
    moved.set(bytes, 1);
    const text = foldText('your parcel is held, pay the fee');
    expect(judgeText(parseTextModel(moved.subarray(1)), text, 'body')).toEqual(judgeText(model, text, 'body'));
  });

  it.each<[string, (copy: Uint8Array) => Uint8Array]>([
    ['empty', () => new Uint8Array(0)],
    ['of something else', () => new TextEncoder().encode('%PDF-1.7 and so on and so forth')],
    ['cut short', (copy) => copy.subarray(0, copy.length - 5)],
    ['with bytes after the end', (copy) => new Uint8Array(copy.length + 8).fill(0).map((_, at) => copy[at] ?? 0)],
    ['with one wrong weight', (copy) => copy.fill(1 + (copy[copy.length - 9] ?? 0), copy.length - 9, copy.length - 8)],
    ['with a broken header', (copy) => copy.fill(0x7b, 12, 40)],
    ['with a header of 4 GB', (copy) => copy.fill(0xff, 8, 12)],
  ])('are refused when %s', (_how, harm) => {
    const error = refused(harm);
    expect(error.code).toBe('bad-model');
    expect(error.message).toContain('tocsin train');
  });
});
