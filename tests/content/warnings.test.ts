// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createWarnings } from '../../src/content/warning/warnings.ts';
import type { Level } from '../../src/engine/signal.ts';
import type { PageWarning } from '../../src/protocol/messages.ts';
import messages from '../../src/static/public/_locales/en/messages.json' with { type: 'json' };

const roots: ShadowRoot[] = [];

beforeEach(() => {
  document.body.innerHTML = '<textarea></textarea>';
  roots.length = 0;
  vi.useFakeTimers();
  const words: Record<string, { message: string }> = messages;
  vi.stubGlobal('chrome', {
    i18n: { getMessage: (key: string) => words[key]?.message ?? '' },
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  // The root is closed to everybody; the test looks over the shoulder.
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    expect(init.mode).toBe('closed');
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
  Object.assign(HTMLElement.prototype, { showPopover: vi.fn() });
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
});

const warning = (alert: string, level: Level, title = `${alert} ${level}`): PageWarning => ({
  alert,
  level,
  signals: ['credential-request'],
  title,
  why: 'Because.',
  todo: ['One.', 'Two.', 'Three.'],
  help: [{ text: 'Call Somebody: 08 00', href: 'tel:0800' }],
});

function stage(talk: () => Promise<boolean> = async () => true) {
  const told: string[] = [];
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const warnings = createWarnings({
    document,
    composers: () => [...document.querySelectorAll('textarea')],
    talk,
    tell: (kind, alert, level) => told.push(`${kind} ${alert} ${level}`),
    signal: controller.signal,
  });
  const show = (one: PageWarning) => {
    warnings.show(one);
    vi.advanceTimersByTime(50);
  };
  const card = () => roots.at(-1)?.querySelector('.card') ?? null;
  const standing = () =>
    [...document.documentElement.children].filter((child) => child !== document.body && child !== document.head);
  const title = () => (standing().length === 0 ? null : card()?.querySelector('h2')?.textContent);
  const press = (name: string) => {
    const button = [...(card()?.querySelectorAll('button') ?? [])].find(
      (each) => each.textContent === name || each.getAttribute('aria-label') === name,
    );
    const click = new MouseEvent('click', { bubbles: true });
    Object.defineProperty(click, 'isTrusted', { value: true });
    button?.dispatchEvent(click);
  };
  return { show, told, title, standing, card, press, controller };
}

describe('one at a time', () => {
  it('tells what happened and why, and that it was shown', () => {
    const { show, title, told, card } = stage();
    show(warning('a', 'warning'));
    expect(title()).toBe('a warning');
    expect(card()?.textContent).toContain('Because.');
    expect(told).toEqual(['shown a warning']);
  });

  it('is never the same twice', () => {
    const { show, told, press, title } = stage();
    show(warning('a', 'warning'));
    show(warning('a', 'warning'));
    press('Close this warning');
    expect(title()).toBeNull();
    show(warning('a', 'warning'));
    show(warning('a', 'caution'));
    expect(title()).toBeNull();
    expect(told).toEqual(['shown a warning']);
  });

  it('a worse one takes the place of a milder one, of the same matter and of another', () => {
    const { show, title, standing } = stage();
    show(warning('a', 'caution'));
    show(warning('a', 'warning'));
    expect(title()).toBe('a warning');
    show(warning('b', 'urgent'));
    expect(title()).toBe('b urgent');
    expect(standing()).toHaveLength(1);
  });

  it('a worse one waits before milder ones, however many these are', () => {
    const { show, title, press } = stage();
    show(warning('a', 'urgent'));
    for (const alert of ['b', 'c', 'd', 'e', 'f']) show(warning(alert, 'caution'));
    show(warning('g', 'urgent'));
    press('I’m fine');
    vi.advanceTimersByTime(50);
    expect(title()).toBe('g urgent');
  });

  it('a milder one of another matter waits until the child has answered', () => {
    const { show, title, press, told } = stage();
    show(warning('a', 'urgent'));
    show(warning('b', 'caution'));
    show(warning('c', 'warning'));
    expect(title()).toBe('a urgent');
    expect(told).toEqual(['shown a urgent']);
    press('I’m fine');
    vi.advanceTimersByTime(50);
    expect(title()).toBe('c warning');
    press('I’m fine');
    vi.advanceTimersByTime(50);
    expect(title()).toBe('b caution');
    expect(told).toEqual([
      'shown a urgent',
      'dismissed a urgent',
      'shown c warning',
      'dismissed c warning',
      'shown b caution',
    ]);
  });
});

describe('the choices', () => {
  it('“I’m fine” puts it away and tells so; closing puts it away without a word', () => {
    const { show, press, told, title } = stage();
    show(warning('a', 'caution'));
    press('I’m fine');
    expect(title()).toBeNull();
    show(warning('a', 'warning'));
    press('Close this warning');
    expect(title()).toBeNull();
    expect(told).toEqual(['shown a caution', 'dismissed a caution', 'shown a warning']);
  });

  it('“What can I do?” opens its part; “Talk to someone” opens the popup, and tells the way where it can’t', async () => {
    let opens = false;
    const { show, press, card } = stage(async () => opens);
    show(warning('a', 'warning'));
    const open = () =>
      [...(card()?.querySelectorAll('ol, .where') ?? [])]
        .filter((part) => !(part as HTMLElement).hidden)
        .map((part) => part.localName);
    expect(open()).toEqual([]);
    press('What can I do?');
    expect(open()).toEqual(['ol']);
    expect(card()?.querySelectorAll('li')).toHaveLength(3);
    press('Talk to someone');
    await vi.advanceTimersByTimeAsync(1);
    expect(open()).toEqual(['p']);
    press('What can I do?');
    expect(open()).toEqual(['ol']);
    opens = true;
    press('Talk to someone');
    await vi.advanceTimersByTimeAsync(1);
    expect(open()).toEqual(['ol']);
  });

  it('of an urgent one name somebody to call, one press away; of others not', () => {
    const { show, card, press } = stage();
    const links = () => [...(card()?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'));
    show(warning('a', 'warning'));
    expect(links()).toEqual([]);
    press('Close this warning');
    show(warning('b', 'urgent'));
    expect(links()).toEqual(['tel:0800']);
  });

  it('count only when a person makes them', () => {
    const { show, title, card } = stage();
    show(warning('a', 'warning'));
    for (const button of card()?.querySelectorAll('button') ?? []) {
      button.click();
      button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    }
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(title()).toBe('a warning');
  });

  it('Escape puts it away when the page did not use it', () => {
    const { show, title } = stage();
    show(warning('a', 'warning'));
    const press = (prevented: boolean) => {
      const key = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
      Object.defineProperty(key, 'isTrusted', { value: true });
      if (prevented) key.preventDefault();
      window.dispatchEvent(key);
    };
    press(true);
    expect(title()).toBe('a warning');
    press(false);
    expect(title()).toBeNull();
  });
});

describe('for those who cannot see it', () => {
  it('an urgent one is a dialogue that names and describes itself and opens what to do', () => {
    const { show, card } = stage();
    show(warning('a', 'urgent'));
    expect(card()?.getAttribute('role')).toBe('alertdialog');
    expect(card()?.getAttribute('aria-labelledby')).toBe('title');
    expect(card()?.getAttribute('aria-describedby')).toBe('why');
    expect(card()?.querySelector('ol')?.hidden).toBe(false);
  });

  it('an urgent one takes the focus once nobody types any more, and when the clock is set back meanwhile', () => {
    const { show, card } = stage();
    show(warning('a', 'urgent'));
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(1000);
    expect(roots.at(-1)?.activeElement).toBeNull();
    vi.advanceTimersByTime(2000);
    expect(roots.at(-1)?.activeElement).toBe(card());
  });

  it('others are a status, whose words come when it stands', () => {
    const { show, card } = stage();
    show(warning('a', 'warning'));
    expect(card()?.getAttribute('role')).toBe('status');
  });

  it('every button has a name', () => {
    const { show, card } = stage();
    show(warning('a', 'warning'));
    for (const button of card()?.querySelectorAll('button') ?? [])
      expect(button.textContent || button.getAttribute('aria-label')).toMatch(/\p{L}/u);
  });
});

describe('the end', () => {
  it('takes it away and leaves nothing', () => {
    const { show, standing, controller } = stage();
    show(warning('a', 'urgent'));
    expect(standing()).toHaveLength(1);
    controller.abort();
    expect(standing()).toEqual([]);
    show(warning('b', 'urgent'));
    expect(standing()).toEqual([]);
  });
});
