import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnown } from '../../src/content/known.ts';

describe('what is known of the messages of a thread', () => {
  it('is the key and the newest words under it', () => {
    const known = createKnown(10);
    expect(known.any()).toBe(false);
    known.note('id:1', 'first');
    known.note('id:1', 'second');
    expect(known.any()).toBe(true);
    expect(known.has('id:1')).toBe(true);
    expect(known.isAs('id:1', 'second')).toBe(true);
    expect(known.isAs('id:1', 'first')).toBe(false);
    expect(known.has('id:2')).toBe(false);
    expect(known.isAs('id:2', 'second')).toBe(false);
  });

  it('is what a list of keys and words would hold, whatever they are, and of the newest alone', () => {
    const keys = fc.oneof(fc.constantFrom('id:1', 'id:2', 'h:1.1', 'h:1.2', ''), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.string())), fc.integer({ min: 1, max: 8 }), (notes, most) => {
        const known = createKnown(most);
        const list = new Map<string, string>();
        for (const [key, revision] of notes) {
          known.note(key, revision);
          list.delete(key);
          list.set(key, revision);
        }
        const kept = new Map([...list].slice(-most));
        for (const [key, revision] of notes) {
          expect(known.has(key)).toBe(kept.has(key));
          expect(known.isAs(key, revision)).toBe(kept.get(key) === revision);
        }
      }),
    );
  });
});
