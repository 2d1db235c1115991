import { expect, test } from 'vitest';
import { newSigningKey } from '../../src/journal/entry.ts';
import type { Area } from '../../src/store/areas.ts';
import { readHeld } from '../../src/store/held.ts';

function session(): Area & { readonly items: Map<string, unknown> } {
  const items = new Map<string, unknown>();
  return {
    items,
    get: async () => Object.fromEntries(items),
    set: async (values) => {
      for (const [key, value] of Object.entries(values)) items.set(key, JSON.parse(JSON.stringify(value)));
    },
    remove: async (keys) => {
      for (const key of [keys].flat()) items.delete(key);
    },
  };
}

test('a key is refused with all that comes with it: the session would give it back as nothing', async () => {
  const area = session();
  const writes = await readHeld(area);
  const plain = { store: 'settings', key: 'a', value: { n: 1 }, blind: false } as const;
  const secret = { store: 'keys', key: 'signing', value: { ...(await newSigningKey()) }, blind: false } as const;
  await expect(writes.hold([plain, secret])).rejects.toMatchObject({ name: 'DataCloneError' });
  expect([writes.size, area.items.size]).toEqual([0, 0]);
  await writes.hold([plain]);
  expect((await readHeld(area)).values()).toEqual([plain]);
});
