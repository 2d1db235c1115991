import { createWorld, PAGE, responseOf, startWorker, tab, type World } from '../background/fake-browser.ts';
import { batch, message } from '../background/fake-engine.ts';
import { askOf, setUp } from '../background/family/family.ts';
import { plant } from '../background/stored.ts';

/** What a kept store must still say. */
export const LIFE = {
  country: 'IE',
  sitesOff: ['demo-two'],
  trusted: [{ site: 'demo', name: 'Aunt' }],
  /** Messages and edits of each conversation, by messages. */
  counts: [
    { messages: 1, edits: 0 },
    { messages: 2, edits: 1 },
    { messages: 3, edits: 0 },
  ],
  alerts: [
    { title: 'Kim', level: 'urgent', seen: false },
    { title: 'Robin', level: 'warning', seen: true },
  ],
  /** Sent and counted then; must not be counted again. */
  again: { thread: 'one', rows: ['hello', 'caution flattery', 'warning secrecy'] },
} as const;

export const rowsOf = (thread: string, texts: readonly string[], start: number) =>
  texts.map((text, index) => message(`${thread}-${index}`, text, { time: start + index }));

/** Lets a family use Nightlight for a while: something of everything that is kept, and one item that can't be read. */
export async function live(): Promise<World> {
  const world = createWorld();
  const life = startWorker(world);
  await setUp(life, {
    country: LIFE.country,
    ageGroup: 'under-13',
    sitesOff: LIFE.sitesOff,
    trusted: LIFE.trusted,
  });
  const observe = async (thread: string, title: string, texts: readonly string[]) => {
    const rows = rowsOf(thread, texts, world.now - 1000);
    return responseOf(await life.ask('observe', { batch: batch(rows, { thread, title }) }, tab(1))).warning;
  };
  const robin = await observe(LIFE.again.thread, 'Robin', LIFE.again.rows);
  await life.ask('shown', { alert: robin?.alert ?? '', level: 'warning' }, tab(1));
  await askOf(life)('mark-seen', { alerts: [robin?.alert ?? ''] });
  world.now += 26 * 3_600_000;
  const kim = await observe('two', 'Kim', ['urgent threat-harm']);
  await life.ask('dismissed', { alert: kim?.alert ?? '', level: 'urgent' }, tab(1));
  await observe('three', '', ['hello', 'first']);
  const edited = message('three-1', 'first again');
  await life.ask('observe', { batch: batch([edited], { thread: 'three' }) }, tab(1));
  await plant(world, 'alerts', 'unreadable', { level: 'loud', updated: 1, unseen: 1, touched: world.now });
  life.kill();
  const next = startWorker(world);
  await next.ask('alerts', { limit: 10, tab: null }, PAGE);
  await next.settled();
  next.kill();
  return world;
}
