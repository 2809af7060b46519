// SPDX-License-Identifier: Apache-2.0
/** From files to a running screener: policy folder and models are read once, checked, and named by their digests. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EnvironmentError } from '../base/errors.ts';
import { type Clock, instantOf } from '../base/instant.ts';
import { type Decider, createDecider } from '../decide/decide.ts';
import type { Policy } from '../decide/policy/policy.ts';
import { parseLinkModel } from '../decide/link/model/link-model.ts';
import type { Models } from '../decide/models.ts';
import { parseTextModel } from '../decide/text/text-model.ts';
import { loadPolicy } from './load-policy.ts';
import { createRandomPool } from './random.ts';
import { type Screener, createScreener } from './screener.ts';

export const SHIPPED_POLICY_DIR = fileURLToPath(new URL('../../policy', import.meta.url));
export const SHIPPED_TEXT_MODEL = fileURLToPath(new URL('../../models/text.model', import.meta.url));
export const SHIPPED_LINK_MODEL = fileURLToPath(new URL('../../models/link.model', import.meta.url));

export type EngineOptions = {
  /** A folder of policy files that override the shipped ones, key by key. */
  readonly localPolicyDir?: string;
  /** `used` (the default) reads what is needed when it is needed; `all` checks every policy file first, as a server must. */
  readonly policyCheck?: 'all' | 'used';
  readonly textModelFile?: string;
  readonly linkModelFile?: string;
  /** The text model's bytes, where another thread has read them already; shared, never copied. */
  readonly textModelBytes?: Uint8Array;
  readonly clock?: Clock;
};

export type Engine = {
  readonly screener: Screener;
  readonly decider: Decider;
  readonly policy: Policy;
  readonly models: Models;
  /** SHA-256 in hexadecimal over both; its first digits are the version in every decision. */
  readonly modelDigest: string;
  /** Backed by a SharedArrayBuffer, to hand to worker threads. The link model is small: each reads its own. */
  readonly textModelBytes: Uint8Array;
};

/** Throws EnvironmentError for files that are not there and TocsinError for files that say something wrong. */
export function loadEngine(options: EngineOptions = {}): Engine {
  const textModelBytes = options.textModelBytes ?? readShared(options.textModelFile ?? SHIPPED_TEXT_MODEL);
  const linkModelBytes = readModel(options.linkModelFile ?? SHIPPED_LINK_MODEL, 'link');
  const modelDigest = createHash('sha256').update(textModelBytes).update(linkModelBytes).digest('hex');
  const models: Models = {
    text: parseTextModel(textModelBytes),
    link: parseLinkModel(linkModelBytes),
    version: modelDigest.slice(0, 12),
  };
  const policy = loadPolicy(SHIPPED_POLICY_DIR, options.localPolicyDir, { check: options.policyCheck ?? 'used' });
  const decider = createDecider({ policy, models });
  const screener = createScreener({
    decider,
    clock: options.clock ?? (() => instantOf(Date.now())),
    random: createRandomPool(),
    monotonicMicros: () => performance.now() * 1000,
  });
  return { screener, decider, policy, models, modelDigest, textModelBytes };
}

function readShared(file: string): Uint8Array {
  const bytes = readModel(file, 'text');
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  shared.set(bytes);
  return shared;
}

function readModel(file: string, which: 'text' | 'link'): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    const other = which === 'text' ? ' or name another with --model' : '';
    const message = `The ${which} model ${file} cannot be read. Restore it from the repository${other}.`;
    throw new EnvironmentError('model-unreadable', message, { cause });
  }
}
