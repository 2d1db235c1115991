import type { CompiledFrame, CompiledPack, CompiledRule } from './compile.ts';
import type { RulePack } from './pack.ts';
import type { Part } from './pattern.ts';
import { tagOf, Variant } from './variant.ts';
import { buildVocabulary, type Entry, entryWords, inflections, type Phrase, type Vocabulary } from './vocabulary.ts';
import { splitWords } from './words.ts';

/** Allots an id and a tag to each class, named or made by a pattern, and knows how often each occurs in ordinary chat. */
export class Classes {
  private readonly lang: string;
  private readonly vocabulary: Vocabulary;
  private readonly ids = new Map<string, number>();
  private readonly frequency: number[] = [];
  private readonly single = new Map<string, number[]>();
  /** Members of several words, as they are read → classes. */
  private readonly phrases = new Map<string, number[]>();
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
    const { spoken } = this.vocabulary;
    if (!entry.includes(' ')) return spoken.get(entry)?.join(' ') ?? entry;
    return entry
      .split(' ')
      .map((word) => spoken.get(word)?.join(' ') ?? word)
      .join(' ');
  }

  private idOf(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const members = this.members.get(name);
    if (!members) throw new Error(`there is no class {${name}} in words.yaml`);
    const id = this.frequency.length;
    this.ids.set(name, id);
    const { counts } = this.vocabulary;
    let frequency = 0;
    for (const member of members) {
      const phrase = member.includes(' ');
      // two given words follow each other in about one of twenty places where the rarer one stands
      if (!phrase) frequency += counts.get(member) ?? 0;
      else frequency += Math.min(...member.split(' ').map((word) => counts.get(word) ?? 0)) / 20;
      const table = phrase ? this.phrases : this.single;
      const list = table.get(member);
      if (list) list.push(id);
      else table.set(member, [id]);
    }
    this.frequency.push(frequency);
    return id;
  }

  /** A group of choices is a class without a name; equal groups share it. */
  private idOfChoices(choices: readonly string[]): number {
    const name = `(${choices.join('|')})`;
    if (!this.members.has(name)) {
      const members = choices.flatMap((choice) => {
        const inner = /^\{([a-z0-9-]+)\}$/.exec(choice)?.[1];
        if (inner !== undefined) {
          const found = this.members.get(inner);
          if (!found) throw new Error(`there is no class {${inner}} in words.yaml`);
          return found;
        }
        const plain = /^[a-z]+$/.test(choice)
          ? choice
          : splitWords(choice)
              .words.map((word) => word.text)
              .join(' ');
        if (plain === '') throw new Error(`an empty choice in ${name}`);
        return [this.spoken(plain)];
      });
      this.members.set(name, [...new Set(members)]);
    }
    return this.idOf(name);
  }

  variant(parts: readonly Part[]): Variant {
    const order: number[] = [];
    const body: string[] = [];
    for (const part of parts) {
      if (part.kind === 'start' || part.kind === 'end') continue;
      if (part.kind === 'gap') {
        if (part.max > 0) body.push(`.{${part.min},${part.max}}`);
        continue;
      }
      const id = part.kind === 'class' ? this.idOf(part.name) : this.idOfChoices(part.choices);
      body.push(part.negative ? `!#${tagOf(id)}` : `#${tagOf(id)}+`);
      if (!part.negative) order.push(id);
    }
    const start = parts[0]?.kind === 'start' ? '^' : '';
    const end = parts.at(-1)?.kind === 'end' ? '$' : '';
    return new Variant(`${start}${body.join(' ')}${end}`, order);
  }

  /** The class of a variant that ordinary chat has least of. */
  private anchorOf(variant: Variant): number {
    const often = (id: number) => this.frequency[id] ?? 0;
    return variant.order.reduce((rarest, id) => (often(id) < often(rarest) ? id : rarest), variant.order[0] ?? 0);
  }

  /** One entry a known form; opened forms point at the entries of what they are read as. */
  private lexicon(isAnchor: (id: number) => boolean): Map<string, Entry> {
    const { counts, spoken, emoji } = this.vocabulary;
    const byHead = new Map<string, Map<string, Phrase[]>>();
    for (const [member, classes] of this.phrases) {
      const [head = '', ...rest] = member.split(' ');
      const bySecond = byHead.get(head) ?? new Map<string, Phrase[]>();
      byHead.set(head, bySecond);
      const second = rest[0] ?? '';
      const phrase = { rest, classes, anchors: classes.filter(isAnchor) };
      const list = bySecond.get(second);
      if (list) list.push(phrase);
      else bySecond.set(second, [phrase]);
    }
    const lexicon = new Map<string, Entry>();
    const plain = (text: string): Entry => {
      const known = lexicon.get(text);
      if (known?.reading === null) return known;
      const classes = this.single.get(text) ?? NONE;
      const entry: Entry = {
        text,
        reading: null,
        classes,
        anchors: classes.length === 0 ? NONE : classes.filter(isAnchor),
        bits: classes.length > MANY ? bitsOf(classes, this.frequency.length) : null,
        tags: classes.length === 0 ? NO_TAGS : new Set(classes.map(tagOf)),
        phrases: byHead.get(text) ?? null,
      };
      if (!known) lexicon.set(text, entry);
      return entry;
    };
    for (const [form, reading] of [...spoken, ...emoji]) {
      const opened = { text: form, classes: NONE, anchors: NONE, bits: null, tags: NO_TAGS, phrases: null };
      lexicon.set(form, { ...opened, reading: reading.map(plain) });
    }
    for (const text of [...counts.keys(), ...this.single.keys(), ...byHead.keys()]) plain(text);
    return lexicon;
  }

  finish(rules: CompiledRule[], frames: CompiledFrame[]): CompiledPack {
    const byAnchor: ({ rule: CompiledRule; variant: Variant }[] | undefined)[] = this.frequency.map(() => undefined);
    for (const rule of rules)
      for (const variant of rule.variants) {
        const anchor = this.anchorOf(variant);
        const list = byAnchor[anchor];
        if (list) list.push({ rule, variant });
        else byAnchor[anchor] = [{ rule, variant }];
      }
    return {
      lang: this.lang,
      vocabulary: this.vocabulary,
      lexicon: this.lexicon((id) => byAnchor[id] !== undefined),
      classes: this.frequency.length,
      byAnchor,
      frames,
      rules,
    };
  }
}

/** A word of more classes than this has them as bits too: they are then put together a machine word at a time. */
const MANY = 16;

function bitsOf(classes: readonly number[], count: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(count / 32));
  for (const id of classes) bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << (id & 31));
  return bits;
}

const NONE: readonly number[] = [];
const NO_TAGS: ReadonlySet<string> = new Set();
