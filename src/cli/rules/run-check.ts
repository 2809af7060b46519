// SPDX-License-Identifier: Apache-2.0
/** `tocsin rules check FILE…` */
import { instantOf } from '../../base/instant.ts';
import { printable } from '../../base/printable.ts';
import { checkRuleFile, type Fault } from '../../lab/rules/check-rule-file.ts';
import { openTrial, type TrialSources } from '../../lab/rules/rule-file-on-trial.ts';
import { EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';

const LONGEST_MESSAGE = 600;

export function runCheck(sources: readonly TrialSources[], json: boolean, { stdout }: Io): ExitCode {
  let hasFault = false;
  for (const source of sources) {
    const report = checkRuleFile(openTrial(source), instantOf(Date.now()));
    hasFault ||= report.faults.length > 0;
    if (json) {
      stdout.write(`${JSON.stringify({ file: source.file, ...report })}\n`);
      continue;
    }
    for (const fault of report.faults) stdout.write(`${lineOfFault(source.file, fault)}\n`);
    const { rules, examples, faults } = report;
    const outcome = faults.length === 0 ? 'no faults' : counted(faults.length, 'fault');
    const what = `${counted(rules, 'rule')}, ${counted(examples, 'example')}, ${outcome}`;
    stdout.write(`${printable(source.file, LONGEST_MESSAGE)}: ${what}.\n`);
  }
  return hasFault ? EXIT.finding : EXIT.done;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function lineOfFault(file: string, { line, rule, message }: Fault): string {
  const shown = printable(message, LONGEST_MESSAGE);
  if (line === 0) return shown;
  return `${printable(file, LONGEST_MESSAGE)}:${line}: ${rule === undefined ? '' : `${rule}: `}${shown}`;
}
