/** What must hold on every chat app, in every browser: one body, run by a test file an app. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../src/dev/browsers/browser.ts';
import { TARGETS } from '../../src/dev/build.ts';
import type { AlertSummary } from '../../src/protocol/messages.ts';
import { engine } from '../engine/shipped.ts';
import type { ChatApp } from './apps/app.ts';
import { LINES, SMALL_TALK, Stage } from './stage.ts';

/** ms from the moment a message was sent to the warning on the child's page. */
const SECOND = 1000;
/** Tries that may take longer: a busy machine is late once, a slow product each time. */
const TRIES = 3;
/** What the pause asks, and what it asks about. */
const PAUSE = 'Do you want to send this?';
const SECRET = 'its sunny123';
/** ms that a page of history may take to be opened and read. */
const OPENED = 5000;
/** How often, and ms by how much later each time, a worker is ended while it reads a message. */
const INSTANTS = 8;
const STEP = 30;

/** The network's reasons are left out: it has one name for all that it sees. */
const rules = (alert: AlertSummary) =>
  alert.reasons.map(({ rule }) => rule).filter((rule) => !rule.startsWith('model/'));
const has = (signal: AlertSummary['signals'][number]) => (alert: AlertSummary) => alert.signals.includes(signal);

/** Rules that the engine finds when it reads the same thread in peace: its friendly talk, then the lines of the peer. */
function rulesInPeace(lines: readonly string[]): string[] {
  const found = new Set<string>();
  let state = engine.start();
  const thread = [...SMALL_TALK, ...lines.map((text) => ['peer', text] as const)];
  thread.forEach(([direction, text], index) => {
    const now = Date.now() + index * 1000;
    const read = engine.observe(state, { author: direction, direction, text, time: now }, { now, group: false });
    state = read.state;
    for (const reason of (read.alert ?? read.grown)?.reasons ?? [])
      if (reason.source === 'rule') found.add(reason.rule);
  });
  return [...found].sort();
}

/** What the rules found: the second opinion is asked about the talk before, too, and tests of its own hold it. */
const rulesOf = (alert: AlertSummary) => [...new Set(rules(alert))].sort();

export function describeApp(app: ChatApp): void {
  describe.each(TARGETS)(`${app.name} in %s`, (target) => {
    let stage: Stage;

    beforeAll(async () => {
      stage = await Stage.open(app, target);
    });

    afterAll(async () => {
      await stage?.close();
    });

    beforeEach(async ({ onTestFailed, task }) => {
      onTestFailed(() => stage.photograph(`${app.name} ${task.name}`));
      await stage.begin();
    });

    /** Every message of the thread was counted, each once. */
    async function expectAllCountedOnce(edits = 0): Promise<void> {
      const { said, ...counts } = await stage.countedAll(edits);
      expect(counts.messages).toBe(said);
      expect(counts.edits).toBeGreaterThanOrEqual(edits);
      expect(counts.edits).toBeLessThanOrEqual(edits + (app.retold ?? 0));
    }

    /** The quickest of a few tries, each in a thread of its own; one that is quick enough ends them. */
    async function quickest(attempt: () => Promise<number>): Promise<number> {
      let best = await attempt();
      for (let tries = 1; tries < TRIES && best >= SECOND; tries++) {
        await stage.begin();
        best = Math.min(best, await attempt());
      }
      return best;
    }

    test('a message of the peer raises the right alert within one second', async () => {
      expect(await stage.alert()).toBeNull();
      const took = await quickest(async () => {
        await stage.peerSends(LINES.credential);
        const sent = performance.now();
        const warning = await stage.warning();
        expect(warning.title).toBe('Someone wants your password');
        return performance.now() - sent;
      });
      expect(took).toBeLessThan(SECOND);
      const alert = await stage.alertThat(has('credential-request'));
      expect(alert).toMatchObject({ site: app.site, level: 'warning', signals: ['credential-request'] });
      const unseen = (await stage.extension.alerts()).filter(({ seen }) => !seen).length;
      await until(async () => (await stage.extension.badge()) === String(unseen), { what: `the badge says ${unseen}` });
      await expectAllCountedOnce();
    });

    test('a secret that was asked for is held before it is sent, and goes when the child says so', async () => {
      await stage.peerSays(LINES.credential);
      await stage.warning();
      await stage.child.pressInWarning('Close this warning');
      const held = async (answer: string) => {
        await until(async () => (await stage.warning()).title === PAUSE, { what: 'the pause asks' });
        expect(await stage.draft()).toBe(SECRET);
        await stage.child.pressInWarning(answer);
        await until(async () => (await stage.child.warning())?.title !== PAUSE, { what: 'the question is gone' });
        expect(await stage.draft()).toBe(SECRET);
        expect(await stage.app.shown(stage.peer)).not.toContain(SECRET);
      };
      await stage.childWrites(SECRET);
      await stage.child.press('Enter');
      await held('Don’t send');
      await stage.child.click(stage.app.button);
      await held('Send anyway');
      await stage.child.click(stage.app.button);
      const arrived = async () => (await stage.app.shown(stage.peer)).includes(SECRET);
      await until(arrived, { what: 'the peer sees it' });
      expect(await stage.draft()).toBe('');
    });

    test("the child's own words are not taken for the peer's", async () => {
      await stage.childSays(LINES.threat);
      await stage.childSays(LINES.hijack);
      await stage.peerSays(LINES.credential);
      const alert = await stage.alertThat(has('credential-request'));
      expect(alert).toMatchObject({ level: 'warning', signals: ['credential-request'] });
      await expectAllCountedOnce();
    });

    test('what stood on the page when it was opened is read as history, once', async () => {
      if (stage.app.reload === null) throw new Error(`${app.name} has no history to open.`);
      await stage.child.goto('about:blank');
      for (const line of [LINES.credential, LINES.hijack]) await stage.peerSends(line);
      const sent = Date.now();
      await stage.app.reload(stage.child, stage.thread);
      await stage.childSees(LINES.hijack);
      const first = await stage.alertThat(has('account-hijack'));
      expect(first.level).toBe('urgent');
      // Read in the order in which they were written: what is found over two messages is found.
      expect(rulesOf(first)).toEqual(rulesInPeace([LINES.credential, LINES.hijack]));
      expect((await stage.warning()).title).not.toBe('');
      for (const { time } of first.reasons) expect(time).toBeLessThanOrEqual(sent + OPENED);
      await expectAllCountedOnce();
      // Opened again, with a line after it that says nothing: what is known is not counted anew, nor startles the child twice.
      await stage.app.reload(stage.child, stage.thread);
      await stage.peerSays('my dog is asleep');
      await expectAllCountedOnce();
      expect(await stage.alert()).toMatchObject({ level: 'urgent', raised: first.raised, reasons: first.reasons });
      expect(await stage.child.warning()).toBeNull();
    });

    test('a row that is built anew is not counted twice', async () => {
      await stage.peerSays(LINES.credential);
      const before = await stage.alertThat(has('credential-request'));
      await stage.app.remount(stage.child);
      await stage.app.remount(stage.child);
      await stage.peerSays(LINES.hijack);
      const after = await stage.alertThat(has('account-hijack'));
      expect(after.level).toBe('urgent');
      expect(rules(after).filter((rule) => rules(before).includes(rule))).toEqual(rules(before));
      await expectAllCountedOnce();
    });

    test('an edited message is read again', async () => {
      const { edit } = stage.app;
      if (edit === null) {
        // IRC has no edits: a message can only be followed by another one, which is read as one of its own.
        await stage.peerSays('can u send me ur maths');
        await stage.peerSays(`i mean ${LINES.credential}`);
        await stage.alertThat(has('credential-request'));
        await expectAllCountedOnce();
        return;
      }
      const took = await quickest(async () => {
        await stage.peerSays('can u send me ur maths');
        // Read before it is changed, or there is no edit to be seen.
        await expectAllCountedOnce();
        expect(await stage.alert()).toBeNull();
        await edit(stage.peer, LINES.credential);
        const sent = performance.now();
        await stage.childSees(LINES.credential);
        await stage.warning();
        return performance.now() - sent;
      });
      expect(took).toBeLessThan(SECOND);
      await stage.alertThat(has('credential-request'));
      await expectAllCountedOnce(1);
    });

    test('a worker that ends between messages loses no alert and doubles none', async () => {
      const took = await quickest(async () => {
        await stage.browser.killWorker();
        await stage.peerSends(LINES.credential);
        const sent = performance.now();
        await stage.warning();
        return performance.now() - sent;
      });
      expect(took).toBeLessThan(SECOND);
      await stage.browser.killWorker();
      await stage.peerSays('hello??');
      await stage.browser.killWorker();
      await stage.peerSays(LINES.hijack);
      await expectAllCountedOnce();
      const alert = await stage.alertThat(has('account-hijack'));
      expect(alert.level).toBe('urgent');
      expect(rulesOf(alert)).toEqual(rulesInPeace([LINES.credential, 'hello??', LINES.hijack]));
    });

    test('a worker that ends while messages come in loses no alert and doubles none', async () => {
      const kill = () => stage.browser.killWorker();
      // Killed while a message travels, when its row stands on the page, and just as the worker wakes.
      await Promise.all([stage.peerSends(LINES.credential), kill()]);
      await stage.childSees(LINES.credential);
      await kill();
      await stage.peerSends(LINES.hijack);
      await until(() => stage.browser.workerAlive(), { every: 1, what: 'the worker wakes' });
      await kill();
      // And at one instant after the other between a row on the page and its answer.
      const others = Array.from({ length: INSTANTS }, (_, index) => `are u there ${index}`);
      for (const [index, text] of others.entries()) {
        await stage.peerSays(text);
        const instant = performance.now() + index * STEP;
        await until(async () => performance.now() >= instant, { every: 1, what: 'the instant' });
        await kill();
      }
      await stage.peerSays(LINES.threat);
      await expectAllCountedOnce();
      const alert = await stage.alertThat((each) => has('threat-exposure')(each) && has('account-hijack')(each));
      expect(alert.level).toBe('urgent');
      const lines = [LINES.credential, LINES.hijack, ...others, LINES.threat];
      expect(rulesOf(alert)).toEqual(rulesInPeace(lines));
      expect((await stage.warning()).title).not.toBe('');
    });
  });
}
