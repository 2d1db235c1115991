/** What lies in the extension's database, read by one of its own pages past every layer of it. */
import type { Extension } from '../browsers/extension.ts';

export interface Kept {
  /** By the id of the conversation. */
  readonly counts: Readonly<Record<string, { readonly messages: number; readonly edits: number }>>;
  /** Level by the id of the conversation. */
  readonly alerts: Readonly<Record<string, string>>;
  /** Items that could not be read and were set aside. */
  readonly aside: number;
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
          alerts: Object.fromEntries(alerts.result.map(({ id, level }) => [id, level] as const)),
          aside: aside.result,
        });
      };
    };
  });
}

export function keptIn(extension: Extension): Promise<Kept> {
  return extension.inPage(readAll);
}
