/** A wrong clock of the device: that of the background and those of all pages of chats. */

import type { Fault } from './faults.ts';
import { demandGaps } from './gaps.ts';

const HOUR = 3_600_000;

/** In the worker: its clock is so many ms off. */
const setClock = (ms: number) => `{
  globalThis.nightlightClock ??= Date.now;
  Date.now = () => globalThis.nightlightClock() + ${ms};
}`;

/** In a page of the extension: the clock of its scripts in all pages of chats is so many ms off. */
async function setPageClocks(ms: number): Promise<void> {
  const set = (off: number) => {
    const world = globalThis as { nightlightClock?: () => number };
    const clock = world.nightlightClock ?? Date.now;
    world.nightlightClock = clock;
    Date.now = () => clock() + off;
  };
  const tabs = await chrome.tabs.query({ url: ['http://127.0.0.1/*'] });
  await Promise.all(
    tabs.map(({ id = -1 }) => chrome.scripting.executeScript({ target: { tabId: id }, func: set, args: [ms] })),
  );
}

/** What the next beat must tell of a clock that was set on by so many ms, or back; jumps are of an hour or more. */
const toldOf = (ms: number) => (ms < 0 ? ['clock'] : ms > 0 ? ['gap/asleep'] : []);

export const CLOCK: Fault = {
  title: 'the clock is set back and forth',
  targets: ['chromium', 'firefox'],
  async happen(scene, options) {
    const jumps = [HOUR, -HOUR, 26 * HOUR, -26 * HOUR, 24 * 400 * HOUR, -24 * 400 * HOUR];
    const due: string[] = [];
    let off = 0;
    const set = async (to: number) => {
      await scene.inWorker(setClock(to));
      await scene.extension.inPage(setPageClocks, to);
      // One that is set on looks like a device that slept.
      due.push(...toldOf(to - off));
      off = to;
      return demandGaps(scene, due, off);
    };
    await demandGaps(scene, due);
    for (let at = 0; at < options.times; at++) {
      const told = await set(options.chance.pick(jumps));
      await scene.talk(Math.ceil(options.messages / options.times));
      if (!told || !(await scene.demand('all is counted while the clock is off', () => scene.settled()))) break;
    }
    await set(0);
  },
};
