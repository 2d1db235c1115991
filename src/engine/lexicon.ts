import type { Entry, Phrase, Vocabulary } from './vocabulary.ts';

/** What the lexicon is made from. */
export interface LexiconSource {
  readonly vocabulary: Vocabulary;
  /** Class members of one word, and of several, as they are read → ids of their classes. */
  readonly single: ReadonlyMap<string, readonly number[]>;
  readonly phrases: ReadonlyMap<string, readonly number[]>;
  /** How many classes there are. */
  readonly classes: number;
  readonly isAnchor: (id: number) => boolean;
}

/** A word of more classes than this has them as bits too: they are then put together a machine word at a time. */
const MANY = 16;
const NONE: readonly number[] = [];

/** All known forms. An entry is made when a form is first met: most never are, and making all would be half the start. */
export class Lexicon {
  private readonly source: LexiconSource;
  private readonly made = new Map<string, Entry>();
  /** First word → second word → phrases. */
  private readonly heads = new Map<string, Map<string, Phrase[]>>();

  constructor(source: LexiconSource) {
    this.source = source;
    for (const [member, classes] of source.phrases) {
      const [head = '', ...rest] = member.split(' ');
      const bySecond = this.heads.get(head) ?? new Map<string, Phrase[]>();
      this.heads.set(head, bySecond);
      const phrase = { rest, classes, anchors: classes.filter(source.isAnchor) };
      const second = rest[0] ?? '';
      const list = bySecond.get(second);
      if (list) list.push(phrase);
      else bySecond.set(second, [phrase]);
    }
  }

  /** What is known of a form; undefined when it is unknown. */
  get(text: string): Entry | undefined {
    const made = this.made.get(text);
    if (made) return made;
    const { counts, spoken, emoji } = this.source.vocabulary;
    const reading = spoken.get(text) ?? emoji.get(text);
    if (reading) return this.keep({ ...this.plain(text), reading: reading.map((part) => this.part(part)) });
    const known = counts.has(text) || this.source.single.has(text) || this.heads.has(text);
    return known ? this.keep(this.plain(text)) : undefined;
  }

  /** Every known form. */
  keys(): Iterable<string> {
    const { counts, spoken, emoji } = this.source.vocabulary;
    const { single } = this.source;
    return new Set([...spoken.keys(), ...emoji.keys(), ...counts.keys(), ...single.keys(), ...this.heads.keys()]);
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
    const { single, classes: count, isAnchor } = this.source;
    const classes = single.get(text) ?? NONE;
    return {
      text,
      reading: null,
      classes,
      anchors: classes.length === 0 ? NONE : classes.filter(isAnchor),
      bits: classes.length > MANY ? bitsOf(classes, count) : null,
      phrases: this.heads.get(text) ?? null,
    };
  }
}

function bitsOf(classes: readonly number[], count: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(count / 32));
  for (const id of classes) bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << (id & 31));
  return bits;
}
