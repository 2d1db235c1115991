import type { Adapter } from './adapter.ts';
import { type Address, sitesFor } from './choose.ts';
import { converse } from './converse.ts';
import { theLounge } from './the-lounge.ts';

/**
 * Every known site, in the order in which they are asked. The file of a site carries its id (`the-lounge.ts`), its export
 * the same in camel case (`theLounge`): from these the build makes the content scripts.
 */
export const sites: readonly Adapter[] = [theLounge, converse];

/** Which of all known sites a page is first of all; null for none of them. See `sitesFor`. */
export function adapterFor(document: Document, location: Address): Adapter | null {
  const found = sitesFor(sites, document, location);
  return found.find((site) => site.fits(document)) ?? found[0] ?? null;
}
