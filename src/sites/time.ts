/** 1 January 2000 and 1 January 2100: what lies outside is not the time of a message. */
const EARLIEST = 946_684_800_000;
const LATEST = 4_102_444_800_000;

/**
 * A time as pages write it – ISO 8601, Unix seconds or milliseconds, or a date in words that the browser
 * can parse – in ms since the epoch; null for everything else. A clock time without a date is no time.
 */
export function parseTime(text: string | null): number | null {
  if (text === null || text.length > 80) return null;
  const trimmed = text.trim().replace(/ at |[\u00a0\u202f]/g, ' ');
  let time = Number.NaN;
  if (/^\d{9,10}(\.\d+)?$/.test(trimmed)) time = Number(trimmed) * 1000;
  else if (/^\d{13}$/.test(trimmed)) time = Number(trimmed);
  else if (/\d{4}/.test(trimmed)) {
    time = Date.parse(trimmed);
    if (Number.isNaN(time)) time = Date.parse(trimmed.replace(/,/g, ''));
  }
  return time >= EARLIEST && time <= LATEST ? Math.floor(time) : null;
}
