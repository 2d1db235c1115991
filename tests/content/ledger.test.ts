import { describe, expect, it } from 'vitest';
import { createResolver, type DirectionFacts } from '../../src/content/direction.ts';
import { createLedger } from '../../src/content/ledger.ts';
import type { Side } from '../../src/sites/geometry.ts';
import { facts } from './facts.ts';

function stage() {
  const resolver = createResolver();
  const ledger = createLedger(resolver, () => 'robin');
  const tell = (key: string, side: Side | null, more: Partial<DirectionFacts> = {}) => {
    const direction = resolver.resolve(facts(more), side);
    const message = { key, revision: 'r', author: '', direction, text: key, time: null, history: true };
    const { author, revision, direction: told } = ledger.tell(message, more.author ?? '', facts(more), side);
    return [author, told, revision];
  };
  const revised = () =>
    ledger.revised().map(({ key, author, direction, revision }) => [key, author, direction, revision]);
  return { resolver, tell, revised };
}

describe('what was told before it was known who wrote it', () => {
  it('is told again, each once, when an echo shows the side of the child', () => {
    const { tell, revised } = stage();
    expect(tell('a', 'start')).toEqual(['robin', 'unknown', 'r.u']);
    expect(tell('b', 'end')).toEqual(['robin', 'unknown', 'r.u']);
    expect(revised()).toEqual([]);
    expect(tell('c', 'end', { echo: true })).toEqual(['me', 'child', 'r']);
    // The plain revision: after a reload, when it is known at once, it counts as read.
    expect(revised()).toEqual([
      ['a', 'robin', 'peer', 'r'],
      ['b', 'me', 'child', 'r'],
    ]);
    expect(revised()).toEqual([]);
  });

  it('is told again when the page shows the own name', () => {
    const { resolver, tell, revised } = stage();
    tell('a', null, { author: 'alice' });
    tell('b', null, { author: 'bob' });
    resolver.ownName('alice');
    expect(revised()).toEqual([
      ['a', 'alice', 'child', 'r'],
      ['b', 'bob', 'peer', 'r'],
    ]);
  });
});

describe('what was told wrongly', () => {
  it('is told again rightly, under another revision', () => {
    const { resolver, tell, revised } = stage();
    for (const side of ['start', 'end', 'start', 'end'] as const) resolver.seen(facts(), side);
    expect(tell('a', 'start')).toEqual(['robin', 'peer', 'r']);
    tell('b', 'start', { echo: true });
    tell('c', 'start', { echo: true });
    expect(revised()).toEqual([['a', 'me', 'child', 'r.c']]);
  });

  it('is let be when it turns round again and again', () => {
    const { resolver, tell, revised } = stage();
    tell('a', null, { author: 'alice' });
    const turns = ['alice', 'bob', 'alice', 'bob', 'alice', 'bob'].map((name) => {
      resolver.ownName(name);
      return revised().length;
    });
    expect(turns).toEqual([1, 1, 1, 0, 0, 0]);
  });
});

describe('the memory of it', () => {
  it('holds the newest 200', () => {
    const { resolver, tell, revised } = stage();
    for (let index = 0; index < 250; index++) tell(`m${index}`, null, { author: 'bob' });
    resolver.ownName('alice');
    const again = revised();
    expect(again).toHaveLength(200);
    expect(again[0]?.[0]).toBe('m50');
  });
});
