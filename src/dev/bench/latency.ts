import { measureLatency } from '../../../tests/bench/latency.ts';
import { build, TARGETS } from '../build.ts';
import { provide } from '../provision.ts';
import { type Measurement, percentile } from './measurement.ts';

/** Bars in ms for 95 of 100 messages. */
const WARM = 100;
const DEAD = 500;

/** From a message on the page to the warning on it, in real browsers, the worker running and the worker ended before. */
export async function measureLatencies(say: (line: string) => void): Promise<Measurement[]> {
  await provide(['chromium', 'firefox'], say);
  const list: Measurement[] = [];
  for (const target of TARGETS) {
    await build(target, true);
    const { warm, dead } = await measureLatency(target);
    const base = { section: 'message to warning, 95th percentile', unit: 'ms', better: 'less' } as const;
    list.push({ ...base, name: `${target}, worker running`, value: percentile(warm, 0.95), bar: WARM });
    list.push({ ...base, name: `${target}, worker ended before`, value: percentile(dead, 0.95), bar: DEAD });
  }
  return list;
}
