import { t } from '../i18n.ts';

const DAY = 86_400_000;

/** Whole calendar days from the day of `time` to the day of `now`, in local time. */
function daysBetween(time: number, now: number): number {
  const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(time)) / DAY);
}

/** Whether two moments (ms since the epoch) lie on one calendar day, in local time. */
export function isSameDay(time: number, other: number): boolean {
  return daysBetween(time, other) === 0;
}

/** A moment in words: `today, 14:02`, `yesterday, 14:02`, or the date. `time` and `now` in ms since the epoch. */
export function whenText(time: number, now: number, language: string): string {
  const clock = clockText(time, language);
  const days = daysBetween(time, now);
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
    return t('when_day_clock', word.charAt(0).toLocaleUpperCase(language) + word.slice(1), clock);
  }
  const year = new Date(time).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric';
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year }).format(time);
  return t('when_day_clock', day, clock);
}

/** The time of day of `time` (ms since the epoch), as the language writes them. */
export function clockText(time: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(time);
}

/** A wait in the words of the language, rounded up: seconds below a minute, else minutes. `ms` from 1. */
export function waitText(ms: number, language: string): string {
  const seconds = Math.ceil(ms / 1000);
  const [value, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** A length of time that a person chose: minutes below an hour, hours below a day, else days. */
export function spanText(minutes: number, language: string): string {
  const [value, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, style).format(value);
}

/** Date and time of day, short. */
export function stampText(time: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
