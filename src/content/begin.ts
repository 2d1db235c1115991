import type { Adapter } from '../sites/adapter.ts';
import { live } from './lifetime.ts';
import { run } from './run.ts';

/** Starts in this page; `fallback` reads pages of no known site. */
export function begin(fallback: Adapter | null): void {
  live(window, (signal, end) => run(window, fallback, signal, end));
}
