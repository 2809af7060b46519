// SPDX-License-Identifier: Apache-2.0
/** Nominal types: a `PhoneNumber` is a string that only its own parser can make. The one file where `as` is allowed. */
declare const brandName: unique symbol;

export type Brand<Value, Name extends string> = Value & { readonly [brandName]: Name };

/** Marks a value that its parser has just proved. Call it from parsers and id makers only. */
export function brand<Branded extends Brand<string | number, string>>(
  value: Branded extends string ? string : number,
): Branded {
  return value as Branded;
}

/** Narrows an unknown object to a plain record, the first step of every hand-written parser. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
