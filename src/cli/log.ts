// SPDX-License-Identifier: Apache-2.0
/** `tocsin log verify|show|prove|key`: the public record, read from its published files alone. */
import path from 'node:path';
import { readOptions } from '../app/read-options.ts';
import { nearest } from '../base/nearest.ts';
import { UsageError } from '../base/errors.ts';
import { type Command, type CommandInput, type ExitCode, switchOption, textOption } from './command.ts';
import type { Io } from './io.ts';

const key = textOption({
  flag: 'key',
  value: 'KEY',
  prose: 'The key of the record, as tocsin log key prints it. Without it the one that lies in the record is believed.',
});
const since = textOption({
  flag: 'since',
  value: 'FILE',
  prose: 'Of verify: a checkpoint of this record that was kept earlier. The record must have grown out of it.',
});
const remember = textOption({
  flag: 'remember',
  value: 'FILE',
  prose: 'Of verify: as --since where FILE is there, and the verified checkpoint is kept in it for the next time.',
});
const list = textOption({
  flag: 'list',
  value: 'FILE',
  prose: 'Of verify: a served list in NDJSON. Each entry must open a confirmation in force that says the same.',
});
const zone = textOption({
  flag: 'zone',
  value: 'FILE',
  prose: 'Of verify: a served policy zone in master-file form. Each owner must open a confirmation in force.',
});
const data = textOption({
  flag: 'data',
  value: 'DIR',
  prose: 'Data folder of the server. Without it TOCSIN_DATA, the configuration file, or ./.tocsin.',
});
const json = switchOption({ flag: 'json', prose: 'Print facts as JSON, one object a line.' });

const ACTIONS = ['verify', 'show', 'prove', 'key'] as const;

export const logCommand: Command = {
  name: 'log',
  summary: 'verifies, shows and proves the public record',
  usage: ['verify [PLACE] [options]', 'show [INDEX] [PLACE]', 'prove INDEX [PLACE]', 'key [PLACE]'],
  description: [
    'verify reads every leaf, computes every hash again and checks the signature. With --list or --zone it also proves that what is served holds nothing that the record does not confirm. Each finding is one line, and the exit status is then 1.',
    'show prints the newest leaves, or one. prove prints the proof that a leaf is in the record. key prints the key, by which others verify.',
    'No database is needed: the published files are read from a folder or over HTTP.',
  ],
  arguments: [
    {
      name: 'PLACE',
      prose: 'A folder or an address, as https://example.org/v1/log. Without it the record of the data folder.',
    },
    { name: 'INDEX', prose: 'Number of a leaf, from 0.' },
  ],
  options: [key, since, remember, list, zone, data, json],
  examples: [
    { line: 'tocsin log verify', prose: 'The record of this machine.' },
    {
      line: 'tocsin log verify https://example.org/v1/log --key KEY --remember seen.txt',
      prose: "Somebody else's, and that nothing was rewritten since the last time.",
    },
    { line: 'tocsin log verify --zone rpz.zone', prose: 'That a zone blocks nothing else than what is recorded.' },
    { line: 'tocsin log prove 12', prose: 'A proof to hand on.' },
  ],
  run: runAction,
};

async function runAction(input: CommandInput, io: Io): Promise<ExitCode> {
  const [given, ...words] = input.words;
  const action = ACTIONS.find((known) => known === given);
  if (action === undefined) throw new UsageError(unknownAction(given));
  const wantsIndex = action === 'show' || action === 'prove';
  const [first] = words;
  const index = wantsIndex && first !== undefined && /^\d{1,15}$/u.test(first) ? Number(first) : undefined;
  const [place, ...rest] = index === undefined ? words : words.slice(1);
  if (rest.length > 0) throw new UsageError(`tocsin log ${action} reads one record at a time.`);
  const { openPlace } = await import('./log/place.ts');
  const at = await openPlace({ place: place ?? path.join(dataFolder(input, io), 'record'), key: input.get(key) });
  switch (action) {
    case 'verify': {
      const { runVerify } = await import('./log/run-verify.ts');
      const files = {
        since: input.get(since),
        remember: input.get(remember),
        list: input.get(list),
        zone: input.get(zone),
      };
      return runVerify({ at, ...files, json: input.get(json) }, io);
    }
    case 'show': {
      const { runShow } = await import('./log/run-show.ts');
      return runShow({ at, index, json: input.get(json) }, io);
    }
    case 'prove': {
      if (index === undefined)
        throw new UsageError('tocsin log prove needs the number of a leaf: tocsin log prove INDEX.');
      const { runProve } = await import('./log/run-show.ts');
      return runProve({ at, index }, io);
    }
    case 'key': {
      const { runKey } = await import('./log/run-show.ts');
      return runKey({ at, json: input.get(json) }, io);
    }
  }
}

function dataFolder(input: CommandInput, io: Io): string {
  const typed = input.get(data);
  const flags = new Map(typed === undefined ? [] : [[data.flag, typed]]);
  return path.resolve(readOptions({ flags, env: io.env }).data);
}

function unknownAction(given: string | undefined): string {
  const needs = 'tocsin log needs verify, show, prove or key';
  if (given === undefined) return `${needs}, as in tocsin log verify.`;
  const near = nearest(given, ACTIONS);
  return near === undefined ? `${needs}.` : `${needs}. Did you mean ${near}?`;
}
