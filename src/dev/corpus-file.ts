import { readFileSync } from 'node:fs';
import { type Labelled, parseLabelledLine } from '../cli/corpus.ts';

/** The rows of a labelled corpus file. @throws Error that names file and line of what can't be read */
export function readLabelled(path: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((source, index) => {
      if (source.trim() === '') return [];
      try {
        return [parseLabelledLine(source)];
      } catch (error) {
        throw new Error(`${path}:${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
}
