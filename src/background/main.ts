/**
 * The service worker (Firefox: event page). Every listener is registered before anything is awaited: the event that woke
 * the worker is lost otherwise. Every start is a cold one; nothing is remembered here.
 */
import { allLanguages, draftPacks, warningAdvice, warningHelp } from '../catalog.ts';
import { englishModel } from '../catalog-model.ts';
import { createDraftJudge, createEngine } from '../engine/index.ts';
import { t, textLanguage } from '../i18n.ts';
import { browser } from '../platform.ts';
import type { Sender } from '../protocol/senders.ts';
import { sites } from '../sites/index.ts';
import { browserIdb } from '../store/idb.ts';
import { defaultSettings } from '../store/settings.ts';
import { alertOfNotification } from './notify.ts';
import { createPages } from './pages.ts';
import { createStudy } from './study.ts';

const pages = createPages(browser, () => browser.runtime.getManifest().host_permissions ?? []);
const study = createStudy({
  platform: browser,
  idb: browserIdb,
  now: () => Date.now(),
  makeEngine: () => createEngine(allLanguages(), { opinion: englishModel() }),
  makeDrafts: () => createDraftJudge(...draftPacks()),
  loadAdvice: warningAdvice,
  loadHelp: warningHelp,
  sites: () => sites.map(({ id, name, hosts }) => ({ id, name, hosts })),
  pages,
  text: t,
  language: textLanguage,
  defaults: defaultSettings(Intl.DateTimeFormat().resolvedOptions().timeZone, browser.i18n.getUILanguage()),
  size: async () => (await navigator.storage.estimate()).usage ?? null,
});

browser.runtime.onMessage.addListener((raw: unknown, sender: Sender) => study.receive(raw, sender));
// Nothing to do but to be started by them: the badge of a new browser session is empty until `wake` fills it.
browser.runtime.onStartup.addListener(() => {});
// An update forgets the scripts that were registered, and a grant may come or go in the browser's own pages.
for (const event of [browser.runtime.onInstalled, browser.permissions.onAdded, browser.permissions.onRemoved])
  event.addListener(() => void pages.sync().catch(() => {}));
// The set-up, once: not after an update of Nightlight or of the browser.
browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('src/welcome/welcome.html') });
});
browser.tabs.onRemoved.addListener((tab) => {
  void study.tabGone(tab);
});
browser.notifications?.onClicked.addListener((id) => {
  if (alertOfNotification(id) === null) return;
  void browser.notifications.clear(id);
  void browser.tabs.create({ url: browser.runtime.getURL('src/popup/popup.html') });
});
void study.wake();
