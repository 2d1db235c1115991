import { describe, expect, it } from 'vitest';
import { type Candidate, Identity, type Mark, type RowFacts } from '../../src/content/identity.ts';

const facts = (text: string, more: Partial<RowFacts> = {}): RowFacts => ({
  id: null,
  author: 'bob',
  text,
  time: null,
  maybeOwn: false,
  ...more,
});
const live = () => () => true;
const gone = () => () => false;

/** Rows in a list, all of them new elements, one below the other. */
function block(rows: readonly RowFacts[], above: Mark | null = null): Candidate[] {
  return rows.map((row, index) => ({
    facts: row,
    mark: null,
    above: index === 0 ? above : index - 1,
    below: index + 1 < rows.length ? index + 1 : null,
  }));
}
const keys = (marks: readonly Mark[]) => marks.map((mark) => mark.key);

describe('rows with an id', () => {
  it('are known by it, whatever they say', () => {
    const identity = new Identity('t');
    const [first] = identity.place(block([facts('a', { id: 'm1' })]), 0, live);
    const [again] = identity.place(block([facts('b', { id: 'm1' })]), 0, live);
    expect(first?.key).toBe('id:m1');
    expect(again?.key).toBe('id:m1');
  });

  it('have keys of at most 120 characters, also when forged ids are longer', () => {
    const [mark] = new Identity('t').place(block([facts('a', { id: 'x'.repeat(5000) })]), 0, live);
    expect(mark?.key.length).toBeLessThanOrEqual(120);
  });

  it('keep their first key when a temporary id becomes final on the same element', () => {
    const identity = new Identity('t');
    const own = { maybeOwn: true };
    const [temporary] = identity.place(block([facts('hi', { id: 'tmp-1', ...own })]), 0, live);
    const [final] = identity.place(
      [{ facts: facts('hi', { id: '77', ...own }), mark: temporary ?? null, above: null, below: null }],
      900,
      live,
    );
    const [remounted] = identity.place(block([facts('hi', { id: '77', ...own })]), 99_000, live);
    expect(final?.key).toBe('id:tmp-1');
    expect(remounted?.key).toBe('id:tmp-1');
  });

  it('keep their first key when the temporary element was replaced', () => {
    const identity = new Identity('t');
    identity.place(block([facts('hi', { id: null, maybeOwn: true })]), 0, gone);
    const [final] = identity.place(block([facts('hi', { id: '77', maybeOwn: true })]), 900, live);
    expect(final?.key).toMatch(/^h:/);
  });

  it('are two messages when both stand on the page', () => {
    const identity = new Identity('t');
    const marks = identity.place(
      block([facts('ok', { id: '1', maybeOwn: true }), facts('ok', { id: '2', maybeOwn: true })]),
      0,
      live,
    );
    expect(keys(marks)).toEqual(['id:1', 'id:2']);
  });

  it('are not merged after a minute, and never for a peer', () => {
    const identity = new Identity('t');
    identity.place(block([facts('hi', { id: 'tmp', maybeOwn: true })]), 0, gone);
    expect(keys(identity.place(block([facts('hi', { id: '9', maybeOwn: true })]), 61_000, live))).toEqual(['id:9']);
    identity.place(block([facts('yo', { id: 'p1' })]), 0, gone);
    expect(keys(identity.place(block([facts('yo', { id: 'p2' })]), 10, live))).toEqual(['id:p2']);
  });
});

describe('rows without an id', () => {
  it('tell the same words said twice apart', () => {
    const marks = new Identity('t').place(block([facts('ok'), facts('ok'), facts('ok')]), 0, live);
    expect(new Set(keys(marks)).size).toBe(3);
  });

  it('give the same keys after a reload', () => {
    const rows = [facts('a'), facts('ok'), facts('b'), facts('ok')];
    expect(keys(new Identity('t').place(block(rows), 0, live))).toEqual(
      keys(new Identity('t').place(block(rows), 0, live)),
    );
  });

  it('differ between threads', () => {
    const [one] = new Identity('t1').place(block([facts('a')]), 0, live);
    const [two] = new Identity('t2').place(block([facts('a')]), 0, live);
    expect(one?.key).not.toBe(two?.key);
  });

  it('are known again when a virtual list mounts them anew', () => {
    const identity = new Identity('t');
    const rows = ['a', 'ok', 'b', 'ok', 'c', 'ok'].map((text) => facts(text));
    const before = keys(identity.place(block(rows), 0, live));
    expect(keys(identity.place(block(rows.slice(2, 5)), 0, live))).toEqual(before.slice(2, 5));
    expect(keys(identity.place(block(rows), 0, live))).toEqual(before);
  });

  it('are new when they follow a remounted block', () => {
    const identity = new Identity('t');
    const rows = ['a', 'b', 'c'].map((text) => facts(text));
    const before = keys(identity.place(block(rows), 0, live));
    const after = keys(identity.place(block([facts('b'), facts('c'), facts('ok')]), 0, live));
    expect(after.slice(0, 2)).toEqual(before.slice(1));
    expect(before).not.toContain(after[2]);
  });

  it('are new below the last one, also with the same words', () => {
    const identity = new Identity('t');
    const [first] = identity.place(block([facts('ok')]), 0, live);
    const [second] = identity.place(block([facts('ok')], first ?? null), 0, live);
    expect(second?.key).not.toBe(first?.key);
  });

  it('keep their key when one is edited in its place', () => {
    const identity = new Identity('t');
    const [above, row] = identity.place(block([facts('a'), facts('b')]), 0, live);
    const [edited] = identity.place(
      [{ facts: facts('b!'), mark: row ?? null, above: above ?? null, below: null }],
      0,
      live,
    );
    expect(edited?.key).toBe(row?.key);
  });

  it('move up through the same nodes when a list recycles them', () => {
    const identity = new Identity('t');
    const marks = identity.place(block([facts('a'), facts('b'), facts('c')]), 0, live);
    const shifted = ['b', 'c', 'd'].map(
      (text, index): Candidate => ({
        facts: facts(text),
        mark: marks[index] ?? null,
        above: index === 0 ? null : index - 1,
        below: index < 2 ? index + 1 : null,
      }),
    );
    const after = keys(identity.place(shifted, 0, live));
    expect(after.slice(0, 2)).toEqual(keys(marks).slice(1));
    expect(keys(marks)).not.toContain(after[2]);
  });

  it('forget the oldest of thousands', () => {
    const identity = new Identity('t');
    const rows = Array.from({ length: 5000 }, (_, index) => facts(`line ${index}`));
    expect(new Set(keys(identity.place(block(rows), 0, live))).size).toBe(5000);
  });
});
