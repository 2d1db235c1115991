import { serveRounds } from './contestant.ts';

let found = 0;

serveRounds((terms) => {
  const pattern = new RegExp(
    String.raw`\b(?:${terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)).join('|')})\b`,
    'i',
  );
  return (texts) => {
    for (const text of texts) if (pattern.test(text)) found += 1;
  };
});

/** Read by nobody; keeps the loop from being optimised away. */
export const count = () => found;
