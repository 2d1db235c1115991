import type { Target } from '../../vite.config.ts';
import { Stop } from './shell.ts';

/** The browser that `--browser NAME` asks for; Chromium without. Throws `Stop` for a name that is none. */
export function browserOf(name: string | undefined): Target {
  if (name === undefined) return 'chromium';
  if (name === 'chromium' || name === 'firefox') return name;
  throw new Stop(`--browser takes chromium or firefox, not "${name}".`);
}

/** The whole number from 1 to `most` that `--NAME VALUE` gives. Throws `Stop` for anything else. */
export function wholeNumber(name: string, value: string, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Stop(`--${name} takes a whole number from 1 to ${most}, not "${value}".`);
  return number;
}

/** The number from 0 to below 1 that `--NAME VALUE` gives. Throws `Stop` for anything else. */
export function share(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number < 1))
    throw new Stop(`--${name} takes a number from 0 to below 1, not "${value}".`);
  return number;
}
