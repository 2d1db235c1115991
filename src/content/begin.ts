import type { Adapter } from '../sites/adapter.ts';
import { live } from './lifetime.ts';
import { type Fallback, run } from './run.ts';
import { isTaken } from './running.ts';

/**
 * Starts in this page with the sites that may stand on it; `fallback` reads pages of none of them. The build makes one
 * script from each group of sites that share a host (src/dev/content-scripts.ts), so that no page pays for another site.
 */
export function begin(sites: readonly Adapter[], fallback: Fallback | null = null): void {
  if (isTaken()) return;
  live(window, (signal, end) => run(window, { sites, fallback }, signal, end));
}
