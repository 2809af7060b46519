// SPDX-License-Identifier: Apache-2.0
/** `tocsin log verify` */
import { createReadStream, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { EnvironmentError } from '../../base/errors.ts';
import { instantOf } from '../../base/instant.ts';
import { printable } from '../../base/printable.ts';
import { type Checkpoint, openCheckpoint } from '../../respond/record/checkpoint.ts';
import { createStandings, type ServedFile, type Standings } from '../../respond/record/served.ts';
import { readServedList } from '../../respond/record/served-list.ts';
import { readServedZone } from '../../respond/record/served-zone.ts';
import { type LogReport, verifyLog } from '../../respond/record/verify-log.ts';
import { EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import type { Place } from './place.ts';

export type VerifyAsked = {
  readonly at: Place;
  readonly since: string | undefined;
  readonly remember: string | undefined;
  readonly list: string | undefined;
  readonly zone: string | undefined;
  readonly json: boolean;
};

type ShownFinding = { readonly code: string; readonly message: string; readonly file?: string; readonly line?: number };

type Served = {
  readonly what: 'list' | 'zone';
  readonly file: string;
  readonly content: ServedFile;
  readonly standings: Standings;
};

export async function runVerify(asked: VerifyAsked, { stdout }: Io): Promise<ExitCode> {
  const { at, since, remember, list, zone, json } = asked;
  const earlier =
    (since === undefined ? undefined : readEarlier(since, at, true)) ??
    (remember === undefined ? undefined : readEarlier(remember, at, false));
  const served = [
    ...(list === undefined ? [] : [await openServed('list', list)]),
    ...(zone === undefined ? [] : [await openServed('zone', zone)]),
  ];
  const report = await verifyLog({
    read: at.read,
    key: at.key,
    ...(earlier ? { earlier } : {}),
    visit: (leaf, index) => {
      for (const { standings } of served) standings.visit(leaf, index);
    },
  });
  const findings: readonly ShownFinding[] = [...report.findings, ...served.flatMap(findingsOf)];
  const isGood = findings.length === 0 && report.checkpoint !== undefined;
  stdout.write(
    json
      ? `${JSON.stringify(factsOf(asked, report, { served, findings, earlier }))}\n`
      : pageOf(asked, report, { served, findings, earlier }),
  );
  if (isGood && remember !== undefined && report.checkpoint) keep(remember, report.checkpoint);
  return isGood ? EXIT.done : EXIT.finding;
}

function readEarlier(file: string, { key }: Place, mustExist: boolean): Checkpoint | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (isMissing && !mustExist) return undefined;
    throw new EnvironmentError('file-unreadable', `The file ${printable(file, 300)} cannot be read.`, { cause });
  }
  const opened = openCheckpoint(text, key);
  if (opened.ok) return opened.checkpoint;
  throw new EnvironmentError(
    'not-a-checkpoint',
    `The file ${printable(file, 300)} is no checkpoint that this key signed. Save one from the address of the record: …/v1/log/checkpoint.`,
  );
}

async function openServed(what: Served['what'], file: string): Promise<Served> {
  const input = createReadStream(file);
  try {
    const lines = createInterface({ input, crlfDelay: Infinity });
    const content = what === 'list' ? await readServedList(lines) : await readServedZone(lines);
    return { what, file, content, standings: createStandings(content.entries) };
  } catch (cause) {
    throw new EnvironmentError('file-unreadable', `The file ${printable(file, 300)} cannot be read.`, { cause });
  } finally {
    input.destroy();
  }
}

function findingsOf({ file, content, standings }: Served): readonly ShownFinding[] {
  const judged = [...content.findings, ...standings.judge(content.entries, instantOf(Date.now()))];
  return judged
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, message }) => ({ code: 'unlisted', file, line, message }));
}

type Result = {
  readonly served: readonly Served[];
  readonly findings: readonly ShownFinding[];
  readonly earlier: Checkpoint | undefined;
};

function factsOf(
  { at }: VerifyAsked,
  { checkpoint, leaves }: LogReport,
  { served, findings, earlier }: Result,
): unknown {
  return {
    ok: findings.length === 0,
    key: at.keyLine,
    keyFrom: at.isKeyGiven ? 'given' : 'record',
    ...(checkpoint
      ? { origin: checkpoint.head.origin, size: checkpoint.head.size, root: checkpoint.head.root.toString('base64') }
      : {}),
    leaves,
    ...(earlier ? { since: earlier.head.size } : {}),
    ...Object.fromEntries(served.map(({ what, content }) => [what, { entries: content.entries.length }])),
    findings,
  };
}

// What was found beyond these is counted.
const MOST_SHOWN = 200;

function pageOf({ at }: VerifyAsked, { checkpoint }: LogReport, { served, findings, earlier }: Result): string {
  const lines = [`Record  ${at.name}`, `Key     ${at.keyLine}`];
  if (!at.isKeyGiven)
    lines.push('        as the record itself says. Compare it with the one you know, or give it with --key.');
  if (checkpoint) {
    const { size, root } = checkpoint.head;
    lines.push(`Head    ${counted(size, 'leaf', 'leaves')}, root ${root.toString('base64')}`);
  }
  if (earlier) lines.push(`Since   ${counted(earlier.head.size, 'leaf', 'leaves')}`);
  for (const { what, file, content } of served)
    lines.push(
      `${what === 'list' ? 'List' : 'Zone'}    ${printable(file, 300)}: ${counted(content.entries.length, 'entry', 'entries')}`,
    );
  lines.push('');
  for (const { file, line, message } of findings.slice(0, MOST_SHOWN))
    lines.push(file === undefined ? message : `${printable(file, 300)}:${line}: ${message}`);
  if (findings.length > MOST_SHOWN) lines.push(`and ${findings.length - MOST_SHOWN} more.`);
  lines.push(findings.length === 0 ? goodNews(served, earlier) : `${counted(findings.length, 'finding', 'findings')}.`);
  return `${lines.join('\n')}\n`;
}

function goodNews(served: readonly Served[], earlier: Checkpoint | undefined): string {
  const parts = ['Every leaf, hash and signature fits.'];
  if (earlier) parts.push('Nothing was rewritten.');
  for (const { what } of served) parts.push(`The ${what} holds nothing but what is confirmed and in force.`);
  return parts.join(' ');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Whole or not at all. */
function keep(file: string, { text }: Checkpoint): void {
  try {
    writeFileSync(`${file}.part`, text);
    renameSync(`${file}.part`, file);
  } catch (cause) {
    throw new EnvironmentError('file-unwritable', `The checkpoint could not be kept in ${printable(file, 300)}.`, {
      cause,
    });
  }
}
