import { type MessageKey, t } from '../i18n.ts';
import { hashOf, type Route, VIEWS, type ViewName } from './route.ts';

/** What each view is called, in the menu and as its heading. */
export const VIEW_NAMES: Record<ViewName, MessageKey> = {
  home: 'view_home',
  alerts: 'view_alerts',
  settings: 'view_settings',
  journal: 'view_journal',
  stored: 'view_stored',
  backup: 'view_backup',
  help: 'view_help',
};

/** The way between the views. */
export function Nav({ route }: { readonly route: Route }) {
  const here = route.view === 'alert' || route.view === 'report' ? 'alerts' : route.view;
  return (
    <nav class="nav" aria-label={t('nav_label')}>
      <ul class="nav-list">
        {VIEWS.map((view) => (
          <li key={view}>
            <a class="nav-link" href={hashOf({ view })} aria-current={view === here ? 'page' : undefined}>
              {t(VIEW_NAMES[view])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
