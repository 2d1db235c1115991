/** What a soak looks at, again and again. */

import type { Scene } from '../bed/scene.ts';
import type { Held } from '../browsers/browser.ts';
import { storedBytes } from './retention.ts';

export const MB = 1_000_000;
/** What is held may grow by so much between the first hour's worth and the end: what is kept at hand of a chat is bounded. */
const MOST_GROWTH = 1.25;

export interface Sample extends Held {
  /** Messages that were said so far. */
  readonly messages: number;
  /** Bytes of the extension's store. */
  readonly stored: number;
}

/** Wakes the background, and looks at it and at the pages of the chats. */
export async function sampleOf(scene: Scene, messages: number): Promise<Sample> {
  await scene.extension.alerts();
  const held = await scene.browser.memory((url) => url.startsWith('http'));
  return { ...held, messages, stored: await storedBytes(scene.extension) };
}

export const HEAD = 'messages   pages MB  background MB    nodes  listeners  store MB';

export function rowOf({ messages, pages, background, nodes, listeners, stored }: Sample): string {
  const cells = [
    messages,
    (pages / MB).toFixed(1),
    (background / MB).toFixed(1),
    nodes,
    listeners,
    (stored / MB).toFixed(2),
  ];
  return cells.map((cell, at) => String(cell).padStart([8, 11, 15, 9, 11, 10][at] ?? 0)).join('');
}

/** The first sample that was taken after so many messages. */
export function firstToCompare(samples: readonly Sample[], messages: number): Sample | undefined {
  return samples.find((sample) => sample.messages >= messages);
}

/** What was held more, in bytes for each message between two samples. */
export function slopes(early: Sample, late: Sample): string {
  const [pages, background] = (['pages', 'background'] as const).map((name) =>
    Math.round((late[name] - early[name]) / (late.messages - early.messages)),
  );
  return `from ${early.messages} to ${late.messages} messages: ${pages} bytes a message on the pages, ${background} in the background`;
}

/** What grew between two samples by more than it may. */
export function grown(early: Sample, late: Sample): string[] {
  return (['pages', 'background', 'nodes', 'listeners'] as const)
    .filter((name) => late[name] > early[name] * MOST_GROWTH)
    .map(
      (name) => `${name}: ${(late[name] / early[name]).toFixed(2)} times what it was after ${early.messages} messages`,
    );
}
