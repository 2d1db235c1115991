import { describe, expect, it } from 'vitest';
import { createResolver, type DirectionFacts, type DirectionResolver } from '../../src/content/direction.ts';
import type { Side } from '../../src/sites/geometry.ts';
import { facts } from './facts.ts';

/** Measures and resolves a batch, as the reader does. */
function batch(resolver: DirectionResolver, rows: readonly (readonly [DirectionFacts, Side | null])[]) {
  for (const [row, side] of rows) resolver.seen(row, side);
  return rows.map(([row, side]) => resolver.resolve(row, side));
}

describe('the order of evidence', () => {
  it('is markup first', () => {
    const resolver = createResolver();
    resolver.ownName('bob');
    expect(resolver.resolve(facts({ markup: 'peer', author: 'bob' }), 'end')).toBe('peer');
  });

  it('is then the own name', () => {
    const resolver = createResolver();
    resolver.ownName('alice');
    expect(resolver.resolve(facts({ author: 'alice' }), 'start')).toBe('child');
    expect(resolver.resolve(facts({ author: 'bob' }), 'end')).toBe('peer');
  });

  it('is then the side, when two rows stand on each', () => {
    const rows = [
      [facts(), 'start'],
      [facts(), 'end'],
      [facts(), 'start'],
      [facts(), 'end'],
    ] as const;
    expect(batch(createResolver(), rows)).toEqual(['peer', 'child', 'peer', 'child']);
  });

  it('is last a word in a class name', () => {
    const resolver = createResolver();
    expect(batch(resolver, [[facts({ hint: 'child' }), 'start']])).toEqual(['child']);
  });
});

describe('not knowing', () => {
  it('is the answer when all rows stand on one side', () => {
    const rows = Array.from({ length: 10 }, () => [facts(), 'start'] as const);
    expect(new Set(batch(createResolver(), rows))).toEqual(new Set(['unknown']));
  });

  it('is the answer for rows in the middle, and for one row on each side', () => {
    const resolver = createResolver();
    expect(
      batch(resolver, [
        [facts(), 'start'],
        [facts(), 'end'],
        [facts(), 'middle'],
      ]),
    ).toEqual(['unknown', 'unknown', 'unknown']);
    batch(resolver, [
      [facts(), 'start'],
      [facts(), 'end'],
    ]);
    expect(resolver.resolve(facts(), 'middle')).toBe('unknown');
  });
});

describe('the echo of what the child typed', () => {
  it('tells the child from a single row, and its side from then on', () => {
    const resolver = createResolver();
    expect(
      batch(resolver, [
        [facts(), 'start'],
        [facts({ echo: true }), 'end'],
        [facts(), 'start'],
      ]),
    ).toEqual(['unknown', 'child', 'peer']);
  });

  it('turns the sides round where own messages stand at the start', () => {
    const resolver = createResolver();
    expect(resolver.resolve(facts({ echo: true }), 'start')).toBe('child');
    expect(resolver.resolve(facts(), 'end')).toBe('peer');
    expect(resolver.resolve(facts(), 'start')).toBe('child');
  });

  it('once against the usual side leaves it open, twice turns it round', () => {
    const resolver = createResolver();
    const usual = [
      [facts(), 'start'],
      [facts(), 'end'],
      [facts(), 'start'],
      [facts(), 'end'],
    ] as const;
    batch(resolver, usual);
    expect(resolver.resolve(facts({ echo: true }), 'start')).toBe('child');
    expect(resolver.resolve(facts(), 'end')).toBe('unknown');
    expect(resolver.resolve(facts({ echo: true }), 'start')).toBe('child');
    expect(resolver.resolve(facts(), 'end')).toBe('peer');
  });

  it('is a thing learned, as are a name and sides; nothing else is', () => {
    const resolver = createResolver();
    const versions: number[] = [];
    const note = (run: () => unknown) => {
      run();
      versions.push(resolver.version);
    };
    note(() => resolver.resolve(facts({ author: 'bob' }), 'start'));
    note(() => resolver.resolve(facts({ echo: true, author: 'alice' }), 'end'));
    note(() => resolver.resolve(facts({ author: 'bob' }), 'start'));
    note(() => resolver.ownName('alice'));
    note(() => resolver.ownName('alice'));
    expect(versions.map((version, index) => version !== (versions[index - 1] ?? 0))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('teaches the own name', () => {
    const resolver = createResolver();
    resolver.resolve(facts({ echo: true, author: 'al1ce' }), null);
    expect(resolver.resolve(facts({ author: 'al1ce' }), null)).toBe('child');
    expect(resolver.resolve(facts({ author: 'bob' }), null)).toBe('peer');
  });

  it('once against the markup changes nothing: a peer may send the same words', () => {
    const resolver = createResolver();
    expect(resolver.resolve(facts({ markup: 'peer', echo: true }), null)).toBe('peer');
    expect(resolver.resolve(facts({ markup: 'peer' }), null)).toBe('peer');
  });

  it('twice against markup that was never right overrules it', () => {
    const resolver = createResolver();
    resolver.resolve(facts({ markup: 'peer', echo: true, author: 'alice' }), null);
    expect(resolver.resolve(facts({ markup: 'peer', echo: true, author: 'alice' }), null)).toBe('child');
    expect(resolver.resolve(facts({ markup: 'child', author: 'bob' }), null)).toBe('peer');
  });
});

describe('looks', () => {
  it('that stand in the middle are not measured for ever', () => {
    const resolver = createResolver();
    const wide = facts({ look: 'wide' });
    batch(resolver, [
      [wide, 'middle'],
      [wide, 'middle'],
      [wide, 'middle'],
    ]);
    expect(resolver.needsSide(wide)).toBe(false);
    expect(resolver.resolve(wide, null)).toBe('unknown');
  });

  it('are learned from measured rows, so that the others need no measuring', () => {
    const resolver = createResolver();
    const rows = [
      [facts({ look: 'left' }), 'start'],
      [facts({ look: 'right' }), 'end'],
      [facts({ look: 'left' }), 'start'],
      [facts({ look: 'right' }), 'end'],
    ] as const;
    batch(resolver, rows);
    expect(resolver.needsSide(facts({ look: 'left' }))).toBe(false);
    expect(resolver.resolve(facts({ look: 'left' }), null)).toBe('peer');
    expect(resolver.resolve(facts({ look: 'right' }), null)).toBe('child');
  });

  it('that were seen on both sides tell nothing', () => {
    const resolver = createResolver();
    batch(resolver, [
      [facts({ look: 'row' }), 'start'],
      [facts({ look: 'row' }), 'end'],
      [facts({ look: 'row' }), 'start'],
      [facts({ look: 'row' }), 'end'],
    ]);
    expect(resolver.needsSide(facts({ look: 'row' }))).toBe(true);
    expect(resolver.resolve(facts({ look: 'row' }), null)).toBe('unknown');
  });
});
