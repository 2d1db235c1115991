import type { EngineDoor } from '../../../cli/engine-door.ts';
import { CORPUS_START } from '../../../cli/predict.ts';
import type { Reader } from './contestant.ts';

/** ms between two messages: a lively chat of two, each writing in turn. */
const STEP = 30_000;

/** A chat that goes on for ever: the peer and the child write in turn. */
export function engineReader<State>(engine: EngineDoor<State>): Reader {
  let state = engine.start();
  let now = CORPUS_START;
  let turn = 0;
  return (texts) => {
    for (const text of texts) {
      now += STEP;
      turn += 1;
      const direction = turn % 2 === 0 ? 'child' : 'peer';
      state = engine.observe(state, { author: direction, direction, text, time: now }, { now, group: false }).state;
    }
  };
}
