// SPDX-License-Identifier: Apache-2.0
/** Lines of events → lines of rulings with nothing but the core: what main thread, worker and browser run alike. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { instantOf } from '../../src/base/instant.ts';
import { parseEventId } from '../../src/base/ids.ts';
import { numberPlanOf } from '../../src/decide/call/number-plan.ts';
import { createDecider } from '../../src/decide/decide.ts';
import { parseEventText } from '../../src/decide/parse-event.ts';
import { compilePolicy, type PolicyDocument, type PolicyDocuments } from '../../src/decide/policy/policy.ts';
import { parseTextModel } from '../../src/decide/text/text-model.ts';

/** A policy's documents as plain values, to be sent to where no file can be read. */
export type SentPolicy = {
  readonly single: Readonly<Record<SingleName, SentDocument>>;
  readonly taxonomy: readonly (readonly [string, SentDocument])[];
  readonly wording: readonly (readonly [string, SentDocument])[];
  readonly rules: readonly SentDocument[];
  readonly versions: PolicyDocuments['versions'];
};
type SentDocument = { readonly file: string; readonly value: unknown };

type SingleName = 'baseRates' | 'thresholds' | 'hosts' | 'facets';

export function sendPolicy(documents: PolicyDocuments): SentPolicy {
  const { baseRates, thresholds, hosts, facets } = documents;
  return {
    single: {
      baseRates: send(baseRates),
      thresholds: send(thresholds),
      hosts: send(hosts),
      facets: send(facets),
    },
    taxonomy: [...documents.taxonomy].map(([name, document]) => [name, send(document)]),
    wording: [...documents.wording].map(([name, document]) => [name, send(document)]),
    rules: documents.rules.map(send),
    versions: documents.versions,
  };
}

export function decideLines(lines: readonly string[], sent: SentPolicy, model: Uint8Array): readonly string[] {
  const documents: PolicyDocuments = {
    baseRates: receive(sent.single.baseRates),
    thresholds: receive(sent.single.thresholds),
    hosts: receive(sent.single.hosts),
    facets: receive(sent.single.facets),
    taxonomy: new Map(sent.taxonomy.map(([name, document]) => [name, receive(document)])),
    wording: new Map(sent.wording.map(([name, document]) => [name, receive(document)])),
    rules: sent.rules.map(receive),
    versions: sent.versions,
  };
  const policy = compilePolicy(documents, numberPlanOf(parsePhoneNumberFromString));
  const decider = createDecider({ policy, textModel: parseTextModel(model), modelVersion: 'test' });
  const id = parseEventId('evt_test');
  if (id === undefined) throw new Error('evt_test is an id.');
  return lines.map((line) => {
    const parsed = parseEventText(line, { id: () => id, at: () => instantOf(0) });
    if (!parsed.ok) return parsed.refusal.message;
    return JSON.stringify(decider.decide(parsed.event, { door: 'screen', readerLang: 'zh', mode: 'observe' }));
  });
}

function send({ file, read }: PolicyDocument): SentDocument {
  return { file, value: read() };
}

function receive({ file, value }: SentDocument): PolicyDocument {
  return { file, read: () => value };
}
