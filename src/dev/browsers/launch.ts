import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';
import { type Browser, type LaunchOptions, until } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';

/** What the extension opens by itself, in front, when it was just installed. */
const WELCOME = 'src/welcome/welcome.html';
/** ms that may take, on a machine with other work. */
const WELCOMED = 20_000;

/**
 * Starts one of the browsers, with a profile of its own. In a new one the set-up of the extension stands by then: it opens
 * in front, and a tab that it covered later would be in the background, where browsers let timers wait.
 */
export async function launch(target: Target, options: LaunchOptions): Promise<Browser> {
  const browser = await (target === 'chromium' ? launchChromium(options) : launchFirefox(options));
  const { extension, profile } = options;
  if (extension === undefined || profile !== undefined || !existsSync(join(extension, WELCOME))) return browser;
  try {
    await until(() => browser.isOpen(browser.base + WELCOME), { within: WELCOMED, what: 'the set-up opens by itself' });
  } catch (error) {
    await browser.close();
    throw error;
  }
  return browser;
}
