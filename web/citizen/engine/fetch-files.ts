// SPDX-License-Identifier: Apache-2.0
/** Fetches what the engine needs, and tells how much of it has come. */
import { type FileSet, MODEL_NAMES, type SetFile } from '../page-data.ts';
import type { EngineFiles } from './messages.ts';

export type FetchParts = {
  readonly set: FileSet;
  readonly lang: string;
  readonly signal: AbortSignal;
  /** Whole percent, never less than before. */
  readonly onPercent: (percent: number) => void;
};

/** Rejects when a file does not come, or not whole. */
export async function fetchEngineFiles({ set, lang, signal, onPercent }: FetchParts): Promise<EngineFiles> {
  const all = [set.policy, ...MODEL_NAMES.map((name) => set.models[name])];
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  let come = 0;
  let told = -1;
  const onBytes = (bytes: number): void => {
    come += bytes;
    const percent = Math.floor((come / total) * 100);
    if (percent > told) onPercent(percent);
    told = Math.max(told, percent);
  };
  onBytes(0);
  const whole = async (file: SetFile): Promise<Uint8Array<ArrayBuffer>> => fetchWhole(file, signal, onBytes);
  const [policy, text, link] = await Promise.all([whole(set.policy), whole(set.models.text), whole(set.models.link)]);
  return { lang, modelVersion: set.modelVersion, models: { text, link }, policy };
}

async function fetchWhole(
  { url, bytes }: SetFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`${url} was answered by ${response.status}.`);
  const whole = new Uint8Array(bytes);
  let at = 0;
  const write = (chunk: Uint8Array): void => {
    if (at + chunk.byteLength > bytes) throw new Error(`${url} is longer than it should be.`);
    whole.set(chunk, at);
    at += chunk.byteLength;
    onBytes(chunk.byteLength);
  };
  await response.body.pipeTo(new WritableStream({ write }));
  if (at !== bytes) throw new Error(`${url} is shorter than it should be.`);
  return whole;
}
