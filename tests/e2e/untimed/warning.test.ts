/** The warning on the page: where it stands, how it is answered, and how it stays. What a page tries else: red-team.test.ts. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { until } from '../../../src/dev/browsers/browser.ts';
import { TARGETS } from '../../../src/dev/build.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import { chatStage, TALK } from '../chat-stage.ts';
import { LINES } from '../stage.ts';

const STRICT = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";
const NO_STYLE = "default-src 'none'; script-src 'unsafe-inline'; style-src 'none'";

interface Standing {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
  /** In the top layer. */
  readonly open: boolean;
  /** The page can look inside. */
  readonly shadow: boolean;
  readonly focused: boolean;
}

/** In the page: its last element, when that is not its own body. */
function standing(): Standing | null {
  const host = document.documentElement.lastElementChild;
  if (host === null || host === document.body) return null;
  const { left, right, top, bottom, width, height } = host.getBoundingClientRect();
  const open = host.matches(':popover-open');
  return {
    left,
    right,
    top,
    bottom,
    width,
    height,
    open,
    shadow: host.shadowRoot !== null,
    focused: document.activeElement === host,
  };
}

describe.each(TARGETS)('the warning in %s', (target) => {
  const chat = chatStage(target);

  async function warn(line: string = LINES.credential): Promise<Standing> {
    await chat.peerSays(...TALK);
    await chat.peerSays(line);
    return until(async () => ((await chat.tab.warning())?.title ? chat.tab.evaluate(standing) : null), {
      within: 10_000,
      every: 20,
      what: 'a warning stands on the page',
    });
  }
  const gone = () => until(async () => (await chat.tab.evaluate(standing)) === null, { what: 'the warning is gone' });

  async function photograph(name: string): Promise<void> {
    mkdirSync(join(ROOT, 'out', 'warning'), { recursive: true });
    // For the eye alone: the card has come to rest.
    await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 300)));
    await chat.tab.screenshot(join(ROOT, 'out', 'warning', `${target}-${name}.png`));
  }

  test.each([
    ['wide', 900, 640],
    ['narrow', 320, 568],
    // 640 × 512 at 200 %.
    ['zoomed', 320, 256],
  ])('stands in the top layer, in the window, clear of the composer: %s', async (name, width, height) => {
    await chat.tab.resize(width, height);
    for (const scheme of ['light', 'dark'] as const) {
      await chat.open(scheme === 'dark' ? { css: 'body { background: #15181c; color: #ddd }' } : {});
      const at = await warn();
      await photograph(`${name}-${scheme}`);
      expect(at).toMatchObject({ open: true, shadow: false });
      const composer = await chat.tab.evaluate(
        () => document.querySelector('#input')?.getBoundingClientRect().top ?? 0,
      );
      const inner = await chat.tab.evaluate(() => [window.innerWidth, window.innerHeight] as const);
      expect(at.left).toBeGreaterThanOrEqual(0);
      expect(at.right).toBeLessThanOrEqual(inner[0]);
      expect(at.top).toBeGreaterThanOrEqual(0);
      expect(at.bottom).toBeLessThanOrEqual(composer);
      expect(at.width).toBeGreaterThan(250);
      expect(at.height).toBeGreaterThan(90);
    }
    await chat.tab.resize(900, 640);
  });

  test('stands below a composer that is at the top', async () => {
    await chat.open({ css: '#form { top: 0; bottom: auto }' });
    const at = await warn();
    const composer = await chat.tab.evaluate(
      () => document.querySelector('#input')?.getBoundingClientRect().bottom ?? 0,
    );
    expect(at.top).toBeGreaterThanOrEqual(composer);
  });

  test.each([
    [
      'styles of its own for everything',
      {
        css: 'body, div { all: unset !important; opacity: 0 !important; transform: scale(9) !important } div { display: none !important }',
      },
    ],
    ['a strict policy', { csp: STRICT }],
    ['a policy against all styles', { csp: NO_STYLE }],
  ])('looks the same on a page with %s', async (name, options) => {
    await chat.open();
    const usual = await warn();
    await chat.open(options);
    const at = await warn();
    await photograph(name.replace(/ /g, '-'));
    expect(at).toMatchObject({ width: usual.width, top: usual.top, right: usual.right, open: true });
  });

  test('is put away with Escape, and an urgent one gives the focus back with the draft as it was', async () => {
    await chat.open();
    await chat.tab.type('#input', 'my draft');
    await warn(LINES.hijack);
    await until(async () => (await chat.tab.evaluate(standing))?.focused, { what: 'the warning has the focus' });
    await chat.tab.press('Escape');
    await gone();
    await chat.tab.type('#input', '!');
    expect(await chat.tab.evaluate(() => (document.querySelector('#input') as HTMLTextAreaElement).value)).toBe(
      'my draft!',
    );
  });

  test('does not take the focus when it is not urgent', async () => {
    await chat.open();
    await chat.tab.type('#input', 'a');
    const at = await warn();
    expect(at.focused).toBe(false);
    await chat.tab.press('Escape');
    await gone();
  });

  test('opens what can be done in its place, and goes with “I’m fine”', async () => {
    await chat.open();
    await warn();
    const before = await chat.tab.warning();
    expect(before?.buttons).toEqual(['Close this warning', 'What can I do?', 'Talk to someone', 'I’m fine']);
    await chat.tab.pressInWarning('What can I do?');
    await until(async () => ((await chat.tab.warning())?.text.length ?? 0) > (before?.text.length ?? 0), {
      what: 'the steps show',
    });
    await photograph('steps');
    await chat.tab.pressInWarning('I’m fine');
    await gone();
    // The same matter stays quiet, a worse one does not.
    await chat.peerSays('so whats ur password');
    await chat.peerSays(LINES.hijack);
    await until(async () => (await chat.tab.warning())?.title, { what: 'the worse warning' });
    await photograph('urgent');
    expect((await chat.tab.warning())?.text).toMatch(/Call .+\d/);
  });

  test('stands above a dialog that the page opens, can be answered there, and stays when the dialog goes', async () => {
    await chat.open({ extra: '<dialog id="modal"><p>Sign up!</p><button>OK</button></dialog>' });
    await warn();
    await chat.tab.evaluate(() => document.querySelector<HTMLDialogElement>('#modal')?.showModal());
    await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 200)));
    await photograph('above-dialog');
    const before = (await chat.tab.warning())?.text.length ?? 0;
    await chat.tab.pressInWarning('What can I do?');
    await until(async () => ((await chat.tab.warning())?.text.length ?? 0) > before, { what: 'the steps show' });
    await chat.tab.evaluate(() => document.querySelector('#modal')?.remove());
    await until(() => chat.tab.evaluate(standing), { what: 'it stands in the page again' });
    expect((await chat.tab.warning())?.title).toBe('Someone wants your password');
  });

  test('stands above a popover and a full screen that come later', async () => {
    await chat.open({
      extra: '<div id="over" popover="manual" style="inset:0;width:100%;height:100%;background:#fff">ad</div>',
    });
    const at = await warn();
    await chat.tab.evaluate(() => document.querySelector<HTMLElement>('#over')?.showPopover());
    await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 200)));
    const [x, y] = [at.left + at.width / 2, at.top + 20];
    const top = () => chat.tab.evaluate((a, b) => document.elementFromPoint(a, b)?.id ?? '', x, y);
    expect(await top()).not.toBe('over');
  });

  test('follows the page when its look changes', async () => {
    await chat.open({ css: 'html.night body { background: #15181c; color: #ddd }' });
    await warn();
    await photograph('look-day');
    await chat.tab.evaluate(() => document.documentElement.classList.add('night'));
    await photograph('look-night');
    expect((await chat.tab.warning())?.title).toBe('Someone wants your password');
  });

  test.each([
    ['takes', 'host.remove()'],
    ['hides', 'host.hidePopover()'],
    ['unmakes', 'host.removeAttribute("popover")'],
    ['covers with attributes', 'host.inert = true; host.hidden = true; host.style.setProperty("--at", "-9999px")'],
  ])('comes back once when the page %s it', async (_, deed) => {
    await chat.open();
    const at = await warn();
    const spoil = `window.spoil = () => { const host = document.documentElement.lastElementChild; ${deed} };`;
    await chat.tab.evaluate((source) => {
      const script = document.createElement('script');
      script.textContent = source;
      document.head.append(script);
      (window as unknown as { spoil(): void }).spoil();
    }, spoil);
    await until(async () => (await chat.tab.evaluate(standing))?.open === true, { what: 'it stands again' });
    expect(await chat.tab.evaluate(standing)).toMatchObject({ open: true, top: at.top, right: at.right });
    await chat.tab.pressInWarning('I’m fine');
    await gone();
  });

  test('leaves nothing in the page before and after', async () => {
    await chat.open();
    const html = () =>
      chat.tab.evaluate(() => document.documentElement.outerHTML.replace(/<div id="msg-[\s\S]*?<\/div>/g, ''));
    const before = await html();
    await warn();
    await chat.tab.press('Escape');
    await gone();
    expect(await html()).toBe(before);
  });
});
