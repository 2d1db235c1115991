/**
 * `npm run fit-weights`: fits what evidence is worth, and from where an alert is raised: rules/weights.yaml.
 *
 * Evidence is traced over the conversations of tests/corpus/tune, where the second opinion is that of networks that have not
 * seen its file (each file is another author's; trained first and kept under .cache/), and over innocent chats. Nothing of
 * tests/corpus/check is read.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { loadModel, SIGNALS } from '../engine/index.ts';
import type { Weights } from '../engine/pack.ts';
import { share } from './args.ts';
import { packWithExamples } from './rule-files.ts';
import { ROOT, Stop } from './shell.ts';
import { FEATURES, readChats, type Scores, type Traced, trace } from './train/evidence.ts';
import { trainNetworks } from './train/fit.ts';
import { readInputs, readMeanings, sourcesOf } from './train/inputs.ts';
import { fitLevels } from './train/levels.ts';
import { type Example, type Fit, fitLogistic, logOdds } from './train/logistic.ts';
import { curveLine, score } from './train/measure.ts';
import { SETTINGS } from './train/settings.ts';
import { splits } from './train/splits.ts';
import { tellOnce } from './train/told.ts';

const USAGE = `Fits rules/weights.yaml.

usage: npm run fit-weights -- [options]

  --train 0,1      train only: networks without these files (0 to 6; some minutes each). Says how well they do on them and
                   keeps what they say; the fit, without this option, needs that of all files
  --false SHARE    share of innocent conversations that of unseen files may alert (default 0.06)
  --print          fit and print, write nothing
`;

const TUNE = /^en(-\w)?\.jsonl$/;
const CACHE = join(ROOT, '.cache');
const apartFile = (part: number) => join(CACHE, `apart-${part}.json`);
/** Parts of the conversations, of which each is judged by a fit to the others. */
const FOLDS = 4;

/** Networks without each file: one stands for all, which would take hours. */
const NETWORKS = 1;

/** A rule that may alert alone needs this share of the risk of an alert: its own evidence, unless a frame weakens it. */
const ALONE = 0.2;

/** Weight of all examples of a benign set together, whatever its size. */
const BENIGN_WEIGHT = 60;

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' },
      train: { type: 'string' },
      false: { type: 'string' },
      print: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const wanted = share('false', values.false ?? '0.06');
  if (values.train !== undefined) {
    await trainWithoutFile(values.train.split(',').map(Number));
    return 0;
  }
  const traced = traceAll();
  process.stderr.write(`${traced.length} conversations traced\n`);
  const tune = traced.filter(({ file }) => file.startsWith('tune/'));
  const others = traced.filter(({ file }) => !file.startsWith('tune/'));
  const outOfFold = tune.map((one, i) => {
    const fit = fitTo([...tune.filter((_, k) => k % FOLDS !== i % FOLDS), ...others]);
    return { one, top: topOf(fit, one), inTime: topOf(fit, one, one.chat.alertBy) };
  });
  const none = outOfFold
    .filter(({ one }) => one.chat.label === 'none')
    .map(({ top }) => top)
    .sort((a, b) => b - a);
  const alerts = outOfFold.filter(({ one }) => one.chat.label === 'alert');
  for (const share of [0.01, 0.02, 0.03, 0.05, 0.1]) {
    const from = none[Math.floor(share * none.length)] ?? 0;
    const part = (test: (alert: (typeof alerts)[number]) => boolean) =>
      ((100 * alerts.filter(test).length) / alerts.length).toFixed(1);
    console.log(
      `of files unseen, ${share * 100} % false: recall ${part((a) => a.top > from)} %, in time ${part((a) => a.inTime > from)} % (from ${from.toFixed(2)})`,
    );
  }
  const fit = fitTo(traced);
  const threshold = (none[Math.floor(wanted * none.length)] ?? 0) - fit.bias;
  const weights = written(fit, threshold, tune);
  const text = weightsText(weights);
  if (values.print) console.log(text);
  else writeFileSync(join(ROOT, 'rules/weights.yaml'), text);
  return 0;
}

/** Trains a network without each of these files, and keeps what it says of the file's conversations. */
async function trainWithoutFile(wanted: readonly number[]): Promise<void> {
  const settings = { ...SETTINGS, seeds: SETTINGS.seeds.slice(0, NETWORKS) };
  const inputs = readInputs(settings);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const sources = sourcesOf(inputs, settings, await readMeanings(inputs, settings, say), say);
  // the texts of all files, without their labels: once for all
  const start = tellOnce(inputs.samples, settings, sources);
  const parts = splits(inputs.samples, 'files') ?? [];
  mkdirSync(CACHE, { recursive: true });
  for (const index of wanted) {
    const part = parts[index];
    if (!part) throw new Stop(`--train: there is no file ${index}`);
    const scored = score(trainNetworks(part.train, settings, sources, start), part.test);
    console.log(curveLine(part.name, scored));
    const said = scored.map(({ sample, scores }) => [sample.id, [...scores].map((x) => Number(x.toFixed(4)))]);
    writeFileSync(apartFile(index), JSON.stringify(Object.fromEntries(said)));
  }
}

function traceAll(): Traced[] {
  const tune = readdirSync(join(ROOT, 'tests/corpus/tune')).filter((file) => TUNE.test(file));
  const scores = new Map<string, number[]>();
  for (const part of tune.keys()) {
    if (!existsSync(apartFile(part)))
      throw new Stop(`no network is trained without file ${part}: npm run fit-weights -- --train ${part}`);
    const said = JSON.parse(readFileSync(apartFile(part), 'utf8')) as Record<string, number[]>;
    for (const [id, values] of Object.entries(said)) scores.set(id, values);
  }
  const pack = packWithExamples('en');
  const opinion = loadModel(readFileSync(join(ROOT, 'rules/en/model.bin')));
  const files = (folder: string, name: RegExp) =>
    readdirSync(join(ROOT, 'tests/corpus', folder))
      .filter((file) => name.test(file))
      .map((file) => `${folder}/${file}`);
  const traceFile = (file: string, known: Scores | null) =>
    trace(readChats(file), file, pack, opinion, known, SETTINGS.floor);
  return [
    ...files('tune', TUNE).flatMap((file) => traceFile(file, scores)),
    ...files('own', /^en-\w\.jsonl$/).flatMap((file) => traceFile(file, null)),
    ...files('benign', /\.jsonl$/).flatMap((file) => traceFile(file, null)),
  ];
}

/** The features at the moment at which a fit sees the most risk. */
function worst(fit: Fit, { after }: Traced): readonly number[] {
  let top = after[0] ?? [];
  let most = Number.NEGATIVE_INFINITY;
  for (const features of after) {
    const odds = logOdds(fit, features);
    if (odds > most) {
      most = odds;
      top = features;
    }
  }
  return top;
}

function topOf(fit: Fit, one: Traced, upTo = one.after.length - 1): number {
  return Math.max(...one.after.slice(0, upTo + 1).map((features) => logOdds(fit, features)));
}

function fitTo(traced: readonly Traced[]): Fit {
  const free = FEATURES.map((name) => name === 'refuses' || name === 'reports');
  const prior = FEATURES.map((name) => (name === 'concern' ? 1 : free[FEATURES.indexOf(name)] ? 0 : 0.8));
  const sizes = new Map<string, number>();
  for (const { file } of traced) sizes.set(file, (sizes.get(file) ?? 0) + 1);
  let fit: Fit = { weights: Float64Array.from(prior), bias: -2 };
  for (let round = 0; round < 3; round++) {
    const examples = traced.flatMap((one): Example[] => {
      const { chat, file, after } = one;
      if (chat.label === 'watch') return [];
      if (chat.label === 'alert')
        return [
          { features: after[chat.alertBy ?? after.length - 1] ?? [], label: 1, weight: 1 },
          { features: after.at(-1) ?? [], label: 1, weight: 0.5 },
        ];
      const weight = file.startsWith('benign/')
        ? BENIGN_WEIGHT / (sizes.get(file) ?? 1)
        : file.startsWith('own/')
          ? 0.5
          : 1.5;
      return [{ features: worst(fit, one), label: 0, weight }];
    });
    fit = fitLogistic(examples, { free, ridge: 0.002, prior, steps: 400 });
  }
  return fit;
}

function written(fit: Fit, threshold: number, tune: readonly Traced[]): Weights {
  const before = parse(readFileSync(join(ROOT, 'rules/weights.yaml'), 'utf8')) as Weights;
  const round = (value: number) => Number(value.toFixed(2));
  const of = (name: string) => round(fit.weights[FEATURES.indexOf(name)] ?? 0);
  const weights: Weights = {
    ...before,
    signals: Object.fromEntries(SIGNALS.map((signal) => [signal, of(signal)])) as Weights['signals'],
    concern: of('concern'),
    replies: { complies: of('complies'), refuses: of('refuses'), reports: of('reports') },
    threshold: round(threshold),
    aloneFrom: round(threshold * ALONE),
  };
  return { ...weights, levels: fitLevels(tune) };
}

function weightsText(weights: Weights): string {
  return `# What evidence is worth: written by \`npm run fit-weights\`, readable and changeable by hand.
# Risk is a sum, in log-odds: the evidence of each signal (0 to 1) times its weight, the second opinion's concern, the child's
# replies. An alert is raised from \`threshold\`; \`levels\` says what decides its level.
# \`pairs\`, \`opinion\`, \`halfLifeDays\` and \`factors\` are set by hand: a fit leaves them as they are.
${stringify(weights, { lineWidth: 110 })}`;
}
