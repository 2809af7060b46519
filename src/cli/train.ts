// SPDX-License-Identifier: Apache-2.0
/** `tocsin train`: the text model and its card from the text sets and own templates. */
import { type Command, EXIT, integerOption, textOption } from './command.ts';

const out = textOption({
  flag: 'out',
  value: 'FILE',
  prose: 'Where the model goes; its card goes beside it. The shipped place is models/text.model.',
});
const seed = integerOption({
  flag: 'seed',
  value: 'N',
  min: 0,
  max: 2_147_483_647,
  fallback: 1,
  prose: 'The same data and seed give the same bytes.',
});

export const trainCommand: Command = {
  name: 'train',
  summary: 'trains the text model and writes its card',
  usage: ['[--out FILE] [--seed N]'],
  description: [
    'Reads the text sets in the folder that TOCSIN_CORPORA names and the templates in corpus/text, trains, evaluates on rows that were held out, and writes the model and its card. It takes a few minutes on one core.',
  ],
  arguments: [],
  options: [out, seed],
  examples: [{ line: 'TOCSIN_CORPORA=~/corpora tocsin train --out /tmp/text.model', prose: 'Trains a model to try.' }],
  run: async (input, io) => {
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
