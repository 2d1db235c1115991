import type { Languages, RulePack } from './engine/index.ts';
import type { Sensitivity } from './protocol/family.ts';

/**
 * What a family's choice adds to the risk from which an alert is raised, in log-odds: with `fewer`, evidence must be about
 * twice as strong, with `more` about half. Plain threats and requests (`aloneFrom`) are left as they are in all three.
 */
const THRESHOLD_SHIFT: Readonly<Record<Sensitivity, number>> = { fewer: 0.75, balanced: 0, more: -0.6 };

/** The languages with their thresholds moved. */
export function withSensitivity(languages: Languages, sensitivity: Sensitivity): Languages {
  const shift = THRESHOLD_SHIFT[sensitivity];
  if (shift === 0) return languages;
  return {
    ...languages,
    load(lang): RulePack {
      const pack = languages.load(lang);
      return { ...pack, weights: { ...pack.weights, threshold: pack.weights.threshold + shift } };
    },
  };
}
