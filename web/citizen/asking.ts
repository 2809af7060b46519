// SPDX-License-Identifier: Apache-2.0
/** The two ways to an answer: on this device, and by the server once the person has said so. */
import { askServer } from './ask-server.ts';
import type { Engine } from './engine/engine.ts';
import { judgeHere } from './judge.ts';
import type { PageData } from './page-data.ts';
import type { Shown } from './result.tsx';

export async function answerHere(asked: string, { words }: PageData, engine: Engine): Promise<Shown> {
  const local = await judgeHere(asked, words, engine);
  return local.kind === 'not-loaded' ? { kind: 'not-loaded', asked } : { ...local, asked };
}

export async function answerThere(asked: string, { lang, words }: PageData): Promise<Shown> {
  return { kind: 'answered', asked, ...(await askServer(asked, lang, words)) };
}
