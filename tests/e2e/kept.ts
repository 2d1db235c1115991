/** What the extension has stored of a conversation, read in its own page: the counts that no message of it tells. */
import type { Extension } from '../../src/dev/browsers/extension.ts';

/** Messages and edits that were counted. */
export interface Counts {
  readonly messages: number;
  readonly edits: number;
}

/** In a page of the extension: all records of conversations. */
function readAll(): Promise<(Counts & { touched: number })[]> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('nightlight');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const asking = database.transaction('conversations').objectStore('conversations').getAll();
      asking.onerror = () => fail(asking.error);
      asking.onsuccess = () => {
        database.close();
        done(asking.result.map(({ messages, edits, touched }) => ({ messages, edits, touched })));
      };
    };
  });
}

/** Of the conversation that was written last; nothing counted when none is stored. */
export async function newestCounts(extension: Extension): Promise<Counts> {
  const all = await extension.inPage(readAll);
  const newest = all.toSorted((a, b) => b.touched - a.touched)[0];
  return { messages: newest?.messages ?? 0, edits: newest?.edits ?? 0 };
}
