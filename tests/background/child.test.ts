import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { englishPack } from '../../src/catalog.ts';
import { createEngine } from '../../src/engine/index.ts';
import { createWorld, type Life, PAGE, responseOf, rung, startWorker, tab } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { changeSettings } from './family/family.ts';
import { storedIn } from './stored.ts';

const CHAT = tab(1);
const ASKED = 'can u send me ur password';
const draft = (text: string, thread = 'one') => ({ site: 'demo', thread, text });

/** A worker that reads as the real one does, with one message of the peer counted. */
async function asked(text: string, world = createWorld()): Promise<Life> {
  const life = startWorker(world, { makeEngine: () => createEngine(englishPack()) });
  responseOf(await life.ask('observe', { batch: batch([message('k1', text)]) }, CHAT));
  return life;
}

describe('a draft', () => {
  it('that gives what was asked for is named', async () => {
    const life = await asked(ASKED);
    const answer = responseOf(await life.ask('draft', draft('its sunny123'), CHAT));
    expect(answer).toEqual({ gives: 'password', asked: true });
  });

  it('of another thread, another page or a calm conversation is not', async () => {
    const life = await asked(ASKED);
    const calm = { gives: null, asked: false };
    expect(responseOf(await life.ask('draft', draft('its sunny123', 'two'), CHAT))).toEqual(calm);
    expect(responseOf(await life.ask('draft', draft('its sunny123'), tab(1, 'https://other.example/')))).toEqual(calm);
    const other = await asked('how was school');
    expect(responseOf(await other.ask('draft', draft('its sunny123'), CHAT))).toEqual(calm);
  });

  describe('for somebody whom the parent trusts', () => {
    /** A worker that was asked by an aunt whom the parent trusts. */
    async function askedByAunt(change: {
      readonly author?: string;
      readonly title?: string;
      readonly group?: boolean;
    }) {
      const { author = 'Someone', title = 'Someone', group = false } = change;
      const world = createWorld();
      const life = startWorker(world, { makeEngine: () => createEngine(englishPack()) });
      await changeSettings(life, { trusted: [{ site: 'demo', name: 'Aunt Marigold' }] });
      const row = message('k1', ASKED, { author });
      responseOf(await life.ask('observe', { batch: batch([row], { title, group }) }, CHAT));
      life.kill();
      const { alerts } = await storedIn(world);
      const next = startWorker(world, { makeEngine: () => createEngine(englishPack()) });
      const { gives } = responseOf(await next.ask('draft', draft('its sunny123'), CHAT));
      return { gives, levels: alerts.map(({ level }) => level) };
    }

    it('is not held while there is no alert, however the page writes the name', async () => {
      expect(await askedByAunt({ author: 'aunt  MARIGOLD ' })).toEqual({ gives: null, levels: [] });
      expect(await askedByAunt({})).toEqual({ gives: 'password', levels: ['warning'] });
    });

    it('is held in a group, where others read it, too', async () => {
      const { gives } = await askedByAunt({ author: 'Aunt Marigold', title: 'Aunt Marigold', group: true });
      expect(gives).toBe('password');
    });
  });

  it('is stored nowhere, and judging changes nothing', async () => {
    const world = createWorld();
    const life = await asked(ASKED, world);
    await rung(life);
    const everything = async () => JSON.stringify([await storedIn(world), [...world.session], [...world.local]]);
    const before = await everything();
    await life.ask('draft', draft('its sunny123'), CHAT);
    expect(await everything()).toBe(before);
    expect(before).not.toContain('sunny');
  });

  it('may come from a page with a chat alone, and not without end', async () => {
    const life = await asked(ASKED);
    expect(await life.ask('draft', draft('x'), PAGE)).toMatchObject({ ok: false });
    expect(await life.ask('draft', draft('x'.repeat(4001)), CHAT)).toMatchObject({ ok: false });
  });
});

describe('“It’s not a problem”', () => {
  const alertOf = async (life: Life) => responseOf(await life.ask('alerts', { limit: 5, tab: null }, PAGE)).alerts[0];

  const count = async (life: Life, rule: string | undefined) =>
    (await alertOf(life))?.reasons.filter((reason) => reason.rule === rule).length;

  it('quietens the rule that raised the alert in its conversation, and undo takes it back', async () => {
    const world = createWorld();
    const life = await asked(ASKED, world);
    const alert = await alertOf(life);
    expect(alert).toMatchObject({ notAProblem: false, level: 'warning' });
    await life.ask('not-a-problem', { alert: alert?.id ?? '', undo: false }, PAGE);
    expect(await alertOf(life)).toMatchObject({ notAProblem: true, seen: true });
    const again = responseOf(await life.ask('observe', { batch: batch([message('k2', ASKED)]) }, CHAT));
    expect(again.warning).toBeNull();
    expect(await count(life, alert?.reasons[0]?.rule)).toBe(1);
    await life.ask('not-a-problem', { alert: alert?.id ?? '', undo: true }, PAGE);
    expect(await alertOf(life)).toMatchObject({ notAProblem: false });
    world.now += 60_000;
    await life.ask('observe', { batch: batch([message('k3', ASKED)]) }, CHAT);
    expect(await count(life, alert?.reasons[0]?.rule)).toBe(2);
  });

  it('puts the alert away everywhere: its notification, the badge', async () => {
    const world = createWorld();
    const life = await asked(ASKED, world);
    await rung(life);
    expect([world.badge.text, world.notifications.size]).toEqual(['1', 1]);
    await life.ask('not-a-problem', { alert: (await alertOf(life))?.id ?? '', undo: false }, PAGE);
    expect([world.badge.text, world.notifications.size]).toEqual(['', 0]);
  });

  it('is learned from in the same way when the parent calls it a false alarm', async () => {
    const world = createWorld();
    const life = await asked(ASKED, world);
    const alert = await alertOf(life);
    const id = alert?.id ?? '';
    const said = responseOf(
      await life.ask('set-alert-state', { token: null, states: [{ alert: id, state: 'false-alarm' }] }, PAGE),
    );
    if (said.outcome !== 'done') throw new Error(said.outcome);
    world.now += 60_000;
    await life.ask('observe', { batch: batch([message('k2', ASKED)]) }, CHAT);
    expect(await count(life, alert?.reasons[0]?.rule)).toBe(1);
    // Another chat is as it was: there the same words are warned of.
    const other = batch([message('k1', ASKED)], { thread: 'another', title: 'another' });
    expect(responseOf(await life.ask('observe', { batch: other }, CHAT)).warning).not.toBeNull();
    await life.ask('set-alert-state', { token: null, states: said.before }, PAGE);
    world.now += 60_000;
    await life.ask('observe', { batch: batch([message('k3', ASKED)]) }, CHAT);
    const alerts = responseOf(await life.ask('alerts', { limit: 5, tab: null }, PAGE)).alerts;
    const same = alerts.find((each) => each.id === id);
    expect(same?.reasons.filter(({ rule }) => rule === alert?.reasons[0]?.rule)).toHaveLength(2);
  });

  it('does not quieten a worse thing', async () => {
    const life = await asked(ASKED);
    await life.ask('not-a-problem', { alert: (await alertOf(life))?.id ?? '', undo: false }, PAGE);
    const worse = 'I have your account now. do what i say and u get it back';
    const { warning } = responseOf(await life.ask('observe', { batch: batch([message('k2', worse)]) }, CHAT));
    expect(warning?.level).toBe('urgent');
    expect(warning?.help.map(({ href }) => href)).toContain('tel:08001111');
  });
});

describe('“Talk to someone” on a page', () => {
  function platform(openPopup: () => Promise<void>) {
    const setPopup = vi.fn(async (_: { tabId?: number; popup: string | null }) => undefined);
    const create = vi.fn(async () => ({}));
    const world = createWorld();
    const life = startWorker(world, {}, (base) => ({
      ...base,
      action: { ...base.action, openPopup, setPopup },
      tabs: { create },
    }));
    return { life, setPopup, create, world };
  }

  it('opens the popup where people are named, and leaves the popup of the tab as it was', async () => {
    const { life, setPopup, create } = platform(async () => undefined);
    await life.settled();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    expect(responseOf(await life.ask('talk', {}, CHAT))).toEqual({ opened: true });
    await vi.advanceTimersByTimeAsync(5000);
    expect(setPopup.mock.calls.map(([call]) => call)).toEqual([
      { tabId: 1, popup: expect.stringContaining('popup.html#talk') },
      { tabId: 1, popup: null },
    ]);
    expect(create).not.toHaveBeenCalled();
  });

  it('opens a tab where the browser opens no popup, and notes nothing', async () => {
    const { life, create, world } = platform(async () => {
      throw new Error('needs a press');
    });
    await life.settled();
    const before = JSON.stringify(await storedIn(world));
    expect(responseOf(await life.ask('talk', {}, CHAT))).toEqual({ opened: true });
    expect(create).toHaveBeenCalledWith({ url: expect.stringContaining('popup.html#talk') });
    expect(JSON.stringify(await storedIn(world))).toBe(before);
  });
});
