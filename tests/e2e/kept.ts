/** What the extension has stored of a conversation, read in its own page: the counts that no message of it tells. */
import type { Extension } from '../../src/dev/browsers/extension.ts';

/** Messages and edits that were counted. */
export interface Counts {
  readonly messages: number;
  readonly edits: number;
}

/** In a page of the extension: all records of conversations. */
function readAll(): Promise<(Counts & { id: string })[]> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('nightlight');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const asking = database.transaction('conversations').objectStore('conversations').getAll();
      asking.onerror = () => fail(asking.error);
      asking.onsuccess = () => {
        database.close();
        done(asking.result.map(({ id, messages, edits }) => ({ id, messages, edits })));
      };
    };
  });
}

/** By the id of the conversation. */
export async function keptCounts(extension: Extension): Promise<ReadonlyMap<string, Counts>> {
  const all = await extension.inPage(readAll);
  return new Map(all.map(({ id, messages, edits }) => [id, { messages, edits }]));
}
