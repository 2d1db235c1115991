import type { Adapter } from '../sites/adapter.ts';
import { live } from './lifetime.ts';
import { type Fallback, run } from './run.ts';
import { running } from './running.ts';

/**
 * Starts in this page with the sites that may stand on it; `fallback` reads pages of none of them. The build makes one
 * script from each group of sites that share a host (src/dev/content-scripts.ts), so that no page pays for another site.
 */
export function begin(sites: readonly Adapter[], fallback: Fallback | null = null): void {
  // Started once more in a page that was open when its origin was granted.
  const before = running();
  if (before !== undefined && before.waits !== true) {
    before.again?.();
    return;
  }
  before?.end();
  live(window, (signal, end) => run(window, { sites, fallback }, signal, end));
}
