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

/** Fits weights (at least 0 where not free) and a bias to weighted examples. */
export function fitLogistic(examples: readonly Example[], options: FitOptions): Fit {
  const { free, ridge, prior, steps } = options;
  const size = prior.length;
  const w = Float64Array.from([...prior, -2]);
  const m = new Float64Array(size + 1);
  const v = new Float64Array(size + 1);
  const total = examples.reduce((sum, example) => sum + example.weight, 0);
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(size + 1);
    for (const { features, label, weight } of examples) {
      let z = w[size] as number;
      for (let i = 0; i < size; i++) z += (w[i] as number) * (features[i] ?? 0);
      const error = ((1 / (1 + Math.exp(-z)) - label) * weight) / total;
      for (let i = 0; i < size; i++) gradient[i] = (gradient[i] as number) + error * (features[i] ?? 0);
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
