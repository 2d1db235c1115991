/** One storage of the browser, as far as it lets a script say who may read it. */
interface Guarded {
  readonly get?: unknown;
  /** Chromium has it; Firefox (153) doesn't. */
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * Closes the storages to content scripts, which use none: a page that broke out of its sandbox would otherwise find there
 * the salt of thread names, the mark of a PIN and the encrypted settings. Chromium keeps the choice; it is said again at each
 * start, since an installation of an earlier version has not made it.
 */
export async function closeToPages(storages: readonly (Guarded | undefined)[]): Promise<void> {
  const closing = storages.map(async (storage) => storage?.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }));
  // A browser that refuses is as it was before.
  await Promise.allSettled(closing);
}
