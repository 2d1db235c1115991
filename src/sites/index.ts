import type { Adapter } from './adapter.ts';
import { converse } from './converse.ts';
import { theLounge } from './the-lounge.ts';

/** Every known site, in the order in which they are asked. */
export const sites: readonly Adapter[] = [theLounge, converse];

/**
 * The adapter for a page: by host, else by what stands on the page (self-hosted apps); null for no known site.
 * An app may draw itself late: ask again until a site answers.
 */
export function adapterFor(
  document: Document,
  location: Pick<Location, 'protocol' | 'host' | 'pathname'>,
): Adapter | null {
  return (
    sites.find((site) => site.hosts.some((pattern) => covers(pattern, location))) ??
    sites.find((site) => site.fits(document)) ??
    null
  );
}

/** Does a match pattern (`https://*.example.org/path/*`) cover this address? */
export function covers(
  pattern: string,
  { protocol, host, pathname }: Pick<Location, 'protocol' | 'host' | 'pathname'>,
) {
  const rule = pattern
    .replace(/[.+?]/g, '\\$&')
    .replace('*://', 'https?://')
    .replace('//*\\.', '//([^/]+\\.)?')
    .replace(/([^\]])\*/g, '$1.*');
  return new RegExp(`^${rule}$`).test(`${protocol}//${host}${pathname}`);
}
