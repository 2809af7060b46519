// SPDX-License-Identifier: Apache-2.0
/** A policy's documents as plain values, to be sent to where no file can be read: worker threads and browsers. Pure. */
import type { PolicyDocument, PolicyDocuments } from './policy.ts';

export type SentPolicy = {
  readonly single: Readonly<Record<SingleName, SentDocument>>;
  readonly taxonomy: readonly NamedDocument[];
  readonly wording: readonly NamedDocument[];
  readonly rules: readonly SentDocument[];
  readonly versions: PolicyDocuments['versions'];
};

type SingleName = 'baseRates' | 'thresholds' | 'hosts' | 'owners' | 'facets';
type SentDocument = { readonly file: string; readonly value: unknown };
type NamedDocument = readonly [name: string, document: SentDocument];

/** Reads every document. With `languages`, the wording of those alone is sent, and English, which is the last resort. */
export function sendPolicy(documents: PolicyDocuments, languages?: readonly string[]): SentPolicy {
  const { baseRates, thresholds, hosts, owners, facets } = documents;
  const isSent = (lang: string): boolean => languages === undefined || lang === 'en' || languages.includes(lang);
  return {
    single: {
      baseRates: send(baseRates),
      thresholds: send(thresholds),
      hosts: send(hosts),
      owners: send(owners),
      facets: send(facets),
    },
    taxonomy: [...documents.taxonomy].map(([name, document]) => [name, send(document)] as const),
    wording: [...documents.wording]
      .filter(([lang]) => isSent(lang))
      .map(([lang, document]) => [lang, send(document)] as const),
    rules: documents.rules.map(send),
    versions: documents.versions,
  };
}

export function receivePolicy({ single, taxonomy, wording, rules, versions }: SentPolicy): PolicyDocuments {
  return {
    baseRates: receive(single.baseRates),
    thresholds: receive(single.thresholds),
    hosts: receive(single.hosts),
    owners: receive(single.owners),
    facets: receive(single.facets),
    taxonomy: new Map(taxonomy.map(([name, document]) => [name, receive(document)])),
    wording: new Map(wording.map(([name, document]) => [name, receive(document)])),
    rules: rules.map(receive),
    versions,
  };
}

/** Where a file lies on this machine is nobody's business: the last two parts of its name say which it is. */
function send({ file, read }: PolicyDocument): SentDocument {
  return { file: file.split(/[\\/]/u).slice(-2).join('/'), value: read() };
}

function receive({ file, value }: SentDocument): PolicyDocument {
  return { file, read: () => value };
}
