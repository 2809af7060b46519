// SPDX-License-Identifier: Apache-2.0
/** How a key is written: `toc_<16 hex>_<43 base64url>`, its id and its secret. The prefix lets scanners of leaked code find it. */
import { type KeyId, isSecret, parseKeyId } from './ids.ts';

export type KeyToken = { readonly id: KeyId; readonly secret: string };

export function formatKeyToken({ id, secret }: KeyToken): string {
  return `toc_${id.slice('key_'.length)}_${secret}`;
}

/** `undefined` for what is no key in form. */
export function parseKeyToken(text: string): KeyToken | undefined {
  // The secret may hold underscores: only the first two divide.
  if (text.length !== 64 || !text.startsWith('toc_') || text[20] !== '_') return undefined;
  const id = parseKeyId(`key_${text.slice(4, 20)}`);
  const secret = text.slice(21);
  return id !== undefined && isSecret(secret) ? { id, secret } : undefined;
}

/** The key of `Authorization: Bearer …` (RFC 6750 §2.1); `undefined` for a header that has another form. */
export function bearerOf(header: string | undefined): KeyToken | undefined {
  const [, token] = /^bearer +([^\s]{1,100})$/iu.exec(header ?? '') ?? [];
  return token === undefined ? undefined : parseKeyToken(token);
}
