/** Part of a whole; null when there is no whole. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** F-measure; null when it has no meaning. */
export function fMeasure(precision: number | null, recall: number | null, beta: number): number | null {
  if (precision === null || recall === null || precision + recall === 0) return null;
  return ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
}

/** The 95 % Wilson interval of a share; null when there is no whole. */
export function interval(part: number, whole: number): [low: number, high: number] | null {
  if (whole === 0) return null;
  const z = 1.96;
  const p = part / whole;
  const centre = p + z ** 2 / (2 * whole);
  const half = z * Math.sqrt((p * (1 - p)) / whole + z ** 2 / (4 * whole ** 2));
  const scale = 1 + z ** 2 / whole;
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
