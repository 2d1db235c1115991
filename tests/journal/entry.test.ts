import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/journal/canonical.ts';
import {
  checkChain,
  hashOf,
  NOTHING_BEFORE,
  newSigningKey,
  signHash,
  verifyHash,
  withheld,
} from '../../src/journal/entry.ts';
import type { JournalEntry } from '../../src/protocol/journal.ts';

async function chainOf(count: number): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const entry = {
      seq,
      at: seq * 1000,
      kind: 'alert',
      facts: { n: seq },
      salt: `salt ${seq}`,
      previous: entries.at(-1)?.hash ?? NOTHING_BEFORE,
    } as const;
    entries.push({ ...entry, hash: await hashOf(entry) });
  }
  return entries;
}

describe('a chain', () => {
  test('that is whole says from where to where', async () => {
    expect(await checkChain(await chainOf(5), { start: NOTHING_BEFORE })).toEqual({ whole: true, from: 1, to: 5 });
    expect(await checkChain((await chainOf(5)).slice(2))).toEqual({ whole: true, from: 3, to: 5 });
    expect(await checkChain([])).toEqual({ whole: true, from: 0, to: 0 });
  });

  test.each([
    ['a fact', (c: JournalEntry[]) => c.with(2, { ...at(c, 2), facts: { n: 9 } }), 3, 'changed'],
    ['a time', (c: JournalEntry[]) => c.with(2, { ...at(c, 2), at: 1 }), 3, 'changed'],
    ['a hash', (c: JournalEntry[]) => c.with(2, { ...at(c, 2), hash: '0'.repeat(64) }), 3, 'changed'],
    ['one left out', (c: JournalEntry[]) => c.toSpliced(2, 1), 3, 'missing'],
    ['two exchanged', (c: JournalEntry[]) => [at(c, 0), at(c, 2), at(c, 1)], 2, 'missing'],
    ['one twice', (c: JournalEntry[]) => c.toSpliced(2, 0, at(c, 1)), 3, 'order'],
    ['the first one gone', (c: JournalEntry[]) => c.slice(1), 2, 'changed'],
    ['nonsense', (c: JournalEntry[]) => [...c.slice(0, 2), 'x' as unknown as JournalEntry], 3, 'unreadable'],
  ])('shows where it broke: %s', async (_name, change, broken, why) => {
    expect(await checkChain(change(await chainOf(5)), { start: NOTHING_BEFORE })).toEqual({
      whole: false,
      broken,
      why,
    });
  });

  test('one entry written anew with a hash that fits breaks at the next', async () => {
    const chain = await chainOf(4);
    const { hash: _, ...entry } = { ...at(chain, 1), facts: { n: 7 } };
    chain[1] = { ...entry, hash: await hashOf(entry) };
    expect(await checkChain(chain, { start: NOTHING_BEFORE })).toEqual({ whole: false, broken: 3, why: 'changed' });
  });

  test('with an entry withheld is checked all the same, where entries may be withheld', async () => {
    const chain = await chainOf(4);
    const place = await withheld(at(chain, 1));
    expect(JSON.stringify(place)).not.toContain('alert');
    expect(Object.keys(place).sort()).toEqual(['digest', 'hash', 'previous', 'seq']);
    const given: unknown[] = chain.map((entry) => (entry.seq === 2 ? place : entry));
    expect(await checkChain(given, { withheld: true })).toEqual({ whole: true, from: 1, to: 4 });
    expect(await checkChain(given)).toEqual({ whole: false, broken: 2, why: 'unreadable' });
    // Neither it nor what stands before it can be changed behind its back.
    for (const [index, changed] of [
      [1, { ...place, digest: '0'.repeat(64) }],
      [1, { ...place, previous: '0'.repeat(64) }],
      [0, { ...at(chain, 0), facts: { n: 9 } }],
    ] as const)
      expect((await checkChain(given.with(index, changed), { withheld: true })).whole).toBe(false);
    const { hash: _, ...before } = { ...at(chain, 0), facts: { n: 9 } };
    const anew = { ...before, hash: await hashOf(before) };
    const bent = { ...place, previous: anew.hash };
    expect((await checkChain([anew, bent, ...given.slice(2)], { withheld: true })).whole).toBe(false);
  });

  test('a whole chain written anew lacks the signature of the day', async () => {
    const { key, publicKey } = await newSigningKey();
    const chain = await chainOf(2);
    const previous = at(chain, 1).hash;
    const day = async (signature: string) => {
      const entry = {
        seq: 3,
        at: 0,
        kind: 'day-signed',
        facts: { key: publicKey, signature },
        salt: '',
        previous,
      } as const;
      return { ...entry, hash: await hashOf(entry) };
    };
    expect((await checkChain([...chain, await day(await signHash(key, previous))])).whole).toBe(true);
    const forged = await day(await signHash((await newSigningKey()).key, previous));
    expect(await checkChain([...chain, forged])).toEqual({ whole: false, broken: 3, why: 'signature' });
  });
});

function at(chain: readonly JournalEntry[], index: number): JournalEntry {
  const entry = chain[index];
  if (entry === undefined) throw new Error(`no entry ${index}`);
  return entry;
}

test('the key that signs can not be read out, and only it signs', async () => {
  const { key, publicKey } = await newSigningKey();
  await expect(crypto.subtle.exportKey('pkcs8', key)).rejects.toThrow();
  const signature = await signHash(key, 'abc');
  expect(await verifyHash(publicKey, signature, 'abc')).toBe(true);
  expect(await verifyHash(publicKey, signature, 'abd')).toBe(false);
  expect(await verifyHash('nonsense', signature, 'abc')).toBe(false);
});

test('the same facts have one form, whatever their order', () => {
  expect(canonical({ b: [1, 'é', null], a: { d: true, c: undefined } })).toBe('{"a":{"d":true},"b":[1,"é",null]}');
  expect(() => canonical({ a: Number.NaN })).toThrow(TypeError);
  expect(() => canonical(() => 1)).toThrow(TypeError);
});
