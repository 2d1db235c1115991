import { deleteDB, openDB } from 'idb';
import type { Idb } from './database.ts';

/** An open that has not answered after this many ms is given up: protection must not wait for a database that hangs. */
const PATIENCE = 5000;

/** The real IndexedDB. */
export const browserIdb: Idb = {
  open(name, version, callbacks) {
    const opening = openDB(name, version, callbacks);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error('the database does not answer'));
        // One that answers after all must not stay open beside the next try.
        opening.then(
          (late) => late.close(),
          () => {},
        );
      }, PATIENCE);
      opening.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  },
  remove: (name) => deleteDB(name),
};
