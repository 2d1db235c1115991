/** What the journal tells of times that are missing, were told wrongly or not kept. */

import type { Scene } from '../bed/scene.ts';

const MINUTE = 60_000;

/** In a page of the extension: the beat that comes every few minutes comes now. */
async function beatNow(): Promise<void> {
  await chrome.alarms.create('beat', { when: Date.now(), periodInMinutes: 5 });
}

/** All of them, oldest first. */
export async function gapsOf(scene: Scene): Promise<readonly string[]> {
  return (await scene.journal()).filter((kind) => /^(?:gap|clock|store)\b/.test(kind)).reverse();
}

/** Demands that it tells of these and of no other, once the background, whose clock is `off` ms off, has beaten. */
export async function demandGaps(scene: Scene, due: readonly string[], off = 0): Promise<boolean> {
  await scene.extension.inPage(beatNow);
  const beaten = async () => Math.abs(((await scene.beat()) ?? 0) - Date.now() - off) < MINUTE;
  const told = async () => (await gapsOf(scene)).join() === due.join();
  const what = `gaps in the journal: ${due.join(', ') || 'none'}`;
  if (await scene.demand(what, async () => (await beaten()) && (await told()))) return true;
  scene.fault(`gaps that it tells of: ${(await gapsOf(scene)).join(', ') || 'none'}`);
  return false;
}

/** Demands that it tells of one or more that come behind the first `before`, all of this kind. */
export function demandFresh(scene: Scene, before: number, kind: string): Promise<boolean> {
  return scene.demand(`fresh in the journal: ${kind}`, async () => {
    const fresh = (await gapsOf(scene)).slice(before);
    return fresh.length > 0 && fresh.every((each) => each === kind);
  });
}
