/** `npm run train`: trains the second opinion from the corpora, the phrase grammar and public word vectors. */
import { hash32 } from './seeded.ts';
import { trainNetwork } from './train/fit.ts';
import { readInputs, sourcesOf } from './train/inputs.ts';
import { curveLine, type Scored, score } from './train/measure.ts';
import { isBenign, isConversation, type Sample } from './train/samples.ts';
import { SETTINGS, type Settings } from './train/settings.ts';

export async function main(args: readonly string[]): Promise<number> {
  const overrides = JSON.parse(args[1] ?? '{}') as Partial<Settings>;
  const settings: Settings = { ...SETTINGS, ...overrides, shape: { ...SETTINGS.shape, ...overrides.shape } };
  const start = performance.now();
  const inputs = readInputs(settings);
  console.log(
    `${inputs.samples.length} samples, ${inputs.lexicon.words.length} words, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  const chats = inputs.samples.filter((sample) => isConversation(sample) && !isBenign(sample));
  const rest = inputs.samples.filter((sample) => !isConversation(sample) || isBenign(sample));
  const sorted = [...chats].sort((a, b) => hash32(a.id) - hash32(b.id));
  const out: Scored[] = [];
  for (const fold of (args[0] ?? '0,2').split(',').map(Number)) {
    const test = sorted.filter((_, i) => i % 4 === fold);
    const train: Sample[] = [...sorted.filter((_, i) => i % 4 !== fold), ...rest];
    const sources = sourcesOf(
      inputs,
      settings,
      args.includes('-v') ? (line) => console.log(line, ((performance.now() - start) / 1000).toFixed(0)) : undefined,
    );
    const networks = settings.seeds.map((seed) => trainNetwork(train, settings, seed, sources));
    out.push(...score(networks, test, settings, sources.table));
  }
  console.log(curveLine(args[2] ?? 'run', out), `${((performance.now() - start) / 1000).toFixed(0)} s`);
  return 0;
}
