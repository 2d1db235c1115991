import type { Target } from '../../../vite.config.ts';
import type { Browser, LaunchOptions } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';

/** Starts one of the browsers, with a profile of its own. */
export function launch(target: Target, options: LaunchOptions): Promise<Browser> {
  return target === 'chromium' ? launchChromium(options) : launchFirefox(options);
}
