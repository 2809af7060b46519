// SPDX-License-Identifier: Apache-2.0
/** Texts a second on one thread, folding, model and reasons included, over texts of 70 to 140 characters; and bytes. */
import { gzipSync } from 'node:zlib';
import { foldText } from '../../decide/text/fold/fold.ts';
import { judgeText } from '../../decide/text/judge-text.ts';
import type { TextModel } from '../../decide/text/text-model.ts';

export type SizeAndSpeed = {
  readonly textsPerSecond: number;
  readonly meanCharacters: number;
  readonly bytes: number;
  readonly gzipBytes: number;
};

const WARM_UP = 5_000;
const MEASURED = 20_000;

/** Processor time, not time on the wall: other work on the machine costs less of the figure so. */
export function measureSpeed(model: TextModel, bytes: Uint8Array, texts: readonly string[]): SizeAndSpeed {
  const chosen = texts.filter((text) => text.length >= 70 && text.length <= 140);
  const judgeMany = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      judgeText(model, foldText(chosen[index % chosen.length] ?? ''), 'body');
    }
  };
  judgeMany(WARM_UP);
  const before = process.cpuUsage();
  judgeMany(MEASURED);
  const { user, system } = process.cpuUsage(before);
  return {
    textsPerSecond: Math.round((MEASURED * 1e6) / (user + system)),
    meanCharacters: Math.round(chosen.reduce((sum, text) => sum + text.length, 0) / Math.max(1, chosen.length)),
    bytes: bytes.length,
    gzipBytes: gzipSync(bytes).length,
  };
}
