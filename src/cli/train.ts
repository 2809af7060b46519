// SPDX-License-Identifier: Apache-2.0
/** `tocsin train`: the text model, or the link model, and its card from the public sets and our own. */
import { UsageError } from '../base/errors.ts';
import { type Command, type CommandInput, EXIT, integerOption, switchOption, textOption } from './command.ts';
import type { Digests } from '../lab/train/compare-with-shipped.ts';
import type { Io } from './io.ts';

const out = textOption({
  flag: 'out',
  value: 'FILE',
  prose:
    'Where the model goes; its card goes beside it. The shipped places are models/text.model and models/link.model.',
});
const seed = integerOption({
  flag: 'seed',
  value: 'N',
  min: 0,
  max: 2_147_483_647,
  fallback: 1,
  prose: 'The same data and seed give the same bytes.',
});

const check = switchOption({
  flag: 'check',
  prose:
    'Trains as shipped, writes nothing, and says whether the bytes are those of the shipped model. Exit 1 when they are not.',
});

const links = switchOption({
  flag: 'links',
  prose: 'The link model, from the link sets and corpus/links. Its seed is fixed.',
});

export const trainCommand: Command = {
  name: 'train',
  summary: 'trains the text or link model and writes its card',
  usage: ['[--out FILE] [--seed N]', '--links [--out FILE]', '[--links] --check'],
  description: [
    'Reads the text sets in the folder that TOCSIN_CORPORA names and the templates in corpus/text, trains, evaluates on rows that were held out, and writes the model and its card. It takes a few minutes on one core.',
  ],
  arguments: [],
  options: [links, out, seed, check],
  examples: [
    { line: 'TOCSIN_CORPORA=~/corpora tocsin train --out /tmp/text.model', prose: 'Trains a model to try.' },
    { line: 'TOCSIN_CORPORA=~/corpora tocsin train --check', prose: 'Is the shipped model what these data give?' },
  ],
  run: async (input, io) => {
    if (input.get(links)) return trainLinkModel(input, io);
    if (input.get(check)) return checkShipped(input, io);
    const { corporaFolder } = await import('../lab/train/corpora.ts');
    const corpora = corporaFolder(io.env);
    const { OWN_TEMPLATES, TEXT_MODEL_FILE } = await import('../lab/train/places.ts');
    const { runTraining } = await import('../lab/train/run-training.ts');
    const result = runTraining({
      folders: { corpora, templates: OWN_TEMPLATES },
      out: input.get(out) ?? TEXT_MODEL_FILE,
      seed: input.get(seed) ?? 1,
      say: (message) => {
        if (io.stderr.isTerminal) io.stderr.write(`${message}\n`);
      },
    });
    io.stdout.write(`Text model ${result.version}, ${result.bytes} bytes:\n${result.files.join('\n')}\n`);
    return EXIT.done;
  },
};

async function trainLinkModel(input: CommandInput, io: Io) {
  if (input.isGiven(seed)) throw new UsageError('The seed of --links is fixed: leave --seed away.');
  const { corporaFolder } = await import('../lab/train/corpora.ts');
  const { LINK_MODEL_FILE, OWN_LINKS } = await import('../lab/train/places.ts');
  const { compareLinksWithShipped, runLinkTraining } = await import('../lab/links/run-link-training.ts');
  const folders = { corpora: corporaFolder(io.env), own: OWN_LINKS };
  if (!input.get(check)) {
    const result = runLinkTraining(folders, input.get(out) ?? LINK_MODEL_FILE);
    io.stdout.write(`Link model ${result.version}, ${result.bytes} bytes:\n${result.files.join('\n')}\n`);
    return EXIT.done;
  }
  if (input.isGiven(out)) throw new UsageError('The option --check writes nothing: leave --out away.');
  return answerCheck(compareLinksWithShipped(folders, LINK_MODEL_FILE), io);
}

async function checkShipped(input: CommandInput, io: Io) {
  if (input.isGiven(out) || input.isGiven(seed)) {
    throw new UsageError('The option --check trains as shipped and writes nothing: leave --out and --seed away.');
  }
  const { corporaFolder } = await import('../lab/train/corpora.ts');
  const corpora = corporaFolder(io.env);
  const { OWN_TEMPLATES, TEXT_MODEL_FILE } = await import('../lab/train/places.ts');
  const { compareWithShipped } = await import('../lab/train/compare-with-shipped.ts');
  const { shipped, retrained } = compareWithShipped(
    { corpora, templates: OWN_TEMPLATES },
    TEXT_MODEL_FILE,
    (message) => {
      if (io.stderr.isTerminal) io.stderr.write(`${message}\n`);
    },
  );
  return answerCheck({ shipped, retrained }, io);
}

function answerCheck({ shipped, retrained }: Digests, io: Io) {
  const same = shipped === retrained;
  io.stdout.write(`shipped   ${shipped}\nretrained ${retrained}\n${same ? 'The same bytes.' : 'They differ.'}\n`);
  return same ? EXIT.done : EXIT.finding;
}
