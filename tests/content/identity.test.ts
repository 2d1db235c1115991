import { describe, expect, it } from 'vitest';
import { type Candidate, createIdentity, type Mark, type RowFacts } from '../../src/content/identity.ts';

const facts = (text: string, more: Partial<RowFacts> = {}): RowFacts => ({
  id: null,
  author: 'bob',
  text,
  time: null,
  maybeOwn: false,
  ...more,
});
const live = () => true;
const gone = () => false;

/** Rows in a list, all of them new elements, one below the other. */
function block(rows: readonly RowFacts[], above: Mark | null = null, isLive = live): Candidate[] {
  return rows.map((row, index) => ({
    facts: row,
    mark: null,
    above: index === 0 ? above : index - 1,
    below: index + 1 < rows.length ? index + 1 : null,
    isLive,
  }));
}
const keys = (marks: readonly Mark[]) => marks.map((mark) => mark.key);

describe('rows with an id', () => {
  it('are known by it, whatever they say', () => {
    const identity = createIdentity('t');
    const [first] = identity(block([facts('a', { id: 'm1' })]), 0);
    const [again] = identity(block([facts('b', { id: 'm1' })]), 0);
    expect(first?.key).toBe('id:m1');
    expect(again?.key).toBe('id:m1');
  });

  it('have keys of at most 120 characters, also when forged ids are longer', () => {
    const [mark] = createIdentity('t')(block([facts('a', { id: 'x'.repeat(5000) })]), 0);
    expect(mark?.key.length).toBeLessThanOrEqual(120);
  });

  it('keep their first key when a temporary id becomes final on the same element', () => {
    const identity = createIdentity('t');
    const own = { maybeOwn: true };
    const [temporary] = identity(block([facts('hi', { id: 'tmp-1', ...own })]), 0);
    const [final] = identity(
      [{ facts: facts('hi', { id: '77', ...own }), mark: temporary ?? null, above: null, below: null, isLive: live }],
      900,
    );
    const [remounted] = identity(block([facts('hi', { id: '77', ...own })]), 99_000);
    expect(final?.key).toBe('id:tmp-1');
    expect(remounted?.key).toBe('id:tmp-1');
  });

  it('keep their first key when the temporary element was replaced', () => {
    const identity = createIdentity('t');
    identity(block([facts('hi', { id: null, maybeOwn: true })], null, gone), 0);
    const [final] = identity(block([facts('hi', { id: '77', maybeOwn: true })]), 900);
    expect(final?.key).toMatch(/^h:/);
  });

  it('are two messages when both stand on the page', () => {
    const identity = createIdentity('t');
    const marks = identity(
      block([facts('ok', { id: '1', maybeOwn: true }), facts('ok', { id: '2', maybeOwn: true })]),
      0,
    );
    expect(keys(marks)).toEqual(['id:1', 'id:2']);
  });

  it('are merged where the author is not told yet, and never with the message of another author', () => {
    const merged = (before: string, after: string) => {
      const identity = createIdentity('t');
      identity(block([facts('ok', { id: 'tmp', author: before, maybeOwn: true })], null, gone), 0);
      return keys(identity(block([facts('ok', { id: '9', author: after, maybeOwn: true })]), 10));
    };
    expect(merged('', 'ann')).toEqual(['id:tmp']);
    expect(merged('ann', '')).toEqual(['id:tmp']);
    expect(merged('bob', 'ann')).toEqual(['id:9']);
  });

  it('are not merged after a minute, and never for a peer', () => {
    const identity = createIdentity('t');
    identity(block([facts('hi', { id: 'tmp', maybeOwn: true })], null, gone), 0);
    expect(keys(identity(block([facts('hi', { id: '9', maybeOwn: true })]), 61_000))).toEqual(['id:9']);
    identity(block([facts('yo', { id: 'p1' })], null, gone), 0);
    expect(keys(identity(block([facts('yo', { id: 'p2' })]), 10))).toEqual(['id:p2']);
  });
});

describe('rows without an id', () => {
  it('tell the same words said twice apart', () => {
    const marks = createIdentity('t')(block([facts('ok'), facts('ok'), facts('ok')]), 0);
    expect(new Set(keys(marks)).size).toBe(3);
  });

  it('give the same keys after a reload', () => {
    const rows = [facts('a'), facts('ok'), facts('b'), facts('ok')];
    expect(keys(createIdentity('t')(block(rows), 0))).toEqual(keys(createIdentity('t')(block(rows), 0)));
  });

  it('differ between threads', () => {
    const [one] = createIdentity('t1')(block([facts('a')]), 0);
    const [two] = createIdentity('t2')(block([facts('a')]), 0);
    expect(one?.key).not.toBe(two?.key);
  });

  it('are known again when a virtual list mounts them anew', () => {
    const identity = createIdentity('t');
    const rows = ['a', 'ok', 'b', 'ok', 'c', 'ok'].map((text) => facts(text));
    const before = keys(identity(block(rows), 0));
    expect(keys(identity(block(rows.slice(2, 5)), 0))).toEqual(before.slice(2, 5));
    expect(keys(identity(block(rows), 0))).toEqual(before);
  });

  it('are new when they follow a remounted block', () => {
    const identity = createIdentity('t');
    const rows = ['a', 'b', 'c'].map((text) => facts(text));
    const before = keys(identity(block(rows), 0));
    const after = keys(identity(block([facts('b'), facts('c'), facts('ok')]), 0));
    expect(after.slice(0, 2)).toEqual(before.slice(1));
    expect(before).not.toContain(after[2]);
  });

  it.each<[string, number]>([
    ['the first', 0],
    ['the second', 1],
    ['one in the middle', 3],
    ['one near the end', 4],
  ])('are known again when %s was deleted meanwhile', (_, at) => {
    const identity = createIdentity('t');
    const rows = ['hey', 'there', 'how', 'are', 'things', 'with', 'you'].map((text) => facts(text));
    const before = keys(identity(block(rows), 0));
    const left = rows.filter((row) => row !== rows[at]);
    expect(keys(identity(block(left), 9000))).toEqual(before.filter((key) => key !== before[at]));
    expect(keys(identity(block(left), 18_000))).toEqual(before.filter((key) => key !== before[at]));
  });

  it('are new between two that are known, also with words that stand further below', () => {
    const identity = createIdentity('t');
    const marks = identity(block([facts('hey'), facts('bye'), facts('ok')]), 0);
    const [above = null, below = null] = marks;
    const [between] = identity([{ facts: facts('ok'), mark: null, above, below, isLive: live }], 9000);
    expect(keys(marks)).not.toContain(between?.key);
  });

  it('are new below the last one, also with the same words', () => {
    const identity = createIdentity('t');
    const [first] = identity(block([facts('ok')]), 0);
    const [second] = identity(block([facts('ok')], first ?? null), 0);
    expect(second?.key).not.toBe(first?.key);
  });

  it('keep their key when one is edited in its place', () => {
    const identity = createIdentity('t');
    const [above, row] = identity(block([facts('a'), facts('b')]), 0);
    const [edited] = identity(
      [{ facts: facts('b!'), mark: row ?? null, above: above ?? null, below: null, isLive: live }],
      0,
    );
    expect(edited?.key).toBe(row?.key);
  });

  it('move up through the same nodes when a list recycles them', () => {
    const identity = createIdentity('t');
    const marks = identity(block([facts('a'), facts('b'), facts('c')]), 0);
    const shifted = ['b', 'c', 'd'].map(
      (text, index): Candidate => ({
        facts: facts(text),
        mark: marks[index] ?? null,
        above: index === 0 ? null : index - 1,
        below: index < 2 ? index + 1 : null,
        isLive: live,
      }),
    );
    const after = keys(identity(shifted, 0));
    expect(after.slice(0, 2)).toEqual(keys(marks).slice(1));
    expect(keys(marks)).not.toContain(after[2]);
  });

  it('forget the oldest of thousands', () => {
    const identity = createIdentity('t');
    const rows = Array.from({ length: 5000 }, (_, index) => facts(`line ${index}`));
    expect(new Set(keys(identity(block(rows), 0))).size).toBe(5000);
  });
});
