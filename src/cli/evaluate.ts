// SPDX-License-Identifier: Apache-2.0
/** `tocsin evaluate`: what a text model does on rows that nothing was tuned on. */
import { type Command, EXIT, integerOption, switchOption, textOption } from './command.ts';

const model = textOption({ flag: 'model', value: 'FILE', prose: 'The model to evaluate; the shipped one without it.' });
const seed = integerOption({
  flag: 'seed',
  value: 'N',
  min: 0,
  max: 2_147_483_647,
  fallback: 1,
  prose: 'Of the templates’ fillings, the disguises and the plain classifier.',
});
const json = switchOption({ flag: 'json', prose: 'Print the figures as one JSON object.' });

export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'measures the text model on held-out rows',
  usage: ['[--model FILE] [--json]'],
  description: [
    'Reads the text sets in the folder that TOCSIN_CORPORA names and the templates in corpus/text, and prints, for rows that neither training nor calibration saw: ranking and calibration per set and language, what would be flagged as shipped, what each family of disguise costs, speed and size. A plain classifier is trained in the same run and stands beside each figure.',
  ],
  arguments: [],
  options: [model, seed, json],
  examples: [{ line: 'TOCSIN_CORPORA=~/corpora tocsin evaluate', prose: 'Measures the shipped model.' }],
  run: async (input, io) => {
    const { corporaFolder } = await import('../lab/train/corpora.ts');
    const corpora = corporaFolder(io.env);
    const { OWN_TEMPLATES, TEXT_MODEL_FILE } = await import('../lab/train/places.ts');
    const { runEvaluation } = await import('../lab/evaluate/run-evaluation.ts');
    const file = input.get(model) ?? TEXT_MODEL_FILE;
    const evaluation = runEvaluation(file, { corpora, templates: OWN_TEMPLATES }, input.get(seed) ?? 1);
    if (input.get(json)) {
      io.stdout.write(`${JSON.stringify(evaluation)}\n`);
      return EXIT.done;
    }
    const { printEvaluation } = await import('../lab/evaluate/print-evaluation.ts');
    io.stdout.write(printEvaluation(evaluation));
    return EXIT.done;
  },
};
