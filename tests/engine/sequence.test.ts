import { describe, expect, it } from 'vitest';
import { englishPack } from '../../src/catalog.ts';
import { levelRank, type SignalId } from '../../src/engine/signal.ts';
import { DAY, innocent, MINUTE, play, type Step, seeded, shuffled } from './simulator.ts';

const { weights } = englishPack();
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

const one = (signal: SignalId, gap: number, weight = 0.6): Step => ({ signals: [signal], weight, gap });

describe('sequences without text', () => {
  it('slow grooming over weeks, in any order, reaches warning', () => {
    const steps: readonly SignalId[] = [
      'flattery',
      'personal-probe',
      'supervision-probe',
      'gift-bribe',
      'isolation',
      'secrecy',
      'platform-switch',
      'sexual-talk',
      'image-request',
    ];
    for (const seed of SEEDS) {
      const random = seeded(seed);
      const story = shuffled(steps, random).flatMap((signal) => [
        ...innocent(20 + Math.floor(random() * 60), 5 * MINUTE),
        one(signal, (0.5 + random() * 3) * DAY),
      ]);
      expect(levelRank(play(story, weights).level), `seed ${seed}`).toBeGreaterThanOrEqual(levelRank('warning'));
    }
  });

  it('the chain of a taken account reaches urgent from any point of it, within a minute or over weeks', () => {
    const chain: readonly SignalId[] = [
      'impersonation',
      'credential-request',
      'account-hijack',
      'threat-exposure',
      'extortion-payment',
    ];
    for (const gap of [10_000, 2 * DAY])
      for (let from = 0; from < 3; from++) {
        const story = chain.slice(from).map((signal) => one(signal, gap, 0.8));
        expect(play(story, weights).level, `from ${chain[from]}, ${gap} ms apart`).toBe('urgent');
      }
  });

  it('ten thousand innocent messages raise nothing', () => {
    expect(play(innocent(10_000, MINUTE), weights).level).toBeNull();
  });

  it('a friendship with a weak sign now and then, over months, raises nothing', () => {
    const weak: readonly SignalId[] = [
      'flattery',
      'personal-probe',
      'platform-switch',
      'pressure',
      'supervision-probe',
    ];
    for (const seed of SEEDS) {
      const random = seeded(seed);
      const story = Array.from({ length: 40 }, () => [
        ...innocent(150 + Math.floor(random() * 100), 10 * MINUTE),
        one(weak[Math.floor(random() * weak.length)] ?? 'flattery', (3 + random() * 6) * DAY, 0.25),
      ]).flat();
      expect(play(story, weights).level, `seed ${seed}`).toBeNull();
    }
  });

  it('a threat, a demand and a deadline in one message need no more than that message', () => {
    const { level, reachedAt } = play(
      [{ signals: ['threat-exposure', 'extortion-payment', 'pressure'], weight: 0.7, gap: 0 }],
      weights,
    );
    expect(level).toBe('urgent');
    expect(reachedAt.urgent).toBe(0);
  });
});
