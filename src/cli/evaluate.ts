// SPDX-License-Identifier: Apache-2.0
/** `tocsin evaluate`: what a text model does on rows that nothing was tuned on. */
import { UsageError } from '../base/errors.ts';
import { type Command, type CommandInput, EXIT, integerOption, switchOption, textOption } from './command.ts';
import type { Io } from './io.ts';

const model = textOption({ flag: 'model', value: 'FILE', prose: 'The model to evaluate; the shipped one without it.' });
const leftOut = switchOption({
  flag: 'left-out',
  prose:
    'Trains anew without a source, a language, a year, a group of schemes or a sector, and asks about what was left out: twelve trainings of about a minute.',
});
const seed = integerOption({
  flag: 'seed',
  value: 'N',
  min: 0,
  max: 2_147_483_647,
  fallback: 1,
  prose: 'Of the templates’ fillings, the disguises, the trainings of --left-out and the plain classifier.',
});
const attackOption = switchOption({
  flag: 'attack',
  prose:
    'Lets a greedy attacker who sees the scores edit the scams in corpus/held-out, and says how many still stand after 1, 3, 5 and 10 edits.',
});
const json = switchOption({ flag: 'json', prose: 'Print the figures as one JSON object.' });

const NEEDS_CORPORA =
  'The other figures need the public text sets: set TOCSIN_CORPORA to the folder that holds them (sms-en-uci, sms-th, …).';

export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'measures the text model on held-out rows',
  usage: ['[--model FILE] [--json]', '--attack [--json]', '--left-out [--json]'],
  description: [
    'Prints, for rows that neither training nor calibration saw, what the model does: on the messages and calls in corpus/held-out through the whole product; and, where TOCSIN_CORPORA names the folder of the public text sets, on those and the templates in corpus/text: ranking and calibration per set and language, what would be flagged as shipped, what each family of disguise costs, speed and size. A plain classifier is trained in the same run and stands beside each figure.',
    'With --left-out it says instead how far the way of training carries to what no training row showed.',
  ],
  arguments: [],
  options: [model, attackOption, leftOut, seed, json],
  examples: [
    { line: 'TOCSIN_CORPORA=~/corpora tocsin evaluate', prose: 'Measures the shipped model.' },
    { line: 'TOCSIN_CORPORA=~/corpora tocsin evaluate --left-out', prose: 'Measures what it would do about the new.' },
  ],
  run: async (input, io) => {
    if (input.get(leftOut)) return runLeftOutChecks(input, io);
    if (input.get(attackOption)) return attackModel(input, io);
    const { OWN_TEMPLATES, TEXT_MODEL_FILE } = await import('../lab/train/places.ts');
    const { runEvaluation, runHeldOut } = await import('../lab/evaluate/run-evaluation.ts');
    const { printEvaluation, printHeldOut } = await import('../lab/evaluate/print-evaluation.ts');
    const file = input.get(model) ?? TEXT_MODEL_FILE;
    const corpora = io.env['TOCSIN_CORPORA'] ?? '';
    if (corpora === '') {
      const evaluation = runHeldOut(file);
      io.stdout.write(
        input.get(json)
          ? `${JSON.stringify({ ...evaluation, note: NEEDS_CORPORA })}\n`
          : `Model ${evaluation.model.version}.\n\n${printHeldOut(evaluation.heldOut)}\n${NEEDS_CORPORA}\n`,
      );
      return EXIT.done;
    }
    const evaluation = runEvaluation(file, { corpora, templates: OWN_TEMPLATES }, input.get(seed) ?? 1);
    io.stdout.write(input.get(json) ? `${JSON.stringify(evaluation)}\n` : printEvaluation(evaluation));
    return EXIT.done;
  },
};

async function attackModel(input: CommandInput, io: Io) {
  const { loadEngine } = await import('../screen/load.ts');
  const { HELD_OUT } = await import('../lab/train/places.ts');
  const { printAttack, runAttack } = await import('../lab/evaluate/attack/run-attack.ts');
  const file = input.get(model);
  const figures = runAttack(loadEngine(file === undefined ? {} : { textModelFile: file }), HELD_OUT);
  io.stdout.write(input.get(json) ? `${JSON.stringify(figures)}\n` : printAttack(figures));
  return EXIT.done;
}

async function runLeftOutChecks(input: CommandInput, io: Io) {
  if (input.isGiven(model)) {
    throw new UsageError('The option --left-out trains models of its own: leave --model away.');
  }
  const { corporaFolder } = await import('../lab/train/corpora.ts');
  const corpora = corporaFolder(io.env);
  const { OWN_TEMPLATES } = await import('../lab/train/places.ts');
  const { readData } = await import('../lab/train/prepare.ts');
  const { shippedRecipe } = await import('../lab/train/train-text-model.ts');
  const { SHIPPED_CHOICE } = await import('../lab/evaluate/left-out/checks.ts');
  const { runLeftOut } = await import('../lab/evaluate/left-out/run-left-out.ts');
  const chosen = input.get(seed) ?? 1;
  const figures = runLeftOut({
    data: readData({ corpora, templates: OWN_TEMPLATES }, chosen),
    recipe: shippedRecipe(chosen),
    choice: SHIPPED_CHOICE,
    say: (message) => {
      if (io.stderr.isTerminal) io.stderr.write(`${message}\n`);
    },
  });
  if (input.get(json)) {
    io.stdout.write(`${JSON.stringify(figures)}\n`);
    return EXIT.done;
  }
  const { printLeftOut } = await import('../lab/evaluate/left-out/print-left-out.ts');
  io.stdout.write(printLeftOut(figures));
  return EXIT.done;
}
