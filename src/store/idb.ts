import { deleteDB, openDB } from 'idb';
import { within } from '../patience.ts';
import type { Idb } from './database.ts';

/** What has not answered after this many ms is given up: protection must not wait for a database that hangs. */
const PATIENCE = 5000;

/** The real IndexedDB. */
export const browserIdb: Idb = {
  async open(name, version, callbacks) {
    const opening = openDB(name, version, callbacks);
    try {
      return await within(PATIENCE, opening, 'the database');
    } catch (error) {
      // One that answers after all must not stay open beside the next try.
      opening.then((late) => late.close()).catch(() => undefined);
      throw error;
    }
  },
  remove: (name) => within(PATIENCE, deleteDB(name), 'the database'),
};
