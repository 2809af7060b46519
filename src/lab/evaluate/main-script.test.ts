// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { mainScript } from './main-script.ts';

it.each([
  ['see you at six', 'Latin'],
  ['您的 ABC 快递到了', 'Han'],
  ['佐川急便です。荷物', 'Kana'],
  ['국민은행 OTP', 'Hangul'],
  ['พัสดุถึงแล้ว SMS', 'Thai'],
  ['Привет, OK?', 'Cyrillic'],
  ['123 !!! 🎁', 'other'],
])('%s is %s', (text, script) => {
  expect(mainScript(text)).toBe(script);
});
