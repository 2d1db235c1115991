import type { Sensitivity } from '../protocol/family.ts';
import measured from './measured.json' with { type: 'json' };

/** How often Nightlight is right and wrong, in whole numbers: found rounded down and wrong rounded up, for no false hope. */
interface MeasuredRate {
  /** Of a hundred dangerous chats, those that raise an alert. */
  readonly found: number;
  /** Of a hundred innocent chats that sound alike, those that raise one. */
  readonly wrong: number;
  /** Alerts in 10,000 messages of ordinary chats, of the kind of chat that has most. */
  readonly everyday: number;
}

/** Day of the measurements, ms since the epoch: noon, so that it is the same day nearly everywhere. */
export const MEASURED_ON = Date.parse(`${measured.day}T12:00:00Z`);

/** The published rates: `npm run measure-sensitivity` writes them. */
export const MEASURED: Readonly<Record<Sensitivity, MeasuredRate>> = {
  fewer: rateOf(measured.rates.fewer),
  balanced: rateOf(measured.rates.balanced),
  more: rateOf(measured.rates.more),
};

function rateOf({ found, wrong, per10k }: (typeof measured.rates)[Sensitivity]): MeasuredRate {
  return {
    found: Math.floor(whole(found * 100)),
    wrong: Math.ceil(whole(wrong * 100)),
    everyday: Math.ceil(Math.max(...Object.values(per10k))),
  };
}

/** 0.29 × 100 is 28.999… */
function whole(percent: number): number {
  return Number(percent.toFixed(6));
}
