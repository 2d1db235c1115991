/** What Firefox is told before it starts. */
import type { LaunchOptions } from './browser.ts';

type Prefs = Readonly<Record<string, string | number | boolean>>;

/** The browser says nothing to anyone by itself, shows no first-run pages, and lets the driver pick a free port. */
const PREFS: Prefs = {
  'marionette.port': 0,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.provider.google4.updateURL': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'browser.safebrowsing.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.translations.enable': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'startup.homepage_welcome_url': 'about:blank',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  // A bar beside the page would be a white strip in a screenshot.
  'ui.useOverlayScrollbars': 1,
};

/**
 * In a profile that stays: what an extension that is loaded for the time being had stored, and its address, outlive the
 * browser, as those of an installed one do; and no start after a crash asks or opens anything.
 */
const KEEPING: Prefs = {
  'browser.sessionstore.resume_from_crash': false,
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  'toolkit.startup.max_resumed_crashes': -1,
};

/** What a page saves goes into this folder, and nobody is asked. */
const savingTo = (folder: string): Prefs => ({
  'browser.download.dir': folder,
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
});

/** All goes this way, to this machine as well; who shows a certificate of his own is believed by the session (`begin`). */
const through = (proxy: number): Prefs => ({
  'network.proxy.type': 1,
  'network.proxy.allow_hijacking_localhost': true,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': proxy,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxy,
});

export function prefsOf({ profile, downloads, proxy, room }: LaunchOptions): Prefs {
  return {
    ...PREFS,
    ...(profile === undefined ? {} : KEEPING),
    ...(downloads === undefined ? {} : savingTo(downloads)),
    ...(room === undefined ? {} : { 'dom.quotaManager.temporaryStorage.fixedLimit': room }),
    ...(proxy === undefined ? {} : through(proxy)),
  };
}
