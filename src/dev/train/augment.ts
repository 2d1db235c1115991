/**
 * Variants of the samples, made anew in every round of training, so that the network learns what is said and not where, how
 * long or how it is spelt: innocent talk in between, near misses in innocent chats, disguises.
 */
import { obfuscate, PERTURBATION_IDS } from '../obfuscate.ts';
import type { Seeded } from '../seeded.ts';
import { isBenign, type ReadMessage, type Sample } from './samples.ts';

/** Samples sorted by what they are good for. */
export interface Pools {
  readonly innocent: readonly Sample[];
  readonly alerts: readonly Sample[];
  readonly near: readonly ReadMessage[];
}

export function makePools(samples: readonly Sample[]): Pools {
  const messages = (label: Sample['label']) =>
    samples.filter((sample) => sample.label === label).flatMap((sample) => sample.messages);
  return {
    innocent: samples.filter((sample) => sample.label === 'none' && !isBenign(sample)),
    alerts: samples.filter((sample) => sample.label === 'alert'),
    near: messages('near'),
  };
}

/** Messages before the alert is due that a stretch keeps: they led to it. */
const LEAD = 10;

/** A stretch of at most `size` messages. Of an alert the part that led to it stays in. */
export function crop(sample: Sample, size: number, random: Seeded): Sample {
  const { length } = sample.messages;
  if (length <= size) return sample;
  const due = sample.alertBy;
  const from = due === null ? 0 : Math.max(0, due - size + 1);
  const to = Math.min(length - size, due === null ? length : Math.max(from, due - LEAD));
  const start = Math.min(from, length - size) + random.below(Math.max(0, to - from) + 1);
  return {
    ...sample,
    messages: sample.messages.slice(start, start + size),
    alertBy: due === null ? null : due - start,
  };
}

/** Puts a few innocent messages of other chats in between. */
export function interrupt(sample: Sample, pools: Pools, chance: number, random: Seeded): Sample {
  if (pools.innocent.length === 0) return sample;
  const messages: ReadMessage[] = [];
  let alertBy = sample.alertBy;
  sample.messages.forEach((message, index) => {
    while (random.chance(chance)) {
      const other = random.pick(pools.innocent).messages;
      const from = random.below(other.length);
      const part = other.slice(from, from + random.pick([1, 1, 2, 3]));
      messages.push(...part);
      if (alertBy !== null && sample.alertBy !== null && index <= sample.alertBy) alertBy += part.length;
    }
    messages.push(message);
  });
  return { ...sample, messages, alertBy };
}

/** Puts a stretch of another innocent chat before it, and sometimes one after it: neither says anything about it. */
export function surround(sample: Sample, pools: Pools, random: Seeded): Sample {
  if (pools.innocent.length === 0) return sample;
  const stretch = (): readonly ReadMessage[] => {
    const other = random.pick(pools.innocent).messages;
    const length = 3 + random.below(8);
    const from = random.below(Math.max(1, other.length - length + 1));
    return other.slice(from, from + length);
  };
  const before = stretch();
  const after = random.chance(0.4) ? stretch() : [];
  return {
    ...sample,
    messages: [...before, ...sample.messages, ...after],
    alertBy: sample.alertBy === null ? null : sample.alertBy + before.length,
  };
}

/** An innocent chat in which messages stand that only resemble a signal. */
export function tempt(sample: Sample, pools: Pools, count: number, random: Seeded): Sample {
  const messages = [...sample.messages];
  for (let i = 0; i < count && pools.near.length > 0; i++)
    messages.splice(random.below(messages.length + 1), 0, random.pick(pools.near));
  return { ...sample, messages, weight: 0.5 };
}

/** Writes what the peer says in disguise. */
export function disguise(
  sample: Sample,
  read: (text: string) => readonly string[],
  share: number,
  random: Seeded,
): Sample {
  const kind = random.pick(PERTURBATION_IDS);
  const messages = sample.messages.map((message) => {
    if (message.side === 0 || !random.chance(share)) return message;
    return { ...message, words: read(obfuscate(message.text, kind, random.below(1 << 30))) };
  });
  return { ...sample, messages };
}
