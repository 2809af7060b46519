// SPDX-License-Identifier: Apache-2.0
/** Passwords: what is asked of a new one, and how one is kept (scrypt, RFC 7914, in the PHC string format). */
import { scrypt, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../base/ids.ts';

export type PasswordFault = 'too-short' | 'too-long' | 'too-simple';

const LEAST_CHARACTERS = 12;
const MOST_CHARACTERS = 256;

// What the lists of stolen passwords are made of, once digits and signs around it are taken off.
const COMMON = new Set(
  (
    'password passwort passw0rd p@ssword p@ssw0rd qwerty qwertz azerty qwertyuiop qwertyuiopasdfgh asdfghjkl asdfghjklzxcvbnm ' +
    'zxcvbnm letmein letmeinplease welcome willkommen bienvenue changeme changemenow administrator admin admins root secret ' +
    'iloveyou sunshine princess football baseball basketball dragon monkey shadow master superman batman trustno correcthorse ' +
    'correcthorsebatterystaple tocsin defaultpassword mypassword newpassword temporary temppassword testpassword testtest ' +
    'abcdefgh abcdefghijkl abcdefghijklmnop summer winter autumn spring january february march april june july august september ' +
    'october november december monday tuesday wednesday thursday friday saturday sunday whatever computer internet liverpool ' +
    'woaini iloveyouforever access accessgranted guest user username login logmein hello helloworld michael jennifer jordan'
  ).split(' '),
);

/** `about`: name and mail of the person, parts of which a guesser tries first. `undefined` for one that will do. */
export function faultOfPassword(password: string, about: readonly string[]): PasswordFault | undefined {
  const characters = Array.from(password.normalize('NFC'));
  if (characters.length < LEAST_CHARACTERS) return 'too-short';
  if (characters.length > MOST_CHARACTERS) return 'too-long';
  if (new Set(characters).size < 6 || isRun(characters)) return 'too-simple';
  let bare = password.normalize('NFKC').toLowerCase();
  for (const word of about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)))
    if (word.length > 3) bare = bare.replaceAll(word, '');
  const core = bare.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const isKnown = [core, core.replaceAll(/[^\p{L}]/gu, '')].some(
    (word) => COMMON.has(word) || COMMON.has(halfOf(word)),
  );
  return isKnown || new Set(core).size < 3 ? tooSimpleUnlessLong(bare, core) : undefined;
}

/** Of a word that is written twice; otherwise nothing. */
function halfOf(word: string): string {
  const half = word.slice(0, word.length / 2);
  return half + half === word ? half : '';
}

/** Long strings of digits alone are no words; they pass when they are no run. */
function tooSimpleUnlessLong(bare: string, core: string): PasswordFault | undefined {
  return core === '' && new Set(bare).size >= 6 && bare.length >= LEAST_CHARACTERS ? undefined : 'too-simple';
}

/** Each character follows the one before by the same step: `123456789012`, `abcdefghijkl`. */
function isRun(characters: readonly string[]): boolean {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  steps.delete(-9);
  return steps.size < 2;
}

// 32 MiB and some 0.2 s a hash with 2^15: one of the equal choices of the OWASP password storage cheat sheet.
const LOG2_N = 15;
const COST = { r: 8, p: 3, maxmem: 134_217_728 } as const;
const HASH_BYTES = 32;
// Hashes at one time and in the queue: screening shares the machine, and a flood must find an end.
const AT_ONCE = 1;
const MOST_WAITING = 16;

export type Passwords = {
  /** A PHC string. */
  readonly hash: (password: string) => Promise<string>;
  /** Takes the same time whether there is a hash to compare with or not. */
  readonly matches: (password: string, hash: string | undefined) => Promise<boolean>;
  /** More wait to be checked than a patient person would wait for. */
  readonly isBusy: () => boolean;
};

/** `log2N`: the cost of new hashes; old ones carry their own. */
export function createPasswords(random: RandomBytes, log2N = LOG2_N): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  const inTurn = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= AT_ONCE)
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  return {
    async hash(password) {
      const salt = random(16);
      const derived = await inTurn(async () => derive(password, salt, log2N));
      return `$scrypt$ln=${log2N},r=${COST.r},p=${COST.p}$${base64(salt)}$${base64(derived)}`;
    },
    async matches(password, hash) {
      const [, cost, salt, expected] = PHC.exec(hash ?? '') ?? [];
      const derived = await inTurn(async () =>
        derive(password, Buffer.from(salt ?? 'nobody', 'base64'), cost === undefined ? log2N : Number(cost)),
      );
      const wanted = Buffer.from(expected ?? '', 'base64');
      return wanted.byteLength === HASH_BYTES && timingSafeEqual(derived, wanted);
    },
    isBusy: () => waiting.length >= MOST_WAITING,
  };
}

const PHC = /^\$scrypt\$ln=(1[0-7]),r=8,p=3\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/u;

async function derive(password: string, salt: Uint8Array, log2N: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const cost = { ...COST, N: 2 ** log2N };
    scrypt(password.normalize('NFC').slice(0, 1024), salt, HASH_BYTES, cost, (error, derived) => {
      if (error) reject(error);
      else resolve(derived);
    });
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
