// SPDX-License-Identifier: Apache-2.0
/** corpus/replay/verdicts.txt: what the shipped policy and model decide about the replay corpus, one event a line. */
import { readFileSync } from 'node:fs';
import { instantOf } from '../../src/base/instant.ts';
import { parseEventText } from '../../src/decide/parse-event.ts';
import { loadEngine } from '../../src/screen/load.ts';

export const REPLAY_EVENTS = new URL('../../corpus/replay/events.ndjson', import.meta.url);
// A reason of less is not why a verdict fell; its jitter would only make the difference noisy.
const LEAST_WEIGHT = 0.5;

export function renderReplayVerdicts(): string {
  const { screener } = loadEngine({ clock: () => instantOf(0) });
  const lines = readFileSync(REPLAY_EVENTS, 'utf8').trimEnd().split('\n');
  const rows = lines.map((line, index) => {
    const parsed = parseEventText(line, screener.stamp);
    if (!parsed.ok) throw new Error(`corpus/replay/events.ndjson:${index + 1}: ${parsed.refusal.message}`);
    const decision = screener.screen(parsed.event, { door: 'screen', readerLang: 'en', mode: 'observe' });
    const codes = decision.reasons
      .filter(({ code, weight }) => code !== 'prior' && Math.abs(weight) >= LEAST_WEIGHT)
      .map(({ code, weight }) => `${code}${weight > 0 ? '+' : '-'}`);
    return `${decision.eventId}\t${decision.verdict}\t${decision.score.toFixed(2)}\t${[...new Set(codes)].join(' ')}`;
  });
  return `${rows.join('\n')}\n`;
}
