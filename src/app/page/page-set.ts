// SPDX-License-Identifier: Apache-2.0
/**
 * The set of files that let a browser decide as this server does: script, engine, models, policy. One version names all of
 * them, so that nobody ever mixes two sets.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FileSet, SetFile } from '../../../web/citizen/page-data.ts';
import type { PolicyDocuments } from '../../decide/policy/policy.ts';
import { sendPolicy } from '../../decide/policy/sent-policy.ts';
import { SHIPPED_LINK_MODEL, type Engine } from '../../screen/load.ts';
import type { BuiltPage } from './built-page.ts';
import { type StoredFile, storeFile } from './stored-file.ts';

export type PageSet = {
  readonly version: string;
  /** Address of the script that the page starts with. */
  readonly main: string;
  /** By address; the same in every language. */
  readonly files: ReadonlyMap<string, StoredFile>;
  readonly serviceWorker: StoredFile;
  /** The policy with the wording of a language, made when it is first asked for. */
  readonly policyIn: (lang: string) => StoredFile;
  readonly setIn: (lang: string) => FileSet;
};

export type PageSetParts = {
  readonly built: BuiltPage;
  readonly engine: Engine;
  readonly documents: PolicyDocuments;
  /** What the page needs besides, by address: style and icon. */
  readonly shared: ReadonlyMap<string, StoredFile>;
  /** A page of the server without its set: whatever else changes on it makes another set. */
  readonly sample: string;
};

const SCRIPT = 'text/javascript; charset=utf-8';

export function createPageSet({ built, engine, documents, shared, sample }: PageSetParts): PageSet {
  const modelVersion = engine.models.version;
  const models = {
    text: modelFile('text', modelVersion, engine.textModelBytes),
    link: modelFile('link', modelVersion, readFileSync(SHIPPED_LINK_MODEL)),
  };
  const assets = [...built.assets].map(
    ([name, body]) => [`/page/assets/${name}`, storeFile(SCRIPT, body, true)] as const,
  );
  const files = new Map([...assets, ...Object.values(models).map(({ url, file }) => [url, file] as const), ...shared]);
  const version = versionOf([
    ...[...files].map(([url, { digest }]) => `${url} ${digest}`),
    built.serviceWorker,
    documents.versions.rules,
    documents.versions.policy,
    modelVersion,
    sample,
  ]);
  const kept = JSON.stringify({ version, files: [...files.keys()] });
  const policies = new Map<string, StoredFile>();
  const policyIn = (lang: string): StoredFile => {
    const made = policies.get(lang) ?? storeFile(JSON_TYPE, JSON.stringify(sendPolicy(documents, [lang])), true);
    policies.set(lang, made);
    return made;
  };
  return {
    version,
    main: `/page/assets/${built.main}`,
    files,
    serviceWorker: storeFile(SCRIPT, `self.TOCSIN_SET=${kept};\n${built.serviceWorker}`, false),
    policyIn,
    setIn: (lang) => ({
      version,
      modelVersion,
      models: { text: sizeOf(models.text), link: sizeOf(models.link) },
      policy: sizeOf({ url: policyAddress(lang, version), file: policyIn(lang) }),
    }),
  };
}

export const JSON_TYPE = 'application/json; charset=utf-8';

function policyAddress(lang: string, version: string): string {
  return `/page/policy.json?lang=${encodeURIComponent(lang)}&set=${version}`;
}

type Addressed = { readonly url: string; readonly file: StoredFile };

function modelFile(name: string, version: string, bytes: Uint8Array): Addressed {
  return { url: `/page/models/${version}/${name}.model`, file: storeFile('application/octet-stream', bytes, true) };
}

function sizeOf({ url, file }: Addressed): SetFile {
  return { url, bytes: file.body.byteLength };
}

function versionOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}
