import nlp from 'compromise/two';
import { serveRounds } from './contestant.ts';

let found = 0;

serveRounds(() => (texts) => {
  for (const text of texts) found += nlp(text).found ? 1 : 0;
});

export const count = () => found;
