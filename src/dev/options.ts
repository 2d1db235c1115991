import type { Target } from '../../vite.config.ts';
import { Stop } from './shell.ts';

/** The browser of `--browser NAME` or `--browser=NAME`; Chromium without. Throws `Stop` for a name that is none. */
export function browserOf(args: readonly string[]): Target {
  const at = args.findIndex((arg) => arg === '--browser' || arg.startsWith('--browser='));
  if (at < 0) return 'chromium';
  const name = args[at] === '--browser' ? args[at + 1] : args[at]?.slice('--browser='.length);
  if (name === 'chromium' || name === 'firefox') return name;
  throw new Stop(`--browser takes chromium or firefox, not "${name ?? ''}".`);
}
