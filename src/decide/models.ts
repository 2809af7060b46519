// SPDX-License-Identifier: Apache-2.0
import type { LinkModel } from './link/model/link-model.ts';
import type { TextModel } from './text/text-model.ts';

/** The trained models that decide together. */
export type Models = {
  readonly text: TextModel;
  readonly link: LinkModel;
  /** Digest of their bytes. */
  readonly version: string;
};
