import { openEngine } from '../../../cli/open-engine.ts';

/** Makes the engine ready and reads a first message. */
export function makeReady(): void {
  const engine = openEngine();
  engine.observe(
    engine.start(),
    { author: 'peer', direction: 'peer', text: 'hello there', time: 0 },
    { now: 0, group: false },
  );
}
