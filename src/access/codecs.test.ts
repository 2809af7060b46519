// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../base/instant.ts';
import { newKeyId, newSecret } from './ids.ts';
import { bearerOf, formatKeyToken, parseKeyToken } from './key-token.ts';
import { mayDo, PERMISSIONS, ROLES } from './permissions.ts';
import { faultOfPassword } from './password.ts';
import { isMail, isName } from './persons-store.ts';
import { createSeal, readSealKey } from './seal.ts';
import { base32, codeAt, stepOfCode, totpAddress } from './totp.ts';

describe('a key as text', () => {
  const bytes = fc.uint8Array({ minLength: 40, maxLength: 40 });
  test('comes back as it was written, also behind Bearer', () => {
    fc.assert(
      fc.property(bytes, (seed) => {
        const token = {
          id: newKeyId((length) => seed.subarray(0, length)),
          secret: newSecret((length) => seed.subarray(8, 8 + length)),
        };
        expect(parseKeyToken(formatKeyToken(token))).toEqual(token);
        expect(bearerOf(`bearer ${formatKeyToken(token)}`)).toEqual(token);
      }),
    );
  });
  test('is nothing else', () => {
    fc.assert(fc.property(fc.string(), (text) => parseKeyToken(text) === undefined));
    for (const header of [undefined, '', 'Bearer', 'Basic abc', `Bearer toc_${'0'.repeat(60)}`, 'Bearer a b'])
      expect(bearerOf(header)).toBeUndefined();
  });
});

describe('codes of an app', () => {
  // RFC 6238, appendix B, SHA-1: the last six of the eight digits.
  const secret = Buffer.from('12345678901234567890');
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at second %i', (seconds, code) => {
    expect(codeAt(secret, instantOf(seconds * 1000))).toBe(code);
  });
  test('count for the step before and after, and never again', () => {
    const at = instantOf(1_234_567_890_000);
    const code = codeAt(secret, at);
    const step = stepOfCode(secret, code, at, 0) ?? 0;
    expect(step).toBe(41_152_263);
    expect(stepOfCode(secret, code, instantOf(at + 30_000), 0)).toBe(step);
    expect(stepOfCode(secret, code, instantOf(at - 30_000), 0)).toBe(step);
    expect(stepOfCode(secret, code, instantOf(at + 60_000), 0)).toBeUndefined();
    expect(stepOfCode(secret, code, at, step)).toBeUndefined();
  });
  test('are six digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = stepOfCode(secret, text, instantOf(59_000), 0);
        expect(found === undefined || /^[0-9]{6}$/u.test(text)).toBe(true);
      }),
    );
  });
  // RFC 4648, section 10.
  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('base32 of %j is %s', (plain, encoded) => {
    expect(base32(Buffer.from(plain))).toBe(encoded);
  });
  test('are handed to an app by an address that quotes the mail', () => {
    expect(totpAddress(Buffer.from('foobar'), 'a&b@example.org')).toBe(
      'otpauth://totp/Tocsin:a%26b%40example.org?secret=MZXW6YTBOI&issuer=Tocsin&algorithm=SHA1&digits=6&period=30',
    );
  });
});

describe('what is sealed', () => {
  const seal = createSeal(randomBytes(32), randomBytes);
  test('opens for whom it was sealed, and for nobody else', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (plain, about) => {
        const sealed = seal.seal(plain, about);
        expect(seal.open(sealed, about)?.equals(plain)).toBe(true);
        expect(seal.open(sealed, `${about}.`)).toBeUndefined();
        expect(createSeal(randomBytes(32), randomBytes).open(sealed, about)).toBeUndefined();
      }),
    );
  });
  test('does not open once a bit of it was changed, and noise never throws', () => {
    const sealed = seal.seal(Buffer.from('secret'), 'ada');
    for (let bit = 0; bit < sealed.byteLength * 8; bit += 1) {
      const torn = Buffer.from(sealed);
      torn.writeUInt8(torn.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(seal.open(torn, 'ada')).toBeUndefined();
    }
    fc.assert(fc.property(fc.uint8Array(), (noise) => seal.open(noise, 'ada') === undefined));
  });
});

describe('the key of the data folder', () => {
  test('is made once, for its owner alone, and read again', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-key-'));
    try {
      const made = readSealKey(folder, randomBytes);
      expect(made).toHaveLength(32);
      expect(readSealKey(folder, randomBytes).equals(made)).toBe(true);
      expect(statSync(path.join(folder, 'access.key')).mode & 0o777).toBe(0o600);
      expect(readFileSync(path.join(folder, 'access.key'), 'utf8')).not.toContain('undefined');
      writeFileSync(path.join(folder, 'access.key'), 'half');
      expect(() => readSealKey(folder, randomBytes)).toThrow('damaged');
      expect(() => readSealKey(path.join(folder, 'nowhere'), randomBytes)).toThrow('cannot be read or made');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a new password', () => {
  const about = ['Ada Lovelace', 'ada.lovelace@brightbank.example'];
  test.each([
    ['violet harbour 41 lanterns', undefined],
    ['ｐ密码与灯塔与海浪与山川二十', undefined],
    ['83 61 04 97 25 18', undefined],
    ['short1!', 'too-short'],
    ['x'.repeat(300), 'too-long'],
    ['password1234', 'too-simple'],
    ['!!Password2026!!', 'too-simple'],
    ['PasswordPassword', 'too-simple'],
    ['123456789012', 'too-simple'],
    ['abcdefghijklmnop', 'too-simple'],
    ['aaaaaaaaaaaaaaaa', 'too-simple'],
    ['lovelace12345', 'too-simple'],
    ['BrightBank-2026', 'too-simple'],
    ['Tocsin-Tocsin-1', 'too-simple'],
  ])('%j is %s', (password, fault) => {
    expect(faultOfPassword(password, about)).toBe(fault);
  });
});

test('mails and names are taken by their form', () => {
  for (const mail of ['a@b', 'Ada@Example.org', 'ada+x@sub.example.org', '用户@例子.中国'])
    expect(isMail(mail)).toBe(true);
  for (const mail of ['', 'ada', '@b', 'a@', 'a b@c', 'a@b@c', `${'a'.repeat(300)}@b`, 'a\n@b', '<a@b>'])
    expect(isMail(mail)).toBe(false);
  for (const name of ['Ada', '李小龙', 'علی‌رضا', 'O’Brien']) expect(isName(name)).toBe(true);
  for (const name of ['', ' ', 'a\0', 'a\u202Eb', 'x'.repeat(101)]) expect(isName(name)).toBe(false);
});

test('an auditor writes nothing, an operator reads no content, and only an operator manages', () => {
  const allowed = Object.fromEntries(ROLES.map((role) => [role, PERMISSIONS.filter((one) => mayDo([role], one))]));
  expect(allowed['auditor']?.every((permission) => permission.endsWith('.read'))).toBe(true);
  expect(allowed['operator']).not.toContain('contents.read');
  expect(allowed['operator']).not.toContain('decisions.read');
  for (const permission of ['persons.manage', 'keys.manage'] as const)
    expect(ROLES.filter((role) => mayDo([role], permission))).toEqual(['operator']);
  expect(ROLES.filter((role) => mayDo([role], 'indicators.confirm'))).toEqual(['approver']);
  expect(mayDo([], 'points.read')).toBe(false);
});
