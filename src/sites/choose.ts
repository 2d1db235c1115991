import type { Adapter } from './adapter.ts';

export type Address = Pick<Location, 'protocol' | 'host' | 'pathname'>;

/**
 * The sites that read a page: all whose hosts cover its address (a page may show comments and a live chat), else the
 * first that knows the page by what stands on it (self-hosted apps). An app may draw itself late: ask again.
 */
export function sitesFor(sites: readonly Adapter[], document: Document, location: Address): readonly Adapter[] {
  const covering = sites.filter((site) => site.hosts.some((pattern) => covers(pattern, location)));
  if (covering.length > 0) return covering;
  const fitting = sites.find((site) => site.fits(document));
  return fitting === undefined ? [] : [fitting];
}

/** Does a match pattern (`https://*.example.org/path/*`) cover this address? */
export function covers(pattern: string, { protocol, host, pathname }: Address) {
  const rule = pattern
    .replace(/[.+?]/g, '\\$&')
    .replace('*://', 'https?://')
    .replace('//*\\.', '//([^/]+\\.)?')
    .replace(/([^\]])\*/g, '$1.*');
  return new RegExp(`^${rule}$`).test(`${protocol}//${host}${pathname}`);
}
