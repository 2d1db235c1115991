import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { crop, disguise, interrupt, makePools, surround, tempt } from '../../../src/dev/train/augment.ts';
import type { ReadMessage, Sample, SampleLabel } from '../../../src/dev/train/samples.ts';

const message = (text: string, carries = 0, side = 1): ReadMessage => ({
  words: [text],
  side,
  carries,
  found: 0,
  text,
});
const sample = (label: SampleLabel, messages: readonly ReadMessage[], alertBy: number | null = null): Sample => ({
  id: label,
  source: 'x',
  label,
  alertBy,
  messages,
  note: '',
  weight: 1,
});
const innocent = sample(
  'none',
  Array.from({ length: 20 }, (_, i) => message(`small talk ${i}`, 0, i % 2)),
);
const alert = sample(
  'alert',
  [message('hi'), message('tell', 1), message('no', 0, 0), message('demand', 2), message('go')],
  3,
);
const pools = makePools([innocent, alert, sample('near', [message('near miss')])]);
const many = (change: (seed: number) => Sample) => Array.from({ length: 40 }, (_, seed) => change(seed));

describe('variants of samples', () => {
  it('keep the message by which an alert is due', () => {
    const variants = [
      ...many((seed) => interrupt(alert, pools, 0.4, seeded(seed))),
      ...many((seed) => surround(alert, pools, seeded(seed))),
      ...many((seed) => crop(surround(alert, pools, seeded(seed)), 6, seeded(seed))),
    ];
    for (const { messages, alertBy } of variants) expect(messages[alertBy ?? -1]?.text).toBe('demand');
  });

  it('crop to a size', () => {
    for (const { messages } of many((seed) => crop(innocent, 6, seeded(seed)))) expect(messages).toHaveLength(6);
  });

  it('tempt an innocent chat with near misses and leave it innocent', () => {
    const { messages, label } = tempt(innocent, pools, 3, seeded(1));
    expect(messages.filter(({ text }) => text === 'near miss')).toHaveLength(3);
    expect(label).toBe('none');
  });

  it('disguise what the peer says and never what the child says', () => {
    const chat = sample('none', [message('password please', 0, 1), message('password please', 0, 0)]);
    for (const { messages } of many((seed) => disguise(chat, (text) => [text], 1, seeded(seed))))
      expect(messages[1]?.words).toEqual(['password please']);
  });
});
