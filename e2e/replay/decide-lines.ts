// SPDX-License-Identifier: Apache-2.0
/** Lines of events → lines of rulings with nothing but the core: what main thread, worker and browser run alike. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { instantOf } from '../../src/base/instant.ts';
import { parseEventId } from '../../src/base/ids.ts';
import { numberPlanOf } from '../../src/decide/call/number-plan.ts';
import { createDecider } from '../../src/decide/decide.ts';
import { parseLinkModel } from '../../src/decide/link/model/link-model.ts';
import { parseEventText } from '../../src/decide/parse-event.ts';
import { compilePolicy } from '../../src/decide/policy/policy.ts';
import { receivePolicy, type SentPolicy } from '../../src/decide/policy/sent-policy.ts';
import { parseTextModel } from '../../src/decide/text/text-model.ts';

/** The bytes of the models. */
export type SentModels = { readonly text: Uint8Array; readonly link: Uint8Array };

export function decideLines(lines: readonly string[], sent: SentPolicy, bytes: SentModels): readonly string[] {
  const policy = compilePolicy(receivePolicy(sent), numberPlanOf(parsePhoneNumberFromString));
  const models = { text: parseTextModel(bytes.text), link: parseLinkModel(bytes.link), version: 'test' };
  const decider = createDecider({ policy, models });
  const id = parseEventId('evt_test');
  if (id === undefined) throw new Error('evt_test is an id.');
  return lines.map((line) => {
    const parsed = parseEventText(line, { id: () => id, at: () => instantOf(0) });
    if (!parsed.ok) return parsed.refusal.message;
    return JSON.stringify(decider.decide(parsed.event, { door: 'screen', readerLang: 'zh', mode: 'observe' }));
  });
}
