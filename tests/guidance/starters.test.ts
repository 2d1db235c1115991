import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadStarters, parseStarters, startersFor } from '../../src/guidance/index.ts';
import { guidanceFiles, withField } from './files.ts';
import { readability } from './readability.ts';

const files = guidanceFiles('starters');
const library = parseStarters(files);
const path = 'src/guidance/starters/en.yaml';

describe('conversation starters', () => {
  it.each(['under-13', '13-15', '16-17'] as const)('there are at least five for %s, easy to read', (age) => {
    const starters = startersFor(library, age, 'en');
    expect(starters.length).toBeGreaterThanOrEqual(5);
    expect(readability(starters.flatMap(({ when, say, listen }) => [when, say, listen])).age).toBeLessThanOrEqual(10);
  });

  it('have names of their own', () => {
    const ids = (library.get('en') ?? []).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('name sources that are listed', () => {
    const known = Object.keys(parse(readFileSync('src/guidance/sources.yaml', 'utf8')) as Record<string, unknown>);
    const { sources } = files[path] as { sources: string[] };
    expect(sources.filter((source) => !known.includes(source))).toEqual([]);
  });

  it('are in English where a language has none', () => {
    expect(startersFor(library, '13-15', 'sv')).toEqual(startersFor(library, '13-15', 'en'));
  });

  it('are loaded in one language alone: the wanted one, or English', async () => {
    const asked: string[] = [];
    const loaders = Object.fromEntries(
      Object.entries(files).map(([each, value]) => [each, async () => asked.push(each) && value]),
    );
    expect([...(await loadStarters('pt-BR', loaders)).keys()]).toEqual(['pt']);
    expect([...(await loadStarters('sv', loaders)).keys()]).toEqual(['en']);
    expect(asked).toEqual(['src/guidance/starters/pt.yaml', path]);
    expect(await loadStarters('en', {})).toEqual(new Map());
  });

  it('are refused with file and field when faulty', () => {
    expect(() => parseStarters({ [path]: withField(files[path], 'starters.0.ages', ['12']) })).toThrow(
      `${path}: starters.0.ages.0: must be one of under-13`,
    );
  });
});
