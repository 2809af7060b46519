// SPDX-License-Identifier: Apache-2.0
/** Every command by name. The files are loaded only when their command is asked for. */
import type { Command } from './command.ts';

export type CommandEntry = {
  readonly name: string;
  /** The command's own summary, repeated here so that the overview loads no command; a test compares the two. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
};

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'says whether a message, link or number looks like a scam',
    load: async () => (await import('./check.ts')).checkCommand,
  },
  {
    name: 'screen',
    summary: 'decides NDJSON events, one decision a line',
    load: async () => (await import('./screen.ts')).screenCommand,
  },
  {
    name: 'rules',
    summary: 'checks, tries and backtests rule files',
    load: async () => (await import('./rules.ts')).rulesCommand,
  },
  {
    name: 'corpus',
    summary: 'checks the text templates and says how they are split',
    load: async () => (await import('./corpus.ts')).corpusCommand,
  },
  {
    name: 'train',
    summary: 'trains the text or link model and writes its card',
    load: async () => (await import('./train.ts')).trainCommand,
  },
  {
    name: 'evaluate',
    summary: 'measures the text or link model on held-out rows',
    load: async () => (await import('./evaluate.ts')).evaluateCommand,
  },
  {
    name: 'serve',
    summary: 'runs the server: page, HTTP API, documentation',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    name: 'doctor',
    summary: 'says in a few lines what is well and what is not',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  {
    name: 'migrate',
    summary: 'brings the schema of the database up to date',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    name: 'backup',
    summary: 'copies the database and its keys into a folder',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'makes a data folder of a backup',
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
  {
    name: 'user',
    summary: 'adds and manages persons and their roles',
    load: async () => (await import('./user.ts')).userCommand,
  },
  {
    name: 'key',
    summary: 'makes, lists and revokes API keys',
    load: async () => (await import('./key.ts')).keyCommand,
  },
  {
    name: 'decisions',
    summary: 'says why something was decided so',
    load: async () => (await import('./decisions.ts')).decisionsCommand,
  },
  {
    name: 'audit',
    summary: 'shows and proves who read and changed what',
    load: async () => (await import('./audit.ts')).auditCommand,
  },
  {
    name: 'log',
    summary: 'verifies, shows and proves the public record',
    load: async () => (await import('./log.ts')).logCommand,
  },
  {
    name: 'dev',
    summary: 'runs the server and restarts it when files change',
    load: async () => (await import('./dev.ts')).devCommand,
  },
];

/** Loads all of them, in the order of the overview: for the documentation. */
export async function loadAllCommands(): Promise<readonly Command[]> {
  return Promise.all(COMMANDS.map(async (entry) => entry.load()));
}
