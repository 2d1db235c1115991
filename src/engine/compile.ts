import { Candidates } from './candidates.ts';
import { Classes } from './classes.ts';
import { KnownMembers } from './known-members.ts';
import { writingOf } from './language-writing.ts';
import { Lexicon } from './lexicon.ts';
import { readNumbers, writeNumbers } from './number-text.ts';
import type { FrameSource, Reply, RulePack, RuleSource } from './pack.ts';
import { REPLIES } from './pack.ts';
import { type Part, parsePattern } from './pattern.ts';
import { variantReader, writeVariants } from './pattern-code.ts';
import { Positions } from './positions.ts';
import { SIGNALS, type SignalId } from './signal.ts';
import type { PackTables } from './tables.ts';
import type { Variant } from './variant.ts';
import { openVocabulary, type Vocabulary } from './vocabulary.ts';

/** What a rule says beside its patterns: as texts they would be kept for nothing. */
export type CompiledSource = Omit<RuleSource, 'match' | 'unless' | 'examples'>;

export interface CompiledRule {
  /** `en/secrecy#tell-nobody` */
  readonly id: string;
  readonly signal: SignalId | null;
  readonly reply: Reply | null;
  readonly source: CompiledSource;
  readonly variants: readonly Variant[];
  readonly unless: readonly Variant[];
  readonly despite: ReadonlySet<string>;
}

export interface CompiledFrame {
  readonly id: string;
  readonly source: Omit<FrameSource, 'match' | 'examples'>;
  readonly variants: readonly Variant[];
}

/** A pack made ready for matching. Immutable; shared by all conversations. */
export interface CompiledPack {
  readonly lang: string;
  readonly vocabulary: Vocabulary;
  /** Every known form → what is known of it. */
  readonly lexicon: Lexicon;
  /** Patterns of rules by their rarest class. */
  readonly candidates: Candidates;
  readonly frames: readonly CompiledFrame[];
  readonly rules: readonly CompiledRule[];
  /** Room for the places of classes in the text that is just being read; it and `candidates` change with each text. */
  readonly positions: Positions;
}

/**
 * Compiles a pack: patterns become steps over classes, each kept under its rarest class.
 * @param tables of this very pack, made when the program was built: reading them takes a tenth of the time
 * @throws Error that names the rule file, the rule and the pattern
 */
export function compilePack(pack: RulePack, tables: PackTables = packTables(pack)): CompiledPack {
  const vocabulary = openVocabulary(pack, writingOf(pack.language, pack.telling), tables.vocabulary);
  const reader = variantReader(readNumbers(tables.patterns));
  const ranks = readNumbers(tables.ranks);
  const rules: CompiledRule[] = [];
  const frames: CompiledFrame[] = [];
  for (const { id, signal, reply, source } of rulesOf(pack))
    rules.push({
      id,
      signal,
      reply,
      source: withoutPatterns(source),
      variants: reader.next(),
      unless: reader.next(),
      despite: new Set(source.despite ?? []),
    });
  for (const [id, source] of Object.entries(pack.frames)) {
    const { match: _, examples: _examples, ...said } = source;
    frames.push({ id, source: said, variants: reader.next() });
  }
  if (!reader.done) throw new Error(`rules/${pack.lang}: its tables were made of other rules`);
  const candidates = new Candidates(rules, ranks);
  return {
    lang: pack.lang,
    vocabulary,
    lexicon: new Lexicon({ vocabulary, members: new KnownMembers(tables.members, vocabulary.counts), candidates }),
    candidates,
    frames,
    rules,
    positions: new Positions(ranks.length),
  };
}

function withoutPatterns({ match: _, unless: _unless, examples: _examples, ...said }: RuleSource): CompiledSource {
  return said;
}

/** Makes the tables of a pack. @throws Error that names the rule file, the rule and the pattern */
export function packTables(pack: RulePack): PackTables {
  const parsed = parseAll(pack);
  const classes = new Classes(pack, parsed);
  const patterns: number[] = [];
  const write = (list: readonly string[], where: string) =>
    writeVariants(
      list.flatMap((pattern) => told(where, () => classes.variants(parsed.get(pattern) ?? []))),
      patterns,
    );
  for (const { id, source } of rulesOf(pack)) {
    for (const name of source.despite ?? [])
      if (!(name in pack.frames)) throw new Error(`rules/${id}: despite: there is no frame "${name}" in frames.yaml`);
    write(source.match, `rules/${id}`);
    write(source.unless ?? [], `rules/${id}: unless`);
  }
  for (const [id, source] of Object.entries(pack.frames)) write(source.match, frameAt(pack, id));
  return { ...classes.tables(), patterns: writeNumbers(patterns) };
}

const frameAt = (pack: RulePack, id: string) => `rules/${pack.lang}/frames.yaml: ${id}`;

interface RuleOf {
  readonly id: string;
  readonly signal: SignalId | null;
  readonly reply: Reply | null;
  readonly source: RuleSource;
}

/** All rules of a pack with their ids: signals first, then replies. */
function rulesOf({ lang, rules, replies }: RulePack): RuleOf[] {
  const list: RuleOf[] = [];
  for (const signal of SIGNALS)
    for (const [name, source] of Object.entries(rules[signal] ?? {}))
      list.push({ id: `${lang}/${signal}#${name}`, signal, reply: null, source });
  for (const reply of REPLIES)
    for (const [name, source] of Object.entries(replies[reply] ?? {}))
      list.push({ id: `${lang}/replies/${reply}#${name}`, signal: null, reply, source });
  return list;
}

/** Reads every pattern of a pack: the words that they name are part of its vocabulary. */
function parseAll(pack: RulePack): Map<string, Part[][]> {
  const parsed = new Map<string, Part[][]>();
  const parse = (patterns: readonly string[], where: string) => {
    for (const pattern of patterns)
      if (!parsed.has(pattern))
        parsed.set(
          pattern,
          told(where, () => parsePattern(pattern)),
        );
  };
  for (const { id, source } of rulesOf(pack)) {
    parse(source.match, `rules/${id}`);
    parse(source.unless ?? [], `rules/${id}: unless`);
  }
  for (const [id, source] of Object.entries(pack.frames)) parse(source.match, frameAt(pack, id));
  return parsed;
}

/** Does something; an error tells where. */
function told<T>(where: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
