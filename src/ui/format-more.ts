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
