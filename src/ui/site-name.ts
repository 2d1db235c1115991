import { t } from '../i18n.ts';
import type { SiteSummary } from '../protocol/messages.ts';

/** Id of the adapter that reads chats on pages without one of their own. */
const UNNAMED = 'generic';

/** How a site is called: its name; in words when it has none; its id when it is no longer known. */
export function siteNames(sites: readonly SiteSummary[], unnamed: 'site_this' | 'site_other'): (id: string) => string {
  const names = new Map(sites.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? (id === UNNAMED ? t(unnamed) : id);
}
