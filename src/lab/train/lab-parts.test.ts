// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDF_STEPS } from '../../decide/text/companding.ts';
import { corporaFolder, readCorpora } from './corpora.ts';
import { codeTable } from './encode-model.ts';
import { disguise } from './evade.ts';
import { fillSlots } from './fill-slots.ts';
import { fitPlatt } from './platt.ts';
import { drawFor, mulberry32 } from './random.ts';
import { joinWords, plausibleLanguage, showDigits } from './repair-rows.ts';
import type { Sample } from './sample.ts';
import { partOf, splitSamples } from './split.ts';

function sample(id: string, text: string, group = id): Sample {
  return {
    id,
    set: 'x',
    text,
    lang: 'en',
    kind: 'chat',
    unwanted: 0,
    fraud: undefined,
    group,
    near: group,
    own: false,
  };
}

const NAMES = Array.from({ length: 2000 }, (_, index) => `group-${index}`);

describe('the split', () => {
  it('holds out about one group in ten, halved between calibration and report', () => {
    const parts = NAMES.map((name) => partOf(name, { own: false }));
    const share = (part: string) => parts.filter((one) => one === part).length / parts.length;
    expect(share('train')).toBeGreaterThan(0.87);
    expect(share('train')).toBeLessThan(0.93);
    expect(share('calibrate')).toBeGreaterThan(0.03);
    expect(share('report')).toBeGreaterThan(0.03);
  });

  it('keeps groups whole, joins groups that share a long text, and keeps a text once', () => {
    const shared = 'the very same message in two sets';
    const rows = NAMES.flatMap((name, index) => [
      sample(`a${index}`, `one of ${name}`, name),
      sample(`b${index}`, `two of ${name}`, name),
      sample(`c${index}`, index < 40 ? shared : `three of ${name}`, name),
    ]);
    const parts = splitSamples(rows, (text) => text.toLowerCase());
    const partsOf = (group: string) =>
      Object.values(parts).filter((part) => part.some((one) => one.group === group)).length;
    for (const name of NAMES.slice(0, 200)) expect(partsOf(name)).toBe(1);
    const joined = new Set(NAMES.slice(0, 40));
    const homes = Object.values(parts).filter((part) => part.some((one) => joined.has(one.group)));
    expect(homes.length).toBe(1);
    const all = Object.values(parts).flat();
    expect(all.filter((one) => one.text === shared).length).toBeLessThanOrEqual(1);
  });

  it('scores one row of a near-duplicate group outside training', () => {
    const rows = NAMES.flatMap((name) => [
      sample(`${name}a`, `${name} a`, name),
      sample(`${name}b`, `${name} b`, name),
    ]);
    const { calibrate, report } = splitSamples(rows, (text) => text);
    const nears = [...calibrate, ...report].map((one) => one.near);
    expect(new Set(nears).size).toBe(nears.length);
  });
});

describe('Platt scaling', () => {
  it('finds the slope and offset that made the labels', () => {
    const draw = mulberry32(5);
    const rows = Array.from({ length: 8000 }, () => {
      const margin = 4 * draw() - 2;
      const label = draw() < 1 / (1 + Math.exp(-(2 * margin - 0.5))) ? (1 as const) : (0 as const);
      return { margin, label, weight: 1 };
    });
    const { slope, offset } = fitPlatt(rows);
    expect(slope).toBeCloseTo(2, 0);
    expect(offset).toBeCloseTo(-0.5, 0);
  });

  it('stays finite on rows that a line separates, and near the common calibration with few rows', () => {
    const rows = [-2, -1, 1, 2].map((margin) => ({
      margin,
      label: margin > 0 ? (1 as const) : (0 as const),
      weight: 1,
    }));
    expect(Number.isFinite(fitPlatt(rows).slope)).toBe(true);
    const drawn = fitPlatt(rows, { toward: { slope: 3, offset: 0.5 }, pull: 1000 });
    expect(drawn.slope).toBeCloseTo(3, 1);
    expect(drawn.offset).toBeCloseTo(0.5, 1);
  });
});

describe('the table of a model', () => {
  it('keeps signs, and values to within a step of the square companding', () => {
    const values = Float64Array.from([0, 1, -1, 0.25, -0.01, 0.0001, 0.7, -0.33]);
    const idf = new Float64Array(8).fill(5);
    const { table, scale } = codeTable({ unwanted: values, fraud: values, idf, votes: new Uint8Array(8) });
    for (const [index, word] of table.entries()) {
      const code = ((word & 255) << 24) >> 24;
      const value = (Math.sign(code) * (code / 127) ** 2 * scale.unwanted) / 1;
      expect(Math.abs(value - (values[index] ?? 0))).toBeLessThan(0.02);
      expect(((word >>> 16) & 255) / IDF_STEPS).toBe(5);
    }
  });
});

describe('slots', () => {
  it('are all filled, alike for the same draw, and reserved domains become ordinary ones', () => {
    const text =
      '{bank}: {amount} to {name} at {time} {date}. {code} {tracking} {last4} {ref} {phone} {shop} {courier} {city} {org} {link} {officiallink} oakfern.example/new';
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('en', 'zh', 'ko', 'th', 'tr', 'ru'), (seed, lang) => {
        const filled = fillSlots(text, lang, mulberry32(seed));
        expect(filled).not.toMatch(/[{}]|\.example|undefined/u);
        expect(fillSlots(text, lang, mulberry32(seed))).toBe(filled);
      }),
    );
  });

  it('leave what only looks like a slot', () => {
    expect(fillSlots('Your bill is ${total}', 'en', mulberry32(1))).toBe('Your bill is ${total}');
  });

  it('write no second currency beside one', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(fillSlots('支付{amount}元', 'zh', mulberry32(seed))).not.toContain('元元');
      expect(fillSlots('NT${amount}', 'zh', mulberry32(seed))).not.toContain('元');
    }
  });
});

describe('repairs', () => {
  it('turn placeholders into digits, links and running text, always the same way', () => {
    expect(showDigits('Win XX now http //a.b', 'r1')).toMatch(/^Win \d\d now http:\/\/a\.b$/u);
    expect(showDigits('MAXX power', 'r1')).toBe('MAXX power');
    expect(joinWords('请 登录 URLab 致电 CELLPHONE', 'r2')).toMatch(/^请登录.*致电1\d{10}$/u);
    expect(joinWords('领取 DIGIT 元', 'r3')).toBe(joinWords('领取 DIGIT 元', 'r3'));
  });

  it('take only plain English and Chinese for what they are', () => {
    expect(plausibleLanguage('Your account has been locked, please click the link to verify')).toBe('en');
    expect(plausibleLanguage('您的账户已被冻结请立即处理')).toBe('zh');
    expect(plausibleLanguage('Su cuenta ha sido bloqueada por motivos de seguridad')).toBeUndefined();
    expect(plausibleLanguage('お客様の口座は停止されました')).toBeUndefined();
  });
});

describe('disguises for training', () => {
  it('are repeatable and keep most of the text', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const text = 'Your account was suspended, verify your details today';
      const hidden = disguise(text, drawFor(seed, 'd'));
      expect(disguise(text, drawFor(seed, 'd'))).toBe(hidden);
      expect(hidden.length).toBeGreaterThan(text.length / 2);
    }
  });
});

describe('the corpora', () => {
  it('are named by TOCSIN_CORPORA, and without it one sentence says so', () => {
    expect(corporaFolder({ TOCSIN_CORPORA: '/data' })).toBe('/data');
    expect(() => corporaFolder({})).toThrow(/TOCSIN_CORPORA/u);
    expect(() => readCorpora('/nowhere')).toThrow(/cannot be read/u);
  });
});
