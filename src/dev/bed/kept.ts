/** What the extension keeps, read by one of its own pages past every layer of it. */
import type { Extension } from '../browsers/extension.ts';

export interface Kept {
  /** By the id of the conversation. */
  readonly counts: Readonly<Record<string, { readonly messages: number; readonly edits: number }>>;
  /** Level and title by the id of the conversation. */
  readonly alerts: Readonly<Record<string, { readonly level: string; readonly title: string }>>;
  /** Items that could not be read and were set aside. */
  readonly aside: number;
}

/** In a page of the extension: what waits for a database that can't be opened. */
async function readWaiting(): Promise<Kept> {
  const waiting = await chrome.storage.session.get(null);
  const of = (store: string) =>
    Object.entries(waiting)
      .filter(([name]) => name.startsWith(`held:${store}/`))
      .map(
        ([, held]) =>
          (held as { readonly value: { id: string; messages: number; edits: number; level: string; title: string } })
            .value,
      );
  return {
    counts: Object.fromEntries(
      of('conversations').map(({ id, messages, edits }) => [id, { messages, edits }] as const),
    ),
    alerts: Object.fromEntries(of('alerts').map(({ id, level, title }) => [id, { level, title }] as const)),
    aside: of('quarantine').length,
  };
}

/** In a page of the extension. */
function readAll(): Promise<Kept> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('nightlight');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(['conversations', 'alerts', 'quarantine']);
      const conversations = transaction.objectStore('conversations').getAll();
      const alerts = transaction.objectStore('alerts').getAll();
      const aside = transaction.objectStore('quarantine').count();
      transaction.onabort = () => fail(transaction.error);
      transaction.oncomplete = () => {
        database.close();
        done({
          counts: Object.fromEntries(
            conversations.result.map(({ id, messages, edits }) => [id, { messages, edits }] as const),
          ),
          alerts: Object.fromEntries(alerts.result.map(({ id, level, title }) => [id, { level, title }] as const)),
          aside: aside.result,
        });
      };
    };
  });
}

/** What is in the database, which must have been made, at this instant. */
export const storedIn = (extension: Extension): Promise<Kept> => extension.inPage(readAll);

/** What is kept: in the database, or in memory that outlives the worker where the database can't be opened. */
export async function keptIn(extension: Extension): Promise<Kept> {
  const { state } = (await extension.ask('stored', {})).stored;
  return extension.inPage(state === 'corrupt' ? readWaiting : readAll);
}
