// SPDX-License-Identifier: Apache-2.0
/** What `tocsin decisions show` prints: the whole of each decision that an id names. */
import { isRecord } from '../../base/brand.ts';
import { formatInstant, type Instant } from '../../base/instant.ts';
import { printable } from '../../base/printable.ts';
import { parseEventId } from '../../base/ids.ts';
import { UsageError } from '../../base/errors.ts';
import { nameScheme } from '../../decide/policy/policy.ts';
import type { KeptDecision } from '../../screen/journal/journal-store.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { wrapProse } from '../terminal/marked-text.ts';
import { reasonsInWords, type WordedReason } from './reasons-in-words.ts';
import { type WhatIsKept, whatIsKept } from './what-is-kept.ts';
import { type AtJournal, type Reading, sayRetention, withJournal } from './with-journal.ts';

export type ShowAsked = Reading & {
  readonly id: string;
  readonly content: boolean;
  /** No language was asked for: sentences are shown as they were said. */
  readonly keepsLang: boolean;
};

export async function showDecision(input: CommandInput, asked: ShowAsked, io: Io): Promise<ExitCode> {
  const id = parseEventId(asked.id);
  if (id === undefined) throw new UsageError('An id has 1 to 64 of A–Z a–z 0–9 . _ : -');
  return withJournal(input, asked, io, async (at) => {
    const found = await at.reader.find(id);
    const [newest] = found;
    if (!newest) {
      io.stderr.write(`No decision of that id is known. ${sayRetention(at)}\n`);
      return EXIT.finding;
    }
    // An event's own id may be anything: the trail names it by its newest decision.
    const readsContent = asked.content && found.some(({ content }) => content !== undefined);
    await at.noteRead(readsContent ? 'contents.read' : 'decisions.read', { kind: 'decision', id: newest.id });
    for (const decision of found) print(decision, asked, at, io);
    return EXIT.done;
  });
}

function print(decision: KeptDecision, asked: ShowAsked, { policy, retention }: AtJournal, io: Io): void {
  const reasons = reasonsInWords(decision, { policy, lang: asked.lang, asSaid: asked.keepsLang });
  const kept = whatIsKept(decision, retention);
  if (asked.json) {
    io.stdout.write(`${JSON.stringify(factsOf(decision, reasons, kept, asked.content))}\n`);
    return;
  }
  const scheme = decision.scheme === undefined ? undefined : nameScheme(policy, asked.lang, decision.scheme);
  const lines = [...headOf(decision, scheme), '', ...whyOf(reasons, io.stdout.columns), '', ...keptLines(kept)];
  if (asked.content && decision.content !== undefined)
    lines.push('', 'What was said', ...contentLines(decision.content, io.stdout.columns));
  io.stdout.write(`${lines.join('\n')}\n\n`);
}

function factsOf(decision: KeptDecision, reasons: readonly WordedReason[], kept: WhatIsKept, withContent: boolean) {
  const { content, decidedAt, eventAt, expiresAt, ...rest } = decision;
  return {
    ...rest,
    decidedAt: formatInstant(decidedAt),
    eventAt: formatInstant(eventAt),
    ...(expiresAt === undefined ? {} : { expiresAt: formatInstant(expiresAt) }),
    reasons,
    kept: {
      rowUntil: formatInstant(kept.rowUntil),
      content: kept.content,
      ...(kept.contentUntil === undefined ? {} : { contentUntil: formatInstant(kept.contentUntil) }),
    },
    ...(withContent && content !== undefined ? { content: parsed(content) } : {}),
  };
}

function parsed(content: string): unknown {
  const value: unknown = JSON.parse(content);
  return value;
}

function headOf(decision: KeptDecision, scheme: string | undefined): readonly string[] {
  const { id, eventId, kind, verdict, score, decidedAt, door, mode, micros, versions, expiresAt, roles } = decision;
  return [
    `${id}, of the event ${eventId}`,
    `  Verdict     ${verdict}, for a ${kind}: a scam with probability ${score.toFixed(4)}`,
    ...(scheme === undefined ? [] : [`  Scheme      ${printable(scheme, 100)} (${decision.scheme ?? ''})`]),
    `  Decided     ${moment(decidedAt)} at the door "${door}", mode ${mode}, in ${micros} µs`,
    ...(expiresAt === undefined ? [] : [`  Stands      until ${moment(expiresAt)}`]),
    `  Decided by  model ${versions.model}, rules ${versions.rules}, policy ${versions.policy}`,
    `  Can be found by ${roles.length === 0 ? 'its id alone' : [...new Set(roles)].join(', ')}`,
  ];
}

function whyOf(reasons: readonly WordedReason[], columns: number): readonly string[] {
  const indent = ' '.repeat(11);
  const width = Math.max(30, Math.min(100, columns) - indent.length - 1);
  return [
    'Why: weights are log-odds, and sum to the probability',
    ...reasons.flatMap(({ code, weight, because }) => {
      const sign = weight < 0 ? '−' : '+';
      const [first = '', ...rest] = wrapProse(`${because} [${code}]`, width);
      return [`  ${(sign + Math.abs(weight).toFixed(2)).padStart(7)}  ${first}`, ...rest.map((line) => indent + line)];
    }),
  ];
}

function keptLines({ rowUntil, content, contentUntil }: WhatIsKept): readonly string[] {
  const until = contentUntil === undefined ? '' : moment(contentUntil);
  const said = {
    kept: `  What was said is kept until ${until}. --content shows it.`,
    deleted: `  What was said is no longer kept: its time ended at ${until}.`,
    never: '  What was said was never kept.',
  } as const;
  return ['Kept', `  This row until ${moment(rowUntil)}. Identifiers are in it as keys alone.`, said[content]];
}

function contentLines(content: string, columns: number): readonly string[] {
  const said = parsed(content);
  const shown = JSON.stringify(isRecord(said) ? said['event'] : said, undefined, 2) ?? '';
  const width = Math.max(30, columns - 4);
  return shown.split('\n').flatMap((line) => wrapProse(line.trimStart(), width).map((each) => `  ${each}`));
}

function moment(at: Instant): string {
  return `${formatInstant(at).slice(0, 19).replace('T', ' ')} UTC`;
}
