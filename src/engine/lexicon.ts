import type { Candidates } from './candidates.ts';
import type { Members } from './members.ts';
import type { Entry, Phrase, Vocabulary } from './vocabulary.ts';

/** What the lexicon is made from. */
export interface LexiconSource {
  readonly vocabulary: Vocabulary;
  readonly members: Members;
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
  /** First word → members that begin with it. */
  private readonly heads = new Map<string, string[]>();

  constructor(source: LexiconSource) {
    this.source = source;
    for (const member of source.members.used()) {
      const space = member.indexOf(' ');
      if (space < 0) continue;
      const head = member.slice(0, space);
      const list = this.heads.get(head);
      if (list) list.push(member);
      else this.heads.set(head, [member]);
    }
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
    const known = counts.has(text) || this.source.members.has(text) || this.heads.has(text);
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
    const single = [...this.source.members.used()].filter((member) => !member.includes(' '));
    return new Set([...spoken.keys(), ...emoji.keys(), ...counts.keys(), ...single, ...this.heads.keys()]);
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
    const members = this.heads.get(head);
    if (!members) return null;
    const { members: all, candidates } = this.source;
    // in the order in which rules first name them
    const inOrder = members.map((member) => ({ member, classes: all.classesOf(member) }));
    inOrder.sort((a, b) => (a.classes[0] ?? 0) - (b.classes[0] ?? 0));
    const bySecond = new Map<string, Phrase[]>();
    for (const { member, classes } of inOrder) {
      const [second = '', ...more] = member.split(' ').slice(1);
      const phrase = { rest: [second, ...more], ...candidates.membership(classes) };
      const list = bySecond.get(second);
      if (list) list.push(phrase);
      else bySecond.set(second, [phrase]);
    }
    return bySecond;
  }
}
