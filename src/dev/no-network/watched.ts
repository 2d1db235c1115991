/** A browser with chats on seven sites whose every request two witnesses see. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';
import { Scene } from '../bed/scene.ts';
import { sevenSites } from '../bed/sites.ts';
import { seeded } from '../seeded.ts';
import type { Visit } from './family.ts';
import { leakFromPage, leaking } from './leak.ts';
import { type Verdict, weigh } from './witness.ts';

export interface WatchOptions {
  readonly target: Target;
  readonly seed: string;
  /** Chats in turn in each of the six tabs, one or more. */
  readonly chats: number;
  /** With a build that asks the network for something, by which it is seen whether the witnesses would tell. */
  readonly leak?: boolean;
}

export const TABS = 6;
/** Rows of a page at most. */
const SHOWN = 50;

/** Lets something happen, closes the browser, and gives what the witnesses say. Throws what `happen` throws. */
export async function watched(
  { target, seed, chats, leak = false }: WatchOptions,
  happen: (visit: Visit) => Promise<void>,
): Promise<Verdict> {
  const home = mkdtempSync(join(tmpdir(), 'nightlight-watched-'));
  try {
    const downloads = join(home, 'downloads');
    mkdirSync(downloads);
    const { lookOf, hosts } = sevenSites(TABS);
    const scene = await Scene.open({
      target,
      tabs: TABS,
      threads: TABS * chats,
      chance: seeded(seed),
      shown: SHOWN,
      lookOf,
      hosts,
      traffic: true,
      downloads,
      ...(leak && { change: leaking }),
    });
    try {
      if (leak) await scene.extension.inPage(leakFromPage);
      await happen({ scene, tab: await scene.browser.open(''), downloads, photo: home });
      const { base } = scene.browser;
      return weigh({ noted: await scene.browser.traffic(), seen: scene.chats.seen, base });
    } finally {
      await scene.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
