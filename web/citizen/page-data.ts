// SPDX-License-Identifier: Apache-2.0
/** What the server writes into the page for its script: the words, and the set of files that belong together. */
import type { PageWords } from '../../src/decide/policy/page-words.ts';

/** A new model is one name more here, one line in `createBrowserEngine` and its bytes in `src/app/page/page-set.ts`. */
export const MODEL_NAMES = ['text', 'link'] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/** `bytes` counts them as they are used: not compressed. */
export type SetFile = { readonly url: string; readonly bytes: number };

/** Files that decide alike only together. Their addresses never change what they hold. */
export type FileSet = {
  readonly version: string;
  /** As decisions name it. */
  readonly modelVersion: string;
  readonly models: Readonly<Record<ModelName, SetFile>>;
  /** The policy with the words of the page's language. */
  readonly policy: SetFile;
};

export type PageData = {
  readonly lang: string;
  /** The server's own address, as the person sees it. */
  readonly host: string;
  readonly words: PageWords;
  /** Above the parts of an address. */
  readonly addressTitle: string;
  readonly set: FileSet;
};

export const PAGE_DATA_ID = 'page-data';
