/** The little linear algebra that training needs. */

/**
 * Main axes of weighted vectors (principal components).
 * @returns what maps a vector to its `dim` coordinates, scaled so that their mean square is 1
 */
export function principalAxes(
  vectors: readonly Float32Array[],
  weights: readonly number[],
  dim: number,
): (vector: Float32Array) => Float32Array {
  const size = vectors[0]?.length ?? 0;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(size);
  vectors.forEach((vector, v) => {
    for (let i = 0; i < size; i++) (mean[i] as number) += ((vector[i] as number) * (weights[v] ?? 0)) / total;
  });
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  vectors.forEach((vector, v) => {
    const weight = (weights[v] ?? 0) / total;
    for (let i = 0; i < size; i++) {
      const row = covariance[i] as Float64Array;
      const x = ((vector[i] as number) - (mean[i] as number)) * weight;
      for (let k = 0; k < size; k++) (row[k] as number) += x * ((vector[k] as number) - (mean[k] as number));
    }
  });
  const axes = eigenvectors(covariance).slice(0, dim);
  const project = (vector: Float32Array): Float32Array =>
    Float32Array.from(axes, (axis) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (axis[i] as number) * ((vector[i] as number) - (mean[i] as number));
      return sum;
    });
  let square = 0;
  for (const vector of vectors) for (const x of project(vector)) square += x * x;
  const scale = 1 / Math.sqrt(square / (vectors.length * dim));
  return (vector) => project(vector).map((x) => x * scale);
}

/** Eigenvectors of a symmetric matrix, largest eigenvalue first (cyclic Jacobi rotations). The matrix is used up. */
function eigenvectors(matrix: Float64Array[]): Float64Array[] {
  const n = matrix.length;
  const vectors = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, k) => (i === k ? 1 : 0)));
  const cell = (i: number, k: number) => matrix[i]?.[k] ?? 0;
  for (let sweep = 0; sweep < 12; sweep++) {
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const off = cell(p, q);
        if (Math.abs(off) < 1e-12) continue;
        const theta = (cell(q, q) - cell(p, p)) / (2 * off);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (const row of matrix) rotate(row, p, q, c, s);
        const rowP = matrix[p] as Float64Array;
        const rowQ = matrix[q] as Float64Array;
        for (let k = 0; k < n; k++) {
          const a = rowP[k] as number;
          const b = rowQ[k] as number;
          rowP[k] = c * a - s * b;
          rowQ[k] = s * a + c * b;
        }
        for (const row of vectors) rotate(row, p, q, c, s);
      }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => cell(b, b) - cell(a, a));
  return order.map((column) => Float64Array.from(vectors, (row) => row[column] as number));
}

function rotate(row: Float64Array, p: number, q: number, c: number, s: number): void {
  const a = row[p] as number;
  const b = row[q] as number;
  row[p] = c * a - s * b;
  row[q] = s * a + c * b;
}
