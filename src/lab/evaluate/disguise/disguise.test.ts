// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../decide/text/fold/fold.ts';
import { TRAINING_TABLES, isTrainedKind } from '../../train/evade.ts';
import { drawFor } from '../../train/random.ts';
import { DISGUISES } from './families-by-language.ts';
import {
  DOTS,
  HAN_SOUNDS,
  HAN_SYMBOLS,
  INVISIBLES,
  LOOK_ALIKES,
  NUMBER_FORMS,
  SPLITTERS,
  SYMBOLS,
  type Substitutions,
} from './tables.ts';

const SCAMS: Readonly<Record<string, string>> = {
  en: 'Your parcel is held. Verify your account at https://parcel-help.top before Friday evening',
  tr: 'Kargonuz teslim edilemedi, adresinizi https://kargo-yardim.top adresinden hemen onaylayın',
  zh: '您的银行账户异常，请加微信验证码123456，登录 http://yh95.cn 转钱，好的',
  ko: '고객님 택배 주소지 오류로 반송 예정입니다 http://post-kr.top 에서 24시간 내 확인 바랍니다',
  th: 'พัสดุของคุณตกค้าง กรุณาชำระค่าธรรมเนียม 35 บาท ที่ http://post-th.top ภายในวันนี้',
};

describe('disguises for evaluation', () => {
  it.each(Object.keys(DISGUISES))('change a scam in %s in every family, the same way for the same draw', (lang) => {
    const text = SCAMS[lang] ?? '';
    for (const { family, apply } of DISGUISES[lang] ?? []) {
      const changed = apply(text, drawFor(2, family));
      expect({ family, changed }).not.toEqual({ family, changed: text });
      expect(apply(text, drawFor(2, family))).toBe(changed);
    }
  });

  it('leave a link whole unless the link is what they hide', () => {
    for (const { family, apply } of DISGUISES['en'] ?? []) {
      if (family === 'disguised-links') continue;
      expect({ family, kept: apply(SCAMS['en'] ?? '', drawFor(5, family)).includes('parcel-help.top') }).toEqual({
        family,
        kept: true,
      });
    }
  });

  it('are undone by folding where they only dress letters up', () => {
    const text = SCAMS['en'] ?? '';
    const styled = DISGUISES['en']?.find(({ family }) => family === 'styled');
    expect(foldText(styled?.apply(text, drawFor(1, 'styled')) ?? '').text).toBe(text.toLowerCase());
  });
});

describe('the generators of training and of evaluation', () => {
  const clash = (ours: Substitutions, theirs: Readonly<Record<string, string>>) =>
    Object.entries(theirs).filter(([sign, stand]) => ours[sign]?.includes(stand));

  it('put nothing in place of a sign that the other puts there', () => {
    expect(clash(LOOK_ALIKES, TRAINING_TABLES.lookAlikes)).toEqual([]);
    expect(clash(SYMBOLS, TRAINING_TABLES.symbols)).toEqual([]);
    expect(clash(HAN_SOUNDS, TRAINING_TABLES.sounds)).toEqual([]);
  });

  it('share no invisible sign, splitter, symbol, number form or written dot', () => {
    const shared = (ours: readonly string[], theirs: readonly string[]) => ours.filter((one) => theirs.includes(one));
    expect(shared(INVISIBLES, TRAINING_TABLES.invisibles)).toEqual([]);
    expect(shared(SPLITTERS, TRAINING_TABLES.splitters)).toEqual([]);
    expect(shared(HAN_SYMBOLS, TRAINING_TABLES.hanSigns)).toEqual([]);
    expect(shared(NUMBER_FORMS.han, [TRAINING_TABLES.digits])).toEqual([]);
    expect(shared(DOTS, [TRAINING_TABLES.dot])).toEqual([]);
  });

  it('say of each family whether training saw its kind', () => {
    expect(isTrainedKind('look-alikes', 'en')).toBe(true);
    expect(isTrainedKind('accents', 'en')).toBe(false);
    expect(isTrainedKind('homophones', 'zh')).toBe(true);
    expect(isTrainedKind('traditional', 'zh')).toBe(false);
    expect(isTrainedKind('split-characters', 'ko')).toBe(false);
    expect(isTrainedKind('innocent-padding', 'th')).toBe(true);
  });
});
