/** Products of matrices on flat arrays, rows first. Four terms are added at a time: a number is loaded and stored once for all. */

/** Places of a row that are not zero; as long as the longest row. */
const places = new Int32Array(8192);

/** out[n × m] += a[n × k] · b[k × m]; zeros in `a` cost nothing. */
export function multiply(a: Float32Array, b: Float32Array, out: Float32Array, n: number, k: number, m: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * m;
    const start = i * k;
    let count = 0;
    for (let j = 0; j < k; j++) if (a[start + j] !== 0) places[count++] = j;
    let c = 0;
    for (; c + 4 <= count; c += 4) {
      const j0 = places[c] as number;
      const j1 = places[c + 1] as number;
      const j2 = places[c + 2] as number;
      const j3 = places[c + 3] as number;
      const x0 = a[start + j0] as number;
      const x1 = a[start + j1] as number;
      const x2 = a[start + j2] as number;
      const x3 = a[start + j3] as number;
      const at0 = j0 * m;
      const at1 = j1 * m;
      const at2 = j2 * m;
      const at3 = j3 * m;
      for (let q = 0; q < m; q++)
        (out[row + q] as number) +=
          x0 * (b[at0 + q] as number) +
          x1 * (b[at1 + q] as number) +
          x2 * (b[at2 + q] as number) +
          x3 * (b[at3 + q] as number);
    }
    for (; c < count; c++) {
      const j = places[c] as number;
      const x = a[start + j] as number;
      const at = j * m;
      for (let q = 0; q < m; q++) (out[row + q] as number) += x * (b[at + q] as number);
    }
  }
}

/** From this share of numbers that are not zero on, looking for the zeros costs more than it saves. */
const DENSE = 0.25;

/** out[k × m] += aᵀ[k × n] · d[n × m]; zeros cost nothing. */
export function multiplyLeft(
  a: Float32Array,
  d: Float32Array,
  out: Float32Array,
  n: number,
  k: number,
  m: number,
): void {
  let filled = 0;
  for (let i = 0; i < n * m; i++) if (d[i] !== 0) filled++;
  const whole = filled >= DENSE * n * m ? n - (n % 4) : 0;
  for (let i = 0; i < whole; i += 4) {
    const row0 = i * m;
    const row1 = row0 + m;
    const row2 = row1 + m;
    const row3 = row2 + m;
    for (let j = 0; j < k; j++) {
      const x0 = a[i * k + j] as number;
      const x1 = a[(i + 1) * k + j] as number;
      const x2 = a[(i + 2) * k + j] as number;
      const x3 = a[(i + 3) * k + j] as number;
      if (x0 === 0 && x1 === 0 && x2 === 0 && x3 === 0) continue;
      const to = j * m;
      for (let q = 0; q < m; q++)
        (out[to + q] as number) +=
          x0 * (d[row0 + q] as number) +
          x1 * (d[row1 + q] as number) +
          x2 * (d[row2 + q] as number) +
          x3 * (d[row3 + q] as number);
    }
  }
  for (let i = whole; i < n; i++) {
    const row = i * m;
    let count = 0;
    for (let q = 0; q < m; q++) if (d[row + q] !== 0) places[count++] = q;
    if (count === 0) continue;
    for (let j = 0; j < k; j++) {
      const x = a[i * k + j] as number;
      if (x === 0) continue;
      const to = j * m;
      for (let c = 0; c < count; c++) {
        const q = places[c] as number;
        (out[to + q] as number) += x * (d[row + q] as number);
      }
    }
  }
}

/** out[n × k] += d[n × m] · bᵀ[m × k]; zeros in `d` cost nothing. */
export function multiplyRight(
  d: Float32Array,
  b: Float32Array,
  out: Float32Array,
  n: number,
  k: number,
  m: number,
): void {
  const turned = new Float32Array(m * k);
  for (let j = 0; j < k; j++) for (let q = 0; q < m; q++) turned[q * k + j] = b[j * m + q] as number;
  multiply(d, turned, out, n, m, k);
}
