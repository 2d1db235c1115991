import type { Candidates } from './candidates.ts';
import type { KnownMembers } from './known-members.ts';
import type { Entry, Phrase, Vocabulary } from './vocabulary.ts';

/** What the lexicon is made from. */
export interface LexiconSource {
  readonly vocabulary: Vocabulary;
  readonly members: KnownMembers;
  readonly candidates: Candidates;
}

/** Forms recur: what they are made of is kept, for this many. */
const MAX_COMPOSED = 4000;

/** All known forms. An entry is made when a form is first met: most never are, and making all would be half the start. */
export class Lexicon {
  private readonly source: LexiconSource;
  private readonly made = new Map<string, Entry>();
  /** A cache: forms that are made of known ones, and those that are not. */
  private readonly composed = new Map<string, Entry | null>();

  constructor(source: LexiconSource) {
    this.source = source;
  }

  /** What is known of a form; undefined when it is unknown. */
  get(text: string): Entry | undefined {
    const made = this.made.get(text);
    if (made) return made;
    const before = this.composed.get(text);
    if (before !== undefined) return before ?? undefined;
    const { counts, spoken, emoji } = this.source.vocabulary;
    const reading = spoken.get(text) ?? emoji.get(text);
    if (reading) return this.keep({ ...this.plain(text), reading: reading.map((part) => this.part(part)) });
    const known = counts.has(text) || this.source.members.has(text);
    return known ? this.keep(this.plain(text)) : this.compose(text);
  }

  /** A form that is a known one with small words written to it, or known ones written together. */
  private compose(text: string): Entry | undefined {
    const { compose, spoken } = this.source.vocabulary;
    const reading = compose(text)
      ?.flatMap((part) => spoken.get(part) ?? part)
      .map((part) => this.part(part));
    const entry = reading ? { ...this.plain(text), reading } : null;
    if (this.composed.size >= MAX_COMPOSED) this.composed.clear();
    this.composed.set(text, entry);
    return entry ?? undefined;
  }

  /** Every known form. */
  keys(): Iterable<string> {
    const { counts, spoken, emoji } = this.source.vocabulary;
    const words: string[] = [];
    counts.each((word) => words.push(word));
    return new Set([...spoken.keys(), ...emoji.keys(), ...words, ...this.source.members.all()]);
  }

  private keep(entry: Entry): Entry {
    this.made.set(entry.text, entry);
    return entry;
  }

  /** A word that another form is read as: taken as it stands, even when it could itself be opened. */
  private part(text: string): Entry {
    const made = this.made.get(text);
    return made?.reading === null ? made : this.plain(text);
  }

  private plain(text: string): Entry {
    const { members, candidates, vocabulary } = this.source;
    const known = vocabulary.counts.has(text) || vocabulary.spoken.has(text);
    return {
      text,
      reading: null,
      known,
      ...candidates.membership(members.classesOf(text)),
      phrases: this.phrasesOf(text),
    };
  }

  /** The members of several words that begin with a word, by their second word. */
  private phrasesOf(head: string): Map<string, Phrase[]> | null {
    const { members, candidates } = this.source;
    const long = [...members.longOf(head)];
    if (long.length === 0) return null;
    // in the order in which rules first name them
    long.sort((a, b) => (a.classes[0] ?? 0) - (b.classes[0] ?? 0));
    const bySecond = new Map<string, Phrase[]>();
    for (const { rest, classes } of long) {
      const [second = ''] = rest;
      const phrase = { rest, ...candidates.membership(classes) };
      const list = bySecond.get(second);
      if (list) list.push(phrase);
      else bySecond.set(second, [phrase]);
    }
    return bySecond;
  }
}
