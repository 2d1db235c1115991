import { englishRecommendedTransformers, parseRawPattern, RegExpMatcher } from 'obscenity';
import { serveRounds } from './contestant.ts';

let found = 0;

serveRounds((terms) => {
  const matcher = new RegExpMatcher({
    ...englishRecommendedTransformers,
    blacklistedTerms: terms.map((term, id) => ({ id, pattern: parseRawPattern(`|${term}|`) })),
  });
  return (texts) => {
    for (const text of texts) if (matcher.hasMatch(text)) found += 1;
  };
});

export const count = () => found;
