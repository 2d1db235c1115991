import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allLanguages, draftLanguages, englishPack } from '../../src/catalog.ts';
import { compilePack, packTables } from '../../src/engine/compile.ts';
import { draftPack } from '../../src/engine/draft.ts';
import { NumberLists, readNumbers, writeLists, writeNumbers } from '../../src/engine/number-text.ts';
import { variantReader, writeVariants } from '../../src/engine/pattern-code.ts';
import { Variant } from '../../src/engine/variant.ts';
import { KnownWords } from '../../src/engine/word-counts.ts';
import { WordTable } from '../../src/engine/word-table.ts';

const number = fc.oneof(fc.nat(70), fc.nat(2000), fc.nat(200_000));

describe('numbers as text', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const text = writeNumbers(numbers);
        expect(readNumbers(text)).toEqual(numbers);
        expect(JSON.stringify(text)).toHaveLength(text.length + 2);
      }),
    );
  });

  it('may be lists of any length', () => {
    fc.assert(
      fc.property(fc.array(fc.array(number)), (lists) => {
        const read = new NumberLists(writeLists(lists));
        expect(Array.from({ length: read.length }, (_, i) => [...read.of(i)])).toEqual(lists);
        for (const [i, list] of lists.entries()) {
          expect(read.lengthOf(i)).toBe(list.length);
          if (list.length > 0) expect(read.first(i)).toBe(list[0]);
        }
      }),
    );
  });

  it('tell a pattern', () => {
    const variants = [
      new Variant([{ kind: 'class', id: 0 }], false, false),
      new Variant(
        [
          { kind: 'not', id: 4001 },
          { kind: 'gap', min: 0, max: 9 },
          { kind: 'class', id: 70 },
        ],
        true,
        false,
      ),
      new Variant([{ kind: 'class', id: 12 }], false, true),
    ];
    const code: number[] = [];
    writeVariants(variants.slice(0, 2), code);
    writeVariants([], code);
    writeVariants(variants.slice(2), code);
    const reader = variantReader(code);
    expect([...reader.next(), ...reader.next(), ...reader.next()]).toEqual(variants);
    expect(reader.done).toBe(true);
  });
});

describe('words by number', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ب', '𝒶'), minLength: 1, maxLength: 4 });

  it('are those of a plain map', () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (lines, others) => {
        const table = new WordTable(lines.map((line, i) => (i % 3 === 0 ? `${line} ${i}` : line)).join('\n'));
        const words = [...new Set(lines)];
        expect(table.size).toBe(words.length);
        expect(Array.from({ length: table.size }, (_, i) => table.word(i))).toEqual(words);
        expect([...table.onLine].map((at) => table.word(at))).toEqual(lines);
        for (const other of [...words, ...others, '']) expect(table.numberOf(other)).toBe(words.indexOf(other));
      }),
    );
  });

  it('have the count of their list; a word that is only spoken or named counts nothing, one that is not known has none', () => {
    const words = new KnownWords('\nto 12\nthe\n\nmy 3\n', ['me', 'to'], 'secret\nmy\nunknown', 2);
    const counts: Record<string, number> = {};
    words.each((text, count) => {
      counts[text] = count;
    });
    expect(counts).toEqual({ to: 12, the: 1, my: 3, me: 0, secret: 0 });
    expect(words.get('unknown')).toBeUndefined();
    expect(words.has('unknown')).toBe(false);
    expect([...words.named].map((at) => words.table.word(at))).toEqual(['secret', 'my', 'unknown']);
    expect(new KnownWords('', [], '', 0).has('')).toBe(false);
  });
});

describe('the tables of a pack', () => {
  const languages = allLanguages();

  it.each(Object.keys(languages.telling))(
    'of %s were made when the program was built, and are those of its rules',
    (lang) => {
      expect(languages.tables?.(lang)).toEqual(packTables(languages.load(lang)));
    },
  );

  it.each(draftLanguages().all)('with which drafts in %s are read were made when the program was built', (lang) => {
    const { pack, tables } = draftLanguages().load(lang);
    expect(tables).toEqual(packTables(draftPack(pack)));
  });

  it('know every word of the classes with all its classes', () => {
    const pack = englishPack();
    const { lexicon } = compilePack(pack);
    const sends = lexicon.get('send')?.classes ?? [];
    expect(sends.length).toBeGreaterThan(5);
    expect([...sends]).toEqual([...new Set(sends)].sort((a, b) => a - b));
    expect(lexicon.get('log')?.phrases?.get('in')?.[0]?.classes.length).toBeGreaterThan(0);
    expect([...lexicon.keys()].filter((key) => lexicon.get(key) === undefined)).toEqual([]);
    expect(lexicon.get('zzyzzx')).toBeUndefined();
  });

  it('of other rules are refused', () => {
    const pack = englishPack();
    const { secrecy, ...rules } = pack.rules;
    expect(secrecy).toBeDefined();
    expect(() => compilePack({ ...pack, rules }, packTables(pack))).toThrow(
      'rules/en: its tables were made of other rules',
    );
  });
});
