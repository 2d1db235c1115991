/**
 * The service worker (Firefox: event page). Every listener is registered before anything is awaited: the event that woke
 * the worker is lost otherwise. Every start is a cold one; nothing is remembered here.
 */
import { allLanguages, draftLanguages, toolbarIcons, warningAdvice, warningHelp } from '../catalog.ts';
import { englishModel } from '../catalog-model.ts';
import { createDraftJudge, createEngine } from '../engine/index.ts';
import { t, textLanguage } from '../i18n.ts';
import { browser } from '../platform.ts';
import type { Sender } from '../protocol/senders.ts';
import { withSensitivity } from '../sensitivity.ts';
import { sites } from '../sites/index.ts';
import { browserIdb } from '../store/idb.ts';
import { defaultSettings } from '../store/settings.ts';
import { closeToPages } from './closed-storage.ts';
import { BEAT_MINUTES } from './family/pulse.ts';
import { alertOfNotification } from './notify.ts';
import { createPages } from './pages.ts';
import { createStudy } from './study.ts';

const pages = createPages(browser, () => browser.runtime.getManifest().host_permissions ?? []);
const study = createStudy({
  platform: browser,
  idb: browserIdb,
  now: () => Date.now(),
  makeEngine: (sensitivity) => createEngine(withSensitivity(allLanguages(), sensitivity), { opinion: englishModel() }),
  makeDrafts: () => createDraftJudge(draftLanguages()),
  loadAdvice: warningAdvice,
  loadHelp: warningHelp,
  icons: toolbarIcons(),
  sites: () => sites.map(({ id, name, hosts }) => ({ id, name, hosts })),
  pages,
  text: t,
  language: textLanguage,
  defaults: defaultSettings(Intl.DateTimeFormat().resolvedOptions().timeZone, browser.i18n.getUILanguage()),
  shared: browser.storage.sync,
  managed: async () => browser.storage.managed?.get(null),
  inPrivate: () => browser.extension.isAllowedIncognitoAccess(),
  size: async () => (await navigator.storage.estimate()).usage ?? null,
});

browser.runtime.onMessage.addListener((raw: unknown, sender: Sender) => study.receive(raw, sender));
// The badge of a new browser session is empty until `wake` fills it; how long nothing ran is told by the first beat.
browser.runtime.onStartup.addListener(() => void study.beat(true).catch(() => {}));
browser.alarms?.onAlarm.addListener(() => void study.beat(false).catch(() => {}));
browser.storage.onChanged?.addListener((_changes, area) => {
  if (area === 'managed') void study.policyChanged().catch(() => {});
  if (area === 'sync') void study.shared().catch(() => {});
});
browser.permissions.onRemoved.addListener(({ origins = [] }) => {
  if (origins.length > 0) void study.withdrawn(origins).catch(() => {});
});
browser.permissions.onAdded.addListener(({ origins = [] }) => {
  if (origins.length > 0) void study.granted(origins).catch(() => {});
});
browser.runtime.onInstalled.addListener(({ reason, previousVersion }) => {
  const facts = { from: previousVersion ?? '', to: browser.runtime.getManifest().version };
  if (reason !== 'update') return;
  void study.note('update', facts).catch(() => {});
  void pages.resume(browser.runtime.getManifest().content_scripts ?? []).catch(() => {});
});
// An update forgets the scripts that were registered, and a grant may come or go in the browser's own pages.
for (const event of [browser.runtime.onInstalled, browser.permissions.onAdded, browser.permissions.onRemoved])
  event.addListener(() => void pages.sync().catch(() => {}));
// The set-up, once: not after an update of Nightlight or of the browser.
browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason !== 'install') return;
  void browser.tabs.create({ url: browser.runtime.getURL('src/welcome/welcome.html') }).catch(() => {});
});
browser.tabs.onRemoved.addListener((tab) => {
  void study.tabGone(tab).catch(() => {});
});
browser.notifications?.onClicked.addListener((id) => {
  if (alertOfNotification(id) === null) return;
  void browser.notifications.clear(id).catch(() => {});
  void browser.tabs.create({ url: browser.runtime.getURL('src/popup/popup.html') }).catch(() => {});
});
void closeToPages([browser.storage.local, browser.storage.session, browser.storage.sync]);
void study.wake().catch(() => {});
// Waits for the event of the browser's start, which tells why nothing ran; a worker that ends before beats the next time.
setTimeout(() => void study.beat(false).catch(() => {}), 2000);
void browser.alarms
  ?.get('beat')
  .then(async (alarm) => {
    if (alarm === undefined) await browser.alarms.create('beat', { periodInMinutes: BEAT_MINUTES });
  })
  .catch(() => {});
