/** Logistic regression with bounds on its weights, by Adam: small enough to be read, and always the same answer. */

export interface Example {
  readonly features: readonly number[];
  /** 1: an alert is right here. 0: it is wrong. */
  readonly label: 0 | 1;
  readonly weight: number;
}

export interface Fit {
  readonly weights: Float64Array;
  readonly bias: number;
}

export interface FitOptions {
  /** Per feature: the weight may be below zero. */
  readonly free: readonly boolean[];
  /** Pull of each weight towards `prior`. */
  readonly ridge: number;
  readonly prior: readonly number[];
  readonly steps: number;
}

const RATE = 0.03;

interface Row {
  readonly indexes: Int32Array;
  readonly values: Float64Array;
  readonly label: 0 | 1;
  weight: number;
}

/** Examples without their zeros, equal ones put together: most innocent conversations have no evidence at all. */
function rowsOf(examples: readonly Example[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { features, label, weight } of examples) {
    const indexes: number[] = [];
    for (let i = 0; i < features.length; i++) if (features[i] !== 0) indexes.push(i);
    const values = indexes.map((i) => Math.round((features[i] ?? 0) * 1000) / 1000);
    const key = `${label}|${indexes.join()}|${values.join()}`;
    const row = rows.get(key);
    if (row) row.weight += weight;
    else rows.set(key, { indexes: Int32Array.from(indexes), values: Float64Array.from(values), label, weight });
  }
  return [...rows.values()];
}

/** Fits weights (at least 0 where not free) and a bias to weighted examples. */
export function fitLogistic(examples: readonly Example[], options: FitOptions): Fit {
  const { free, ridge, prior, steps } = options;
  const size = prior.length;
  const rows = rowsOf(examples);
  const w = Float64Array.from([...prior, -2]);
  const m = new Float64Array(size + 1);
  const v = new Float64Array(size + 1);
  const gradient = new Float64Array(size + 1);
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    for (const { indexes, values, label, weight } of rows) {
      let z = w[size] as number;
      for (let k = 0; k < indexes.length; k++) z += (w[indexes[k] as number] as number) * (values[k] as number);
      const error = ((1 / (1 + Math.exp(-z)) - label) * weight) / total;
      for (let k = 0; k < indexes.length; k++)
        gradient[indexes[k] as number] = (gradient[indexes[k] as number] as number) + error * (values[k] as number);
      gradient[size] = (gradient[size] as number) + error;
    }
    for (let i = 0; i <= size; i++) {
      const pull = i < size ? ridge * ((w[i] as number) - (prior[i] ?? 0)) : 0;
      const g = (gradient[i] as number) + pull;
      m[i] = 0.9 * (m[i] as number) + 0.1 * g;
      v[i] = 0.999 * (v[i] as number) + 0.001 * g * g;
      const stepSize =
        (m[i] as number) / (1 - 0.9 ** step) / (Math.sqrt((v[i] as number) / (1 - 0.999 ** step)) + 1e-9);
      const moved = (w[i] as number) - RATE * stepSize;
      w[i] = i < size && !free[i] ? Math.max(0, moved) : moved;
    }
  }
  return { weights: w.slice(0, size), bias: w[size] as number };
}

/** Weighted sum of features and bias: the log-odds that an alert is right. */
export function logOdds({ weights, bias }: Fit, features: readonly number[]): number {
  let z = bias;
  for (let i = 0; i < weights.length; i++) z += (weights[i] as number) * (features[i] ?? 0);
  return z;
}
