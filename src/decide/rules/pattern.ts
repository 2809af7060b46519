// SPDX-License-Identifier: Apache-2.0
/**
 * Patterns in RE2 syntax, run by a matcher whose time is linear in the text: no pattern that an operator writes can hang a
 * decision. It is slow beside a literal scan, so a pattern only runs where a literal or another condition has let it.
 */
import { RE2JS } from 're2js';

export type Pattern = {
  readonly source: string;
  /** The first match as a half-open UTF-16 place, or `undefined`. Compiles on first use. */
  readonly find: (text: string) => { readonly from: number; readonly to: number } | undefined;
  /** Throws on a pattern that RE2 refuses, with RE2's own words. */
  readonly compile: () => void;
};

export function lazyPattern(source: string): Pattern {
  let compiled: RE2JS | undefined;
  const compile = (): RE2JS => (compiled ??= RE2JS.compile(source));
  return {
    source,
    compile: () => void compile(),
    find(text) {
      const matcher = compile().matcher(text);
      return matcher.find() ? { from: matcher.start(), to: matcher.end() } : undefined;
    },
  };
}
