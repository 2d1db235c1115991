import nlp from 'compromise/one';
import type { FrameSource, Reply, RulePack, RuleSource } from './pack.ts';
import { REPLIES } from './pack.ts';
import { type Part, parsePattern } from './pattern.ts';
import { SIGNALS, type SignalId } from './signal.ts';
import { buildVocabulary, type Entry, entryWords, inflections, type Vocabulary } from './vocabulary.ts';
import { splitWords } from './words.ts';

/** One pattern without optional parts, ready for compromise. */
export interface Variant {
  readonly regs: unknown[];
  /** Class ids that must all be in the text, the rarest first. */
  readonly needs: readonly number[];
}

export interface CompiledRule {
  /** `en/secrecy#tell-nobody` */
  readonly id: string;
  readonly signal: SignalId | null;
  readonly reply: Reply | null;
  readonly source: RuleSource;
  readonly variants: readonly Variant[];
  readonly unless: readonly Variant[];
  readonly despite: ReadonlySet<string>;
}

export interface CompiledFrame {
  readonly id: string;
  readonly source: FrameSource;
  readonly variants: readonly Variant[];
}

/** A pack made ready for matching. Immutable; shared by all conversations. */
export interface CompiledPack {
  readonly lang: string;
  readonly vocabulary: Vocabulary;
  /** Every known form → what is known of it. */
  readonly lexicon: ReadonlyMap<string, Entry>;
  /** Tag of each class id, as compromise spells it. */
  readonly tags: readonly string[];
  /** Class id → variants of rules whose rarest need it is. */
  readonly byAnchor: readonly (readonly { readonly rule: CompiledRule; readonly variant: Variant }[] | undefined)[];
  readonly frames: readonly CompiledFrame[];
  readonly rules: readonly CompiledRule[];
}

/**
 * Compiles a pack: classes become tags, patterns become compromise match objects with the classes that they need.
 * Takes some tens of milliseconds once.
 * @throws Error that names the rule file, the rule and the pattern
 */
export function compilePack(pack: RulePack): CompiledPack {
  const classes = new Classes(pack);
  const rules: CompiledRule[] = [];
  const frames: CompiledFrame[] = [];
  const compileAll = (patterns: readonly string[], where: string): Variant[] =>
    patterns.flatMap((pattern) => {
      try {
        return parsePattern(pattern).map((parts) => classes.variant(parts));
      } catch (error) {
        throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  const add = (id: string, signal: SignalId | null, reply: Reply | null, source: RuleSource) => {
    for (const name of source.despite ?? [])
      if (!(name in pack.frames)) throw new Error(`rules/${id}: despite: there is no frame "${name}" in frames.yaml`);
    rules.push({
      id,
      signal,
      reply,
      source,
      variants: compileAll(source.match, `rules/${id}`),
      unless: compileAll(source.unless ?? [], `rules/${id}: unless`),
      despite: new Set(source.despite ?? []),
    });
  };
  for (const signal of SIGNALS)
    for (const [name, source] of Object.entries(pack.rules[signal] ?? {}))
      add(`${pack.lang}/${signal}#${name}`, signal, null, source);
  for (const reply of REPLIES)
    for (const [name, source] of Object.entries(pack.replies[reply] ?? {}))
      add(`${pack.lang}/replies/${reply}#${name}`, null, reply, source);
  for (const [id, source] of Object.entries(pack.frames))
    frames.push({ id, source, variants: compileAll(source.match, `rules/${pack.lang}/frames.yaml: ${id}`) });
  return classes.finish(rules, frames);
}

/** Allots an id and a tag to each class, named or made by a pattern, and knows how often each occurs in ordinary chat. */
class Classes {
  private readonly lang: string;
  private readonly vocabulary: Vocabulary;
  private readonly ids = new Map<string, number>();
  private readonly tags: string[] = [];
  private readonly frequency: number[] = [];
  private readonly single = new Map<string, number[]>();
  private readonly phrases = new Map<string, { rest: string[]; classes: number[] }[]>();
  private readonly members = new Map<string, string[]>();

  constructor(pack: RulePack) {
    this.lang = pack.lang;
    for (const [name, entries] of Object.entries(pack.words))
      this.members.set(name, this.open(name, pack.words, new Set(), pack, entries));
    const words = new Set<string>();
    const literal = (patterns: readonly string[]) => {
      for (const pattern of patterns)
        for (const word of splitWords(pattern.replace(/\{[^}]*\}/g, ' ')).words)
          if (/^[a-z]+$/.test(word.text)) words.add(word.text);
    };
    for (const entries of this.members.values())
      for (const entry of entries) for (const word of entry.split(' ')) words.add(word);
    for (const file of [...Object.values(pack.rules), ...Object.values(pack.replies)])
      for (const rule of Object.values(file ?? {})) literal([...rule.match, ...(rule.unless ?? [])]);
    for (const frame of Object.values(pack.frames)) literal(frame.match);
    this.vocabulary = buildVocabulary(pack, words);
    // members are written as people write; they are stored as they are read
    for (const [name, entries] of this.members)
      this.members.set(name, [...new Set(entries.map((entry) => this.spoken(entry)))]);
  }

  private open(
    name: string,
    all: RulePack['words'],
    seen: Set<string>,
    pack: RulePack,
    entries: readonly string[],
  ): string[] {
    if (seen.has(name)) throw new Error(`rules/${pack.lang}/words.yaml: ${name}: a class contains itself`);
    seen.add(name);
    return entries.flatMap((entry) => {
      const inner = /^\{([a-z0-9-]+)\}$/.exec(entry)?.[1];
      if (inner !== undefined) {
        const other = all[inner];
        if (!other) throw new Error(`rules/${pack.lang}/words.yaml: ${name}: there is no class {${inner}}`);
        return this.open(inner, all, new Set(seen), pack, other);
      }
      const { words, inflect } = entryWords(entry);
      const [head = '', ...rest] = words;
      if (head === '') throw new Error(`rules/${pack.lang}/words.yaml: ${name}: an entry without a word: "${entry}"`);
      return (inflect ? inflections(head, pack.language.endings) : [head]).map((form) => [form, ...rest].join(' '));
    });
  }

  /** `dont tell` → `do not tell`. */
  private spoken(entry: string): string {
    return entry
      .split(' ')
      .flatMap((word) => this.vocabulary.spoken.get(word) ?? [word])
      .join(' ');
  }

  private idOf(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const members = this.members.get(name);
    if (!members) throw new Error(`there is no class {${name}} in words.yaml`);
    const id = this.tags.length;
    this.ids.set(name, id);
    this.tags.push(`C${id}`);
    let frequency = 0;
    for (const member of members) {
      const [head = '', ...rest] = member.split(' ');
      if (rest.length === 0) {
        frequency += this.vocabulary.counts.get(head) ?? 0;
        const list = this.single.get(head);
        if (list) list.push(id);
        else this.single.set(head, [id]);
      } else {
        const list = this.phrases.get(head) ?? [];
        const same = list.find((phrase) => phrase.rest.join(' ') === rest.join(' '));
        if (same) same.classes.push(id);
        else list.push({ rest, classes: [id] });
        this.phrases.set(head, list);
      }
    }
    this.frequency[id] = frequency;
    return id;
  }

  /** A group of choices is a class without a name; equal groups share it. */
  private idOfChoices(choices: readonly string[]): number {
    const name = `(${[...choices].sort().join('|')})`;
    if (!this.members.has(name)) {
      const members = choices.flatMap((choice) => {
        const inner = /^\{([a-z0-9-]+)\}$/.exec(choice)?.[1];
        if (inner !== undefined) {
          const found = this.members.get(inner);
          if (!found) throw new Error(`there is no class {${inner}} in words.yaml`);
          return found;
        }
        const words = splitWords(choice).words.map((word) => word.text);
        if (words.length === 0) throw new Error(`an empty choice in ${name}`);
        return [this.spoken(words.join(' '))];
      });
      this.members.set(name, [...new Set(members)]);
    }
    return this.idOf(name);
  }

  variant(parts: readonly Part[]): Variant {
    const needs = new Set<number>();
    const syntax = parts.map((part) => {
      if (part.kind === 'gap') return part.min === 0 && part.max === 0 ? '' : `.{${part.min},${part.max}}`;
      if (part.kind === 'start' || part.kind === 'end') return '';
      const id = part.kind === 'class' ? this.idOf(part.name) : this.idOfChoices(part.choices);
      if (part.negative) return `!#${this.tags[id]}`;
      needs.add(id);
      return `#${this.tags[id]}+`;
    });
    const body = syntax.filter((piece) => piece !== '');
    const anchored = `${parts[0]?.kind === 'start' ? '^' : ''}${body.join(' ')}${parts.at(-1)?.kind === 'end' ? '$' : ''}`;
    return {
      regs: nlp.parseMatch(anchored) as unknown[],
      needs: [...needs].sort((a, b) => (this.frequency[a] ?? 0) - (this.frequency[b] ?? 0)),
    };
  }

  /** One entry a known form; opened forms point at the entries of what they are read as. */
  private lexicon(): Map<string, Entry> {
    const { counts, spoken, emoji } = this.vocabulary;
    const lexicon = new Map<string, Entry>();
    const plain = (text: string): Entry => {
      const known = lexicon.get(text);
      if (known?.reading === null) return known;
      const entry: Entry = {
        text,
        reading: null,
        classes: this.single.get(text) ?? [],
        phrases: this.phrases.get(text) ?? null,
      };
      if (!known) lexicon.set(text, entry);
      return entry;
    };
    for (const [form, reading] of [...spoken, ...emoji])
      lexicon.set(form, { text: form, reading: reading.map(plain), classes: [], phrases: null });
    for (const text of [...counts.keys(), ...this.single.keys(), ...this.phrases.keys()]) plain(text);
    return lexicon;
  }

  finish(rules: CompiledRule[], frames: CompiledFrame[]): CompiledPack {
    const byAnchor: ({ rule: CompiledRule; variant: Variant }[] | undefined)[] = this.tags.map(() => undefined);
    for (const rule of rules)
      for (const variant of rule.variants) {
        const anchor = variant.needs[0] ?? -1;
        const list = byAnchor[anchor];
        if (list) list.push({ rule, variant });
        else byAnchor[anchor] = [{ rule, variant }];
      }
    return {
      lang: this.lang,
      vocabulary: this.vocabulary,
      lexicon: this.lexicon(),
      tags: this.tags,
      byAnchor,
      frames,
      rules,
    };
  }
}
