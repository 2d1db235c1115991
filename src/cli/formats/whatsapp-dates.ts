/** How the three numbers of a date are ordered. */
export type DateOrder = 'day-first' | 'month-first' | 'year-first';

/** Date and time as they stand before a message. */
export interface Stamp {
  readonly numbers: readonly [number, number, number];
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** null: a clock of 24 hours. */
  readonly half: 'am' | 'pm' | null;
}

/**
 * ms since the epoch, the clock read as UTC since an export names no zone; null when there is no such moment in this order.
 */
export function timeOf(stamp: Stamp, order: DateOrder): number | null {
  const [a, b, c] = stamp.numbers;
  const [year, month, day] = order === 'year-first' ? [a, b, c] : order === 'day-first' ? [c, b, a] : [c, a, b];
  const { half } = stamp;
  if (half !== null && (stamp.hour < 1 || stamp.hour > 12)) return null;
  const hour = half === null ? stamp.hour : (stamp.hour % 12) + (half === 'pm' ? 12 : 0);
  if (month < 1 || month > 12 || day < 1 || hour > 23 || stamp.minute > 59 || stamp.second > 59) return null;
  const full = year < 100 ? 2000 + year : year;
  const time = Date.UTC(full, month - 1, day, hour, stamp.minute, stamp.second);
  return new Date(time).getUTCDate() === day ? time : null;
}

/**
 * The order in which most of the stamps are moments that follow one another. A tie goes to the month when the clock has
 * twelve hours (as in the United States), else to the day.
 */
export function orderOf(stamps: readonly Stamp[]): DateOrder {
  if (stamps.some(({ numbers }) => numbers[0] > 99)) return 'year-first';
  const faults = (order: DateOrder): number => {
    let count = 0;
    let before = Number.NEGATIVE_INFINITY;
    for (const stamp of stamps) {
      const time = timeOf(stamp, order);
      // An impossible date is a proof, a step back in time only a hint: phones are set right now and then.
      if (time === null) count += 100;
      else {
        if (time < before) count += 1;
        before = time;
      }
    }
    return count;
  };
  const span = (order: DateOrder): number => {
    const times = stamps.map((stamp) => timeOf(stamp, order)).filter((time) => time !== null);
    return times.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
  };
  const [day, month] = [faults('day-first'), faults('month-first')];
  if (day !== month) return day < month ? 'day-first' : 'month-first';
  // Chats of one day or of neighbouring days lie closer together when they are read rightly.
  const [daySpan, monthSpan] = [span('day-first'), span('month-first')];
  if (daySpan !== monthSpan) return daySpan < monthSpan ? 'day-first' : 'month-first';
  return stamps[0]?.half ? 'month-first' : 'day-first';
}
