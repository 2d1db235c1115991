import type { Target } from '../../vite.config.ts';
import { Stop } from './shell.ts';

/** The browser that `--browser NAME` asks for; Chromium without. Throws `Stop` for a name that is none. */
export function browserOf(name: string | undefined): Target {
  if (name === undefined) return 'chromium';
  if (name === 'chromium' || name === 'firefox') return name;
  throw new Stop(`--browser takes chromium or firefox, not "${name}".`);
}
