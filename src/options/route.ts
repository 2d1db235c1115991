import { useEffect, useState } from 'preact/hooks';
import { FAMILY_LIMITS } from '../protocol/family-schemas.ts';

/** The views that the menu names. */
export const VIEWS = ['home', 'alerts', 'settings', 'journal', 'stored', 'backup', 'help'] as const;

export type ViewName = (typeof VIEWS)[number];

/** Where in the page for parents. One alert and one report have addresses of their own, so that a tab can be left there. */
export type Route =
  | { readonly view: ViewName }
  | { readonly view: 'alert'; readonly id: string }
  | { readonly view: 'report'; readonly ids: readonly string[] };

/** Longest id of an alert; a longer one in an address is nonsense. */
const MAX_ID = 64;

/** The view that a hash names: `#/alerts`, `#/alert/ID`, `#/report/ID,ID`; home for everything else. */
export function routeOf(hash: string): Route {
  const [, name = '', rest = ''] = /^#\/([a-z]*)(?:\/(.*))?$/.exec(hash) ?? [];
  if (name === 'alert' || name === 'report') {
    const ids = [...new Set(rest.split(',').map(decoded))].filter((id) => id !== '' && id.length <= MAX_ID);
    const [id] = ids;
    if (id === undefined) return { view: 'alerts' };
    return name === 'alert' ? { view: 'alert', id } : { view: 'report', ids: ids.slice(0, FAMILY_LIMITS.report) };
  }
  const view = VIEWS.find((known) => known === name);
  return { view: view ?? 'home' };
}

/** The address of a view within its page. */
export function hashOf(route: Route): string {
  if (route.view === 'alert') return `#/alert/${encodeURIComponent(route.id)}`;
  if (route.view === 'report') return `#/report/${route.ids.map(encodeURIComponent).join(',')}`;
  return `#/${route.view}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** The view that the address names, now and after each change of it. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const life = new AbortController();
    const read = () => setRoute(routeOf(location.hash));
    window.addEventListener('hashchange', read, { signal: life.signal });
    return () => life.abort();
  }, []);
  return route;
}
