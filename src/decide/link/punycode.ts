// SPDX-License-Identifier: Apache-2.0
/** Punycode decoding (RFC 3492 §6.2) of one host label, to see the letters that a reader sees. */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;

/** `xn--80ak6aa92e` → `аррӏе`. A label without the prefix, or one that does not decode, comes back as it is. */
export function decodeLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const points = decode(label.slice(4));
  return points ? String.fromCodePoint(...points) : label;
}

function decode(encoded: string): readonly number[] | undefined {
  const dash = encoded.lastIndexOf('-');
  const output = Array.from(encoded.slice(0, Math.max(0, dash)), (character) => character.codePointAt(0) ?? 0);
  let point = 128;
  let position = 0;
  let bias = 72;
  let at = dash + 1;
  while (at < encoded.length) {
    const before = position;
    let weight = 1;
    for (let step = BASE; ; step += BASE) {
      const digit = digitOf(encoded.charCodeAt(at));
      if (at >= encoded.length || digit === undefined) return undefined;
      at += 1;
      position += digit * weight;
      const threshold = step <= bias ? T_MIN : step >= bias + T_MAX ? T_MAX : step - bias;
      if (digit < threshold) break;
      weight *= BASE - threshold;
      // A DNS label has 63 bytes; anything that grows beyond this is no label.
      if (weight > 0x7fffffff || position > 0x7fffffff) return undefined;
    }
    const count = output.length + 1;
    bias = adapt(position - before, count, before === 0);
    point += Math.floor(position / count);
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
    position %= count;
    output.splice(position, 0, point);
    position += 1;
  }
  return output;
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / count);
  let steps = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) >> 1) {
    rest = Math.floor(rest / (BASE - T_MIN));
    steps += BASE;
  }
  return steps + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  return undefined;
}
