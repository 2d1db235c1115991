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
export function covers(pattern: string, location: Pick<Location, 'protocol' | 'host' | 'pathname'>): boolean {
  const parts = /^(\*|https?):\/\/([^/]+)(\/.*)$/.exec(pattern);
  if (parts === null) return false;
  const [, scheme = '', host = '', path = ''] = parts;
  if (scheme === '*' ? !/^https?:$/.test(location.protocol) : location.protocol !== `${scheme}:`) return false;
  const inHost = host.startsWith('*.')
    ? location.host === host.slice(2) || location.host.endsWith(host.slice(1))
    : location.host === host;
  const inPath = path.endsWith('*') ? location.pathname.startsWith(path.slice(0, -1)) : location.pathname === path;
  return inHost && inPath;
}
