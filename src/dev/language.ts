/** `node src/dev/run.mjs language "TEXT" […]`: which languages a text is read in, how its words are read, and what is found. */
import { allLanguages } from '../catalog.ts';
import { compilePack } from '../engine/compile.ts';
import { createEngine, type Engine } from '../engine/index.ts';
import { framesOf } from '../engine/match.ts';
import { read } from '../engine/reading.ts';
import { Stop } from './shell.ts';

/** Texts are read as messages of one peer, one after the other. @returns exit code */
export function main(args: readonly string[]): number {
  if (args.length === 0) throw new Stop('usage: node src/dev/run.mjs language "a text" ["the next message"]');
  const languages = allLanguages();
  const engine: Engine = createEngine(languages);
  let state = engine.start();
  args.forEach((text, i) => {
    const message = { author: 'peer', direction: 'peer' as const, text, time: i * 1000 };
    const observed = engine.observe(state, message, { now: i * 1000, group: false });
    state = observed.state;
    const scores = Object.entries(state.languages?.scores ?? {}).map(([lang, score]) => `${lang} ${score}`);
    console.log(
      `${text}\n  languages: ${observed.languages.join(', ') || 'unknown'} (${scores.join(', ') || 'nothing tells'})`,
    );
    for (const lang of observed.languages) {
      const pack = compilePack(languages.load(lang));
      const reading = read(text, pack);
      const words = reading.terms.map((term) => (term.entry ? term.text : `${term.text}?`)).join(' · ');
      const frames = framesOf(reading, pack);
      console.log(`  ${lang}: ${words}${frames.length > 0 ? `   frames: ${frames.join(', ')}` : ''}`);
    }
    for (const { rule, span, weight } of observed.findings)
      console.log(`  ${rule}  ${weight.toFixed(2)}  [[${text.slice(...span)}]]`);
  });
  return 0;
}
