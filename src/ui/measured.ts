import type { Sensitivity } from '../protocol/family.ts';

/** How often Nightlight is right and wrong, out of a hundred chats. */
export interface MeasuredRate {
  /** Of a hundred dangerous chats, those that raise an alert. */
  readonly found: number;
  /** Of a hundred innocent chats that sound alike, those that raise one. */
  readonly wrong: number;
  /** `exam`: on chats that nothing was tuned on. `practice`: on practice chats, out of fold; a better figure than life's. */
  readonly from: 'exam' | 'practice';
}

/** Day of the measurements, and where the README tells how they were made. */
export const MEASURED_ON = Date.UTC(2026, 10, 25, 12);

/**
 * The published rates: `balanced` is the threshold that ships, measured by `npm run eval` on tests/corpus/check
 * (64.5 % and 4.3 %); the other two come from `npm run fit-weights -- --print` (62 % at 2 %, 76 % at 10 %).
 */
export const MEASURED: Readonly<Record<Sensitivity, MeasuredRate>> = {
  fewer: { found: 62, wrong: 2, from: 'practice' },
  balanced: { found: 65, wrong: 4, from: 'exam' },
  more: { found: 76, wrong: 10, from: 'practice' },
};
