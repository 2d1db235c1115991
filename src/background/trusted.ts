import type { FamilySettings } from '../protocol/family.ts';

/** Names on a site that the parent knows. */
export function trustedOn(site: string, { trusted }: Pick<FamilySettings, 'trusted'>): string[] {
  return trusted.filter((contact) => contact.site === site).map(({ name }) => name);
}

/**
 * Whether somebody is one of them. In a group the author alone tells who speaks; otherwise the name above the thread does,
 * too. Pages write one name in many ways: capitals, spaces and the shapes of letters tell nobody apart.
 */
export function isTrusted(
  trusted: readonly string[],
  { author, title, group }: { readonly author: string; readonly title: string; readonly group: boolean },
): boolean {
  const names = (group ? [author] : [author, title]).map(plain).filter((name) => name !== '');
  return trusted.some((name) => names.includes(plain(name)));
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
