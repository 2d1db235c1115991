import type { AlertSummary, PageWarning } from '../../src/protocol/messages.ts';
import { type Life, PAGE, responseOf, tab } from './fake-browser.ts';
import { batch } from './fake-engine.ts';

/** A page says a batch; gives the warning that it is answered with. */
export async function observe(life: Life, ...args: Parameters<typeof batch>): Promise<PageWarning | null> {
  return responseOf(await life.ask('observe', { batch: batch(...args) }, tab(1))).warning;
}

/** All alerts, as a page of the extension is told of them. */
export async function alertsOf(life: Life): Promise<AlertSummary[]> {
  return responseOf(await life.ask('alerts', { limit: 100, tab: null }, PAGE)).alerts;
}
