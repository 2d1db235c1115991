import { describe, expect, test } from 'vitest';
import { countBatch } from '../../src/background/count.ts';
import { newConversation } from '../../src/store/conversations.ts';
import { batch, fakeEngine, message } from './fake-engine.ts';

describe('the name of who wrote', () => {
  /** What the engine is told, for each salt. */
  const toldWith = (salt: string): string[] => {
    const told: string[] = [];
    const engine = fakeEngine();
    const listening: typeof engine = {
      ...engine,
      observe(state, read, context) {
        told.push(read.author);
        return engine.observe(state, read, context);
      },
    };
    const before = { conversation: newConversation('id', 'demo'), alert: null, recent: [], trusted: [] };
    const said = ['Marigold', 'Basil', 'Marigold'].map((author, index) => message(`${index}`, 'hello', { author }));
    const { recent } = countBatch(listening, batch(said), before, salt, 1_800_000_000_000);
    // the memory of the worker, which judges drafts by it, knows them
    expect(recent.map(({ author }) => author)).toEqual(['Marigold', 'Basil', 'Marigold']);
    return told;
  };

  test('is told apart by the engine, which learns no name', () => {
    const [first, second, third] = toldWith('salt');
    expect(third).toBe(first);
    expect(second).not.toBe(first);
    expect(`${first} ${second}`).not.toMatch(/marigold|basil/i);
  });

  test('can’t be guessed from what is kept without the salt of this browser', () => {
    expect(toldWith('salt')[0]).not.toBe(toldWith('another')[0]);
  });
});
