/** Adam with decoupled weight decay; the gradient is shortened when it is longer than 3. */
export class Adam {
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  readonly #decay: number;
  #steps = 0;

  /** @param decay share of each weight that is taken away per step, times the rate */
  constructor(size: number, decay: number) {
    this.#first = new Float32Array(size);
    this.#second = new Float32Array(size);
    this.#decay = decay;
  }

  /** One step against the gradient. */
  step(weights: Float32Array, gradient: Float32Array, rate: number): void {
    this.#steps++;
    let square = 0;
    for (let i = 0; i < gradient.length; i++) square += (gradient[i] as number) ** 2;
    const shorten = Math.min(1, 3 / (Math.sqrt(square) + 1e-9));
    const correct1 = 1 - 0.9 ** this.#steps;
    const correct2 = 1 - 0.999 ** this.#steps;
    const first = this.#first;
    const second = this.#second;
    for (let i = 0; i < weights.length; i++) {
      const g = (gradient[i] as number) * shorten;
      const m = 0.9 * (first[i] as number) + 0.1 * g;
      const v = 0.999 * (second[i] as number) + 0.001 * g * g;
      first[i] = m;
      second[i] = v;
      const w = weights[i] as number;
      weights[i] = w - rate * (m / correct1 / (Math.sqrt(v / correct2) + 1e-8) + this.#decay * w);
    }
  }
}

/** Adam for rows of a table of which each step touches a few; rows that are not touched stay as they are. */
export class RowAdam {
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  readonly #dim: number;
  #steps = 0;

  constructor(size: number, dim: number) {
    this.#first = new Float32Array(size);
    this.#second = new Float32Array(size);
    this.#dim = dim;
  }

  /**
   * One step against the gradient.
   * @param rows the row of the table that each row of the gradient belongs to; -1 is left out
   */
  step(table: Float32Array, rows: Int32Array, gradient: Float32Array, rate: number): void {
    this.#steps++;
    const correct1 = 1 - 0.9 ** this.#steps;
    const correct2 = Math.sqrt(1 - 0.999 ** this.#steps);
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r] as number;
      if (row < 0) continue;
      for (let i = 0; i < this.#dim; i++) {
        const at = row * this.#dim + i;
        const g = gradient[r * this.#dim + i] as number;
        const m = 0.9 * (this.#first[at] as number) + 0.1 * g;
        const v = 0.999 * (this.#second[at] as number) + 0.001 * g * g;
        this.#first[at] = m;
        this.#second[at] = v;
        (table[at] as number) -= (rate * m) / correct1 / (Math.sqrt(v) / correct2 + 1e-8);
      }
    }
  }
}
