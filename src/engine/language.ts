import { type CompiledPack, compilePack } from './compile.ts';
import type { ConversationState } from './conversation.ts';
import { glossedOpinion, makeGlossary, parseGloss } from './gloss.ts';
import { type Chooser, type Heard, makeChooser } from './language-choice.ts';
import type { SecondOpinion } from './opinion.ts';
import type { RulePack, Telling, Weights } from './pack.ts';
import { type Reading, read } from './reading.ts';
import type { PackTables } from './tables.ts';
import { splitWords } from './words.ts';

/** The languages that an engine can read. */
export interface Languages {
  /** Read while nothing tells of another. */
  readonly first: string;
  /** What tells each language, by its code: always at hand, a few hundred words in all. */
  readonly telling: Readonly<Record<string, Telling>>;
  /** The pack of a language: asked for once, when a conversation is first in it. */
  readonly load: (lang: string) => RulePack;
  /** What that pack compiles to, made when the program was built; without it the pack is compiled when it is loaded. */
  readonly tables?: (lang: string) => PackTables | undefined;
}

/** A language that is open. The pack itself is not kept: what it was compiled to is enough. */
interface Tongue {
  readonly lang: string;
  readonly weights: Weights;
  readonly compiled: CompiledPack;
  readonly opinion: SecondOpinion | null;
}

/** A message in one of its languages. */
export interface Speech extends Tongue {
  readonly reading: Reading;
}

/** A message as it was read: in one language at least, the surest first. */
export interface Spoken {
  /** What the conversation now tells of its languages; undefined when there is only one. */
  readonly heard: Heard | undefined;
  readonly speech: readonly [Speech, ...Speech[]];
  /** The language is one of those that the engine has. */
  readonly known: boolean;
}

export interface Reader {
  readonly first: string;
  readonly read: (state: ConversationState, text: string) => Spoken;
}

type Opinions = SecondOpinion | ((lang: string) => SecondOpinion | null) | undefined;

/** A language other than the first has a second opinion from so many telling words on: one or two stand in any chat. */
const OPINION_FROM = 1.2;

/** The second opinion on a language: its own, or in a language with a gloss that of the first. */
function opinionOn(
  { lang, gloss }: RulePack,
  { vocabulary }: CompiledPack,
  isFirst: boolean,
  opinions: Opinions,
): SecondOpinion | null {
  if (typeof opinions === 'function') return opinions(lang);
  if (isFirst || opinions === undefined) return opinions ?? null;
  if (gloss === null) return null;
  // made when the first message is read by it
  let glossary: ReturnType<typeof makeGlossary> | null = null;
  return glossedOpinion(opinions.glossed ?? opinions, (words) => {
    glossary ??= makeGlossary(parseGloss(`rules/${lang}/gloss.txt`, String(gloss), vocabulary.writing), vocabulary);
    return glossary(words);
  });
}

/** A word in plain letters, as texts are split for the choice of the language. */
const plainWord = (word: string): string =>
  /^[a-z]+$/.test(word)
    ? word
    : splitWords(word)
        .words.map(({ text }) => text)
        .join('');

const isMany = (source: RulePack | Languages): source is Languages => 'load' in source;

/** Makes what reads messages in the languages that they are in. @throws Error that names the rule file */
export function createLanguages(source: RulePack | Languages, opinions: Opinions): Reader {
  const tongues = new Map<string, Tongue>();
  const first = isMany(source) ? source.first : source.lang;
  const tongueOf = (lang: string): Tongue => {
    const known = tongues.get(lang);
    if (known) return known;
    const pack = isMany(source) ? source.load(lang) : source;
    const compiled = compilePack(pack, isMany(source) ? source.tables?.(lang) : undefined);
    const made = {
      lang,
      weights: pack.weights,
      compiled,
      opinion: opinionOn(pack, compiled, lang === first, opinions),
    };
    tongues.set(lang, made);
    return made;
  };
  const own = tongueOf(first);
  if (!isMany(source) || Object.keys(source.telling).length < 2)
    return {
      first,
      read: (_, text) => ({
        heard: undefined,
        known: true,
        speech: [{ ...own, reading: read(text, own.compiled) }],
      }),
    };
  const choose: Chooser = makeChooser(first, source.telling, plainWord);
  return {
    first,
    read(state, text) {
      const plain = splitWords(text);
      const { heard, active, filler, absent, unknown } = choose(state.languages, text, plain.words);
      const [main = first, ...others] = active;
      const speechOf = (lang: string, words: typeof plain | null): Speech => {
        const tongue = tongueOf(lang);
        // a word or two by chance do not open the gloss of a language
        const told = lang === first ? lang !== filler : (heard.scores[lang] ?? 0) >= OPINION_FROM;
        const opinion = told && !absent.includes(lang) ? tongue.opinion : null;
        return { ...tongue, opinion, reading: read(text, tongue.compiled, words) };
      };
      // the words are marked while they are read: each language but the first to read has its own
      const speech: [Speech, ...Speech[]] = [speechOf(main, plain)];
      for (const lang of others) speech.push(speechOf(lang, null));
      return { heard, known: !unknown, speech };
    },
  };
}
