import { gramsOf } from '../../engine/model-words.ts';
import type { Lexicon } from './lexicon.ts';

/** Numbers for words while training: those of the lexicon first, then every other word as it turns up. */
export class WordTable {
  readonly dim: number;
  /** How many words have a vector of their own; the vectors of the others are guessed, and are not learnt. */
  readonly known: number;
  /** Vectors of the known words: this table's own, training changes them. */
  readonly vectors: Float32Array;
  readonly #lexicon: Lexicon;
  readonly #ids = new Map<string, number>();
  readonly #guessed: Float32Array[] = [];

  constructor(lexicon: Lexicon) {
    this.dim = lexicon.dim;
    this.#lexicon = lexicon;
    this.known = lexicon.words.length;
    this.vectors = lexicon.vectors.slice();
    lexicon.words.forEach((word, id) => {
      this.#ids.set(word, id);
    });
  }

  id(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.known + this.#guessed.length;
    this.#guessed.push(this.#guess(word));
    this.#ids.set(word, id);
    return id;
  }

  vector(id: number): Float32Array {
    if (id < this.known) return this.vectors.subarray(id * this.dim, (id + 1) * this.dim);
    return this.#guessed[id - this.known] ?? new Float32Array(this.dim);
  }

  #guess(word: string): Float32Array {
    const vector = new Float32Array(this.dim);
    const ids = gramsOf(word);
    for (const id of ids)
      for (let i = 0; i < this.dim; i++)
        (vector[i] as number) += (this.#lexicon.grams[id * this.dim + i] as number) / ids.length;
    return vector;
  }
}
