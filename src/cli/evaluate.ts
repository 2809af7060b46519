// SPDX-License-Identifier: Apache-2.0
/** `tocsin evaluate`: what a text or link model does on rows that nothing was tuned on. */
import { UsageError } from '../base/errors.ts';
import type { Dimension } from '../lab/evaluate/groups.ts';
import type { Report } from '../lab/evaluate/section.ts';
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
const byOption = textOption({
  flag: 'by',
  value: 'NAMES',
  prose:
    'Groups to rank by, with commas between: lang, source, family (of disguise), scheme, sector, ask. lang,source without it.',
});
const compareOption = textOption({
  flag: 'compare',
  value: 'FILE',
  prose: 'Another model on the same rows: what moved, with paired intervals, and every verdict that flips.',
});
const html = textOption({
  flag: 'html',
  value: 'FILE',
  prose: 'Also write the report as one page with plots, without script or outside request.',
});
const links = switchOption({
  flag: 'links',
  prose:
    'The link model: scams of the year after training, honest lists and ordinary small sites. With --left-out, lists of honest links in turn.',
});
const json = switchOption({ flag: 'json', prose: 'Print the figures as one JSON object.' });

const NEEDS_CORPORA =
  'The other figures need the public text sets: set TOCSIN_CORPORA to the folder that holds them (sms-en-uci, sms-th, …).';

export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'measures the text or link model on held-out rows',
  usage: [
    '[--model FILE] [--by NAMES] [--html FILE] [--json]',
    '--compare FILE [--model FILE] [--html FILE] [--json]',
    '--attack [--json]',
    '--left-out [--json]',
    '--links [--model FILE] [--html FILE] [--json]',
    '--links --left-out [--html FILE] [--json]',
  ],
  description: [
    'Prints, for rows that neither training nor calibration saw, what the model does: on the messages and calls in corpus/held-out through the whole product; and, where TOCSIN_CORPORA names the folder of the public text sets, on those and the templates in corpus/text: what is flagged as shipped, false alarms per language and script, confusion and the cost of errors, ranking and calibration by group, what each family of disguise costs, asks and schemes, speed and size. A plain classifier is trained in the same run and stands beside each figure.',
    'With --left-out it says instead how far the way of training carries to what no training row showed.',
  ],
  arguments: [],
  options: [links, model, byOption, compareOption, html, attackOption, leftOut, seed, json],
  examples: [
    { line: 'TOCSIN_CORPORA=~/corpora tocsin evaluate', prose: 'Measures the shipped model.' },
    {
      line: 'TOCSIN_CORPORA=~/corpora tocsin evaluate --by lang,scheme --html report.html',
      prose: 'Ranks by language and scheme, and writes the page.',
    },
    {
      line: 'TOCSIN_CORPORA=~/corpora tocsin evaluate --compare old.model',
      prose: 'Is the shipped model better than another, and where not?',
    },
    { line: 'TOCSIN_CORPORA=~/corpora tocsin evaluate --left-out', prose: 'Measures what it would do about the new.' },
  ],
  run: async (input, io) => {
    if (input.get(links)) return evaluateLinkModel(input, io);
    refuseMixed(input);
    if (input.get(leftOut)) return runLeftOutChecks(input, io);
    if (input.get(attackOption)) return attackModel(input, io);
    const by = await dimensionsOf(input.get(byOption));
    const corpora = io.env['TOCSIN_CORPORA'] ?? '';
    const compares = input.isGiven(compareOption);
    if (corpora === '') return compares ? compareModels(input, io) : evaluateHeldOut(input, io);
    await reserve(input.get(html));
    return compares ? compareModels(input, io) : evaluateModel(input, io, corpora, by);
  },
};

async function evaluateModel(input: CommandInput, io: Io, corpora: string, by: readonly Dimension[]) {
  const { OWN_TEMPLATES, TEXT_MODEL_FILE } = await import('../lab/train/places.ts');
  const { runEvaluation } = await import('../lab/evaluate/run-evaluation.ts');
  const { describeEvaluation } = await import('../lab/evaluate/describe-evaluation.ts');
  const evaluation = runEvaluation({
    modelFile: input.get(model) ?? TEXT_MODEL_FILE,
    folders: { corpora, templates: OWN_TEMPLATES },
    seed: input.get(seed) ?? 1,
    by,
  });
  return answer(input, io, evaluation, describeEvaluation(evaluation));
}

async function evaluateHeldOut(input: CommandInput, io: Io) {
  if (input.isGiven(html) || input.isGiven(byOption)) {
    throw new UsageError(`--by and --html belong to the whole evaluation. ${NEEDS_CORPORA}`);
  }
  const { TEXT_MODEL_FILE } = await import('../lab/train/places.ts');
  const { runHeldOut } = await import('../lab/evaluate/run-evaluation.ts');
  const { describeHeldOut } = await import('../lab/evaluate/describe-held-out.ts');
  const evaluation = runHeldOut(input.get(model) ?? TEXT_MODEL_FILE);
  const report = {
    title: `Model ${evaluation.model.version}`,
    notes: [NEEDS_CORPORA],
    sections: [describeHeldOut(evaluation.heldOut)],
  };
  return answer(input, io, { ...evaluation, note: NEEDS_CORPORA }, report);
}

async function compareModels(input: CommandInput, io: Io) {
  const { corporaFolder } = await import('../lab/train/corpora.ts');
  const corpora = corporaFolder(io.env);
  const { OWN_TEMPLATES, TEXT_MODEL_FILE } = await import('../lab/train/places.ts');
  const { runComparison } = await import('../lab/evaluate/compare/run-comparison.ts');
  const { describeComparison } = await import('../lab/evaluate/compare/describe-comparison.ts');
  const comparison = runComparison({
    modelFile: input.get(model) ?? TEXT_MODEL_FILE,
    otherFile: input.get(compareOption) ?? TEXT_MODEL_FILE,
    folders: { corpora, templates: OWN_TEMPLATES },
    seed: input.get(seed) ?? 1,
  });
  return answer(input, io, comparison, describeComparison(comparison));
}

async function evaluateLinkModel(input: CommandInput, io: Io) {
  if ([byOption, compareOption].some((option) => input.isGiven(option)) || input.get(attackOption))
    throw new UsageError('--links has groups of its own: leave --by, --compare and --attack away.');
  const { corporaFolder } = await import('../lab/train/corpora.ts');
  const corpora = corporaFolder(io.env);
  await reserve(input.get(html));
  const { measureLinks } = await import('../lab/links/measure-links.ts');
  const file = input.get(model);
  if (input.get(leftOut) && file !== undefined)
    throw new UsageError('The option --left-out trains models of its own: leave --model away.');
  const { figures, report } = measureLinks({
    corpora,
    ...(file === undefined ? {} : { file }),
    leavesOut: input.get(leftOut),
    seed: input.get(seed) ?? 1,
    say: (message) => {
      if (io.stderr.isTerminal) io.stderr.write(`${message}\n`);
    },
  });
  return answer(input, io, figures, report);
}

/** Options that would be passed over in silence. */
function refuseMixed(input: CommandInput): void {
  const alone = [leftOut, attackOption].filter((option) => input.get(option));
  const others = [byOption, compareOption, html].filter((option) => input.isGiven(option));
  const [first] = alone;
  if (alone.length > 1 || (first !== undefined && others.length > 0)) {
    throw new UsageError(
      `--${first?.flag ?? ''} measures something of its own: leave --by, --compare, --html and the other of --left-out and --attack away.`,
    );
  }
  if (input.isGiven(compareOption) && input.isGiven(byOption)) {
    throw new UsageError('--compare has groups of its own: leave --by away.');
  }
}

/** Before minutes of work, not after. */
async function reserve(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const { reservePage } = await import('../lab/evaluate/page/write-page.ts');
  reservePage(file);
}

/** The page first, so that a place that cannot be written is said before a screen of figures. */
async function answer(input: CommandInput, io: Io, figures: unknown, report: Report) {
  const file = input.get(html);
  if (file !== undefined) {
    const { writePage } = await import('../lab/evaluate/page/write-page.ts');
    writePage(file, report);
  }
  const { printReport } = await import('../lab/evaluate/print-report.ts');
  io.stdout.write(input.get(json) ? `${JSON.stringify(figures)}\n` : printReport(report));
  return EXIT.done;
}

async function dimensionsOf(names: string | undefined): Promise<readonly Dimension[]> {
  const { DIMENSIONS, USUAL_DIMENSIONS } = await import('../lab/evaluate/groups.ts');
  if (names === undefined) return USUAL_DIMENSIONS;
  const known = new Map<string, Dimension>(DIMENSIONS.map((name) => [name, name]));
  return names.split(',').map((name, index) => {
    const dimension = known.get(name.trim());
    if (dimension === undefined) {
      throw new UsageError(`Name ${index + 1} of --by is not known. It can be ${DIMENSIONS.join(', ')}.`);
    }
    return dimension;
  });
}

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
