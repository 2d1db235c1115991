import type { Writing } from './language-writing.ts';
import { writingOf } from './language-writing.ts';
import { Members, type Named } from './members.ts';
import { writeNumbers } from './number-text.ts';
import type { RulePack } from './pack.ts';
import type { Part } from './pattern.ts';
import type { PackTables, VocabularyTables } from './tables.ts';
import { type Step, Variant } from './variant.ts';
import { entryWords, inflections, openVocabulary, type Vocabulary, vocabularyTables } from './vocabulary.ts';
import { splitWords } from './words.ts';

/** Words in plain letters, parted by one space each: most of what patterns name. */
const PLAIN = /^[a-z]+(?: [a-z]+)*$/;

/** A choice that is a class and nothing else. */
const ONE_CLASS = /^\{[^{}]*\}$/;
/** Most phrases that one choice may stand for, when a class stands in it. */
const MOST_PHRASES = 1000;

/** Allots an id to each class, named or made by a pattern, and knows how often each occurs in ordinary chat. */
export class Classes {
  private readonly writing: Writing | null;
  private readonly words: VocabularyTables;
  private readonly vocabulary: Vocabulary;
  private readonly ids = new Map<string, number>();
  private readonly frequency: number[] = [];
  /** Class → its members as they are written, with those of the classes that it names. */
  private readonly written = new Map<string, readonly string[]>();
  private readonly members: Members;
  private readonly named = new Map<string, Named>();
  /** What stood in groups of choices so far: the same words stand in many. */
  private readonly choices = new Map<string, readonly (Named | number)[]>();

  /** @param parsed each pattern of the pack, read */
  constructor(pack: RulePack, parsed: ReadonlyMap<string, readonly (readonly Part[])[]>) {
    this.writing = writingOf(pack.language, pack.telling);
    for (const name of Object.keys(pack.words)) this.open(name, pack, []);
    const words = new Set<string>();
    const named = new Set<string>();
    for (const entries of this.written.values())
      for (const entry of entries) {
        if (!entry.includes(' ')) named.add(entry);
        for (const word of entry.split(' ')) words.add(word);
      }
    this.addLiterals(pack, parsed, words);
    const open = (tables: VocabularyTables) => openVocabulary(pack, this.writing, tables);
    this.words = vocabularyTables(pack, this.writing, words, named, open);
    this.vocabulary = open(this.words);
    this.members = new Members(this.vocabulary.counts);
    this.readMembers();
  }

  /** The words that patterns name themselves. */
  private addLiterals(
    pack: RulePack,
    parsed: ReadonlyMap<string, readonly (readonly Part[])[]>,
    words: Set<string>,
  ): void {
    // digits are letters only where a language reads them so
    const token = this.writing ? /[\p{L}\p{M}\p{N}']+|\{([^}]*)\}/gu : /[\p{L}\p{M}']+|\{([^}]*)\}/gu;
    const seen = new Set<string>();
    const add = (choice: string) => {
      if (ONE_CLASS.test(choice) || seen.has(choice)) return;
      seen.add(choice);
      if (!this.writing && PLAIN.test(choice)) for (const word of choice.split(' ')) words.add(word);
      else
        for (const [word, name] of choice.matchAll(token))
          if (name === undefined) for (const piece of splitWords(word, this.writing).words) words.add(piece.text);
    };
    const literal = (patterns: readonly string[]) => {
      // the last variant of a pattern leaves nothing out
      for (const pattern of patterns)
        for (const part of parsed.get(pattern)?.at(-1) ?? [])
          if (part.kind === 'words') for (const choice of part.choices) add(choice);
    };
    for (const file of [...Object.values(pack.rules), ...Object.values(pack.replies)])
      for (const rule of Object.values(file ?? {})) literal([...rule.match, ...(rule.unless ?? [])]);
    for (const frame of Object.values(pack.frames)) literal(frame.match);
  }

  /** Members are written as people write; they are kept as they are read. */
  private readMembers(): void {
    const read = new Map<string, number>();
    const numberOf = (entry: string): number => {
      const known = read.get(entry);
      if (known !== undefined) return known;
      const number = this.members.numberOf(this.spoken(entry));
      read.set(entry, number);
      return number;
    };
    for (const [name, entries] of this.written) this.named.set(name, this.members.name(entries.map(numberOf)));
  }

  /** The members of a class, with those of the classes that it names; each class is opened once. */
  private open(name: string, pack: RulePack, within: readonly string[]): readonly string[] {
    const known = this.written.get(name);
    if (known) return known;
    const where = `rules/${pack.lang}/words.yaml: ${name}`;
    if (within.includes(name)) throw new Error(`${where}: a class contains itself`);
    const members = (pack.words[name] ?? []).flatMap((entry): readonly string[] => {
      if (entry.startsWith('{')) {
        const inner = entry.slice(1, -1);
        if (!pack.words[inner]) throw new Error(`${where}: there is no class ${entry}`);
        return this.open(inner, pack, [...within, name]);
      }
      const { words, inflect } = entryWords(entry, this.writing);
      const [head = '', ...rest] = words;
      if (head === '') throw new Error(`${where}: an entry without a word: "${entry}"`);
      const forms = inflect ? inflections(head, pack.language, this.writing) : [head];
      return rest.length === 0 ? forms : forms.map((form) => `${form} ${rest.join(' ')}`);
    });
    this.written.set(name, members);
    return members;
  }

  /** `dont tell` → `do not tell`. A word that a class lists by itself stays as it is; others are read as in a text. */
  private spoken(entry: string, listed = true): string {
    const { spoken, compose } = this.vocabulary;
    if (!entry.includes(' ')) return (spoken.get(entry) ?? (listed ? null : compose(entry)))?.join(' ') ?? entry;
    const words = entry.split(' ');
    let opened = false;
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as string;
      const reading = spoken.get(word) ?? compose(word);
      if (!reading) continue;
      words[i] = reading.join(' ');
      opened = true;
    }
    return opened ? words.join(' ') : entry;
  }

  private namedClass(name: string): Named {
    const named = this.named.get(name);
    if (!named) throw new Error(`there is no class {${name}} in words.yaml`);
    return named;
  }

  /** The id of a class, by what tells it from others; it is opened when it is first asked for. */
  private idOf(key: string, parts: () => readonly (Named | number)[]): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const made = parts();
    const id = this.frequency.length;
    this.ids.set(key, id);
    this.frequency.push(this.members.open(id, made));
    return id;
  }

  /** A group of choices is a class without a name; equal groups share it. */
  private idOfChoices(choices: readonly string[]): number {
    const key = `(${choices.join('|')})`;
    return this.idOf(key, () =>
      choices.flatMap((choice) => {
        const known = this.choices.get(choice);
        if (known !== undefined) return known;
        const made = this.choiceOf(choice, key);
        this.choices.set(choice, made);
        return made;
      }),
    );
  }

  private choiceOf(choice: string, group: string): readonly (Named | number)[] {
    if (ONE_CLASS.test(choice)) return [this.namedClass(choice.slice(1, -1))];
    return this.writtenOut(choice).map((phrase) => this.phraseOf(phrase, group));
  }

  /** `your {profile}` → `your account`, `your page` … */
  private writtenOut(choice: string): readonly string[] {
    const [before = '', name, ...after] = choice.split(/[{}]/);
    if (name === undefined) return [choice];
    this.namedClass(name);
    const rest = this.writtenOut(choice.slice(before.length + name.length + 2));
    const phrases = (this.written.get(name) ?? []).flatMap((member) => rest.map((end) => `${before}${member}${end}`));
    if (after.length === 0) throw new Error(`"${choice}": a class ends with }`);
    if (phrases.length > MOST_PHRASES)
      throw new Error(
        `"${choice}" stands for ${phrases.length} phrases: write it as parts of the pattern, or as a class`,
      );
    return phrases;
  }

  private phraseOf(choice: string, group: string): number {
    // what is plain is read as it stands
    const plain = !this.writing && PLAIN.test(choice) ? choice : entryWords(choice, this.writing).words.join(' ');
    if (plain === '') throw new Error(`an empty choice in ${group}`);
    return this.members.numberOf(this.spoken(plain, false));
  }

  /** The class of a part; its variants share it. */
  private idOfPart(part: Part & { kind: 'class' | 'words' }, known: Map<Part, number>): number {
    let id = known.get(part);
    if (id === undefined) {
      id =
        part.kind === 'class'
          ? this.idOf(part.name, () => [this.namedClass(part.name)])
          : this.idOfChoices(part.choices);
      known.set(part, id);
    }
    return id;
  }

  /** The variants of one pattern over classes. */
  variants(variants: readonly (readonly Part[])[]): Variant[] {
    const known = new Map<Part, number>();
    return variants.map((parts) => this.variant(parts, known));
  }

  private variant(parts: readonly Part[], known: Map<Part, number>): Variant {
    const steps: Step[] = [];
    for (const part of parts) {
      if (part.kind === 'start' || part.kind === 'end') continue;
      if (part.kind === 'gap') {
        if (part.max > 0) steps.push(part);
        continue;
      }
      const id = this.idOfPart(part, known);
      steps.push({ kind: part.negative ? 'not' : 'class', id });
    }
    return new Variant(steps, parts[0]?.kind === 'start', parts.at(-1)?.kind === 'end');
  }

  /** What it all comes to, the patterns aside. */
  tables(): Omit<PackTables, 'patterns'> {
    const sorted = [...new Set(this.frequency)].sort((a, b) => a - b);
    const rank = new Map(sorted.map((frequency, index) => [frequency, index]));
    const { words, members } = this.members.tables(this.words.words);
    return {
      vocabulary: { ...this.words, words },
      members,
      ranks: writeNumbers(this.frequency.map((frequency) => rank.get(frequency) ?? 0)),
    };
  }
}
