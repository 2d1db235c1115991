import { describe, expect, it } from 'vitest';
import { type HistoryFacts, isHistory } from '../../src/content/history.ts';

const started = 1_000_000;
const facts = (more: Partial<HistoryFacts> = {}): HistoryFacts => ({
  opening: false,
  aboveKnown: false,
  belowKnown: false,
  edited: false,
  batch: 1,
  time: null,
  ...more,
});
/** `age`: ms since the thread opened. */
const history = (more: Partial<HistoryFacts>, age = 60_000) => isHistory(facts(more), started, started, started + age);

describe('history is', () => {
  it('what stands there when a thread opens', () => {
    expect(history({ opening: true }, 0)).toBe(true);
    expect(history({ opening: true, time: started - 5000 }, 0)).toBe(true);
  });
  it('what is put above what was read', () => {
    expect(history({ aboveKnown: true })).toBe(true);
  });
  it('a list that is filled just after opening', () => {
    expect(history({ batch: 20 }, 500)).toBe(true);
    expect(history({ time: started - 3_600_000 }, 5000)).toBe(true);
  });
  it('a placeholder that gets its words while the thread opens', () => {
    expect(history({ edited: true }, 500)).toBe(true);
  });
});

describe('news is', () => {
  it('what comes below, whatever its clock says', () => {
    expect(history({})).toBe(false);
    expect(history({ time: started - 3_600_000 })).toBe(false);
  });
  it('a single message just after opening', () => {
    expect(history({ batch: 1 }, 300)).toBe(false);
  });
  it('what was written while the page was watched, in a thread that opens because of it', () => {
    expect(history({ opening: true, time: started + 4000 }, 5000)).toBe(false);
    expect(history({ opening: true, time: started - 900 }, 0), 'clocks that count seconds').toBe(false);
  });
  it('what came below while another thread was open', () => {
    expect(history({ opening: true, belowKnown: true }, 0)).toBe(false);
  });
  it('an edit under our eyes, also of an old message', () => {
    expect(history({ edited: true, aboveKnown: true })).toBe(false);
  });
});
