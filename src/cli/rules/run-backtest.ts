// SPDX-License-Identifier: Apache-2.0
/** `tocsin rules backtest FILE CORPUS` */
import { instantOf } from '../../base/instant.ts';
import { printable } from '../../base/printable.ts';
import { createDecider } from '../../decide/decide.ts';
import type { Door } from '../../decide/facts.ts';
import { type BacktestReport, createBacktest, type Flip } from '../../lab/rules/backtest.ts';
import { readEvents } from '../../lab/rules/read-events.ts';
import { openTrial, policyInForce, policyOnTrial, type TrialSources } from '../../lab/rules/rule-file-on-trial.ts';
import { loadEngine } from '../../screen/load.ts';
import { EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';

export type BacktestRequest = {
  readonly sources: TrialSources;
  readonly json: boolean;
  readonly door: Door;
  readonly corpus: string;
};

/** Exit 3 when the corpus has bad lines, 1 when a verdict flips, 0 when none does. */
export async function runBacktest({ sources, json, door, corpus }: BacktestRequest, io: Io): Promise<ExitCode> {
  const trial = openTrial(sources);
  const onTrial = policyOnTrial(trial);
  onTrial.rules.compileAll();
  const { models } = loadEngine();
  const backtest = createBacktest(
    createDecider({ models, policy: policyInForce(trial) }),
    createDecider({ models, policy: onTrial }),
    { door, readerLang: 'en', mode: 'observe' },
  );
  let badLines = 0;
  for await (const line of readEvents(corpus, instantOf(Date.now()))) {
    if (line.ok) backtest.add(line.event);
    else {
      badLines += 1;
      io.stderr.write(`${printable(corpus, 200)}:${line.line}: ${line.refusal.message}\n`);
    }
  }
  const report = backtest.report();
  io.stdout.write(json ? renderJson(report, badLines) : render(report));
  if (badLines > 0) return EXIT.badLines;
  return report.flips.length > 0 ? EXIT.finding : EXIT.done;
}

function renderJson({ flips, ...counts }: BacktestReport, badLines: number): string {
  const lines = flips.map((flip) => JSON.stringify({ flip }));
  return `${[...lines, JSON.stringify({ summary: { ...counts, flips: flips.length, badLines } })].join('\n')}\n`;
}

function render({ events, moved, flips, stricter, milder }: BacktestReport): string {
  const list = flips.map((flip) => `${describe(flip)}\n`).join('');
  return `${list}${events} events: ${flips.length} verdicts flip (${stricter} stricter, ${milder} milder), ${moved} scores move without a flip.\n`;
}

function describe({ eventId, kind, before, after, scoreBefore, scoreAfter, changed }: Flip): string {
  const scores = `${scoreBefore.toFixed(3)} → ${scoreAfter.toFixed(3)}`;
  return `${eventId}  ${kind}  ${before} → ${after}  ${scores}  ${changed.join(', ')}`;
}
