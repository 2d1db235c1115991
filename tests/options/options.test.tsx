// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Options } from '../../src/options/options.tsx';
import type { AgeGroup } from '../../src/protocol/messages.ts';
import { CAUTION, fakeHost, SETTINGS, SITES, STORED, silence, URGENT, WARNING } from '../ui/fixtures.ts';
import { breaches, control, draw, guide, press, settle, text } from '../ui/stage.tsx';

function hostFor(ageGroup: AgeGroup, sitesOff: readonly string[] = []) {
  return fakeHost({
    alerts: () => ({ alerts: [CAUTION, URGENT, WARNING], state: 'ok' }),
    'get-settings': () => ({ settings: { ...SETTINGS, ageGroup, sitesOff }, sites: [...SITES] }),
  });
}

const titles = () => [...document.querySelectorAll('.card[data-level] h3')].map((heading) => heading.textContent);
const saved = (host: ReturnType<typeof fakeHost>) => host.asked.filter(({ kind }) => kind === 'set-settings');

function input(selector: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

describe('alerts for parents', () => {
  it.each([
    ['under-13', 3, true],
    ['13-15', 2, true],
    ['16-17', 1, false],
  ] as const)('of a child %s are %i of three, naming the site: %s', async (ageGroup, count, site) => {
    await draw(<Options host={hostFor(ageGroup)} guide={guide} />);
    expect(titles()).toHaveLength(count);
    expect(titles()[0]).toBe("Someone holds your child's account, or says so");
    expect(text('.card[data-level]').includes('The Lounge')).toBe(site);
    expect(await breaches()).toEqual([]);
  });

  it('never name the chat', async () => {
    await draw(<Options host={hostFor('under-13')} guide={guide} />);
    expect(text()).not.toContain('maya_new');
  });

  it('say that less is shown only where it is', async () => {
    await draw(<Options host={hostFor('13-15')} guide={guide} />);
    expect(text('main')).toContain('shows less here than to your child');
    await draw(<Options host={hostFor('under-13')} guide={guide} />);
    expect(text('main')).not.toContain('shows less here than to your child');
  });

  it('begin with what to do first when urgent', async () => {
    await draw(<Options host={hostFor('16-17')} guide={guide} />);
    expect(text('.card[data-level] details')).toContain('Act now, and stay calm');
  });

  it('are not marked as seen: that is for the child', async () => {
    const host = hostFor('under-13');
    await draw(<Options host={host} guide={guide} />);
    expect(host.asked.map(({ kind }) => kind)).not.toContain('mark-seen');
  });

  it('come ten at a time', async () => {
    const alerts = Array.from({ length: 23 }, (_, index) => ({ ...WARNING, id: `w${index}` }));
    await draw(<Options host={fakeHost({ alerts: () => ({ alerts, state: 'ok' }) })} guide={guide} />);
    expect(titles()).toHaveLength(10);
    await press('Show more');
    await press('Show more');
    expect(titles()).toHaveLength(23);
    expect(() => control('Show more')).toThrow('no control');
  });

  it('that do not exist are told without promising that all is well', async () => {
    await draw(<Options host={fakeHost()} guide={guide} />);
    expect(text('main')).toContain('That does not mean that nothing happened.');
    expect(await breaches()).toEqual([]);
  });
});

describe('settings', () => {
  it('say that they are not locked', async () => {
    await draw(<Options host={fakeHost()} guide={guide} />);
    expect(text('.notices')).toContain('These settings are not locked yet');
  });

  it('switch a site off and on, and save at once', async () => {
    const host = hostFor('13-15', ['converse']);
    await draw(<Options host={host} guide={guide} />);
    const [lounge, converse] = document.querySelectorAll<HTMLInputElement>('.switch');
    expect([lounge?.checked, converse?.checked]).toEqual([true, false]);
    await settle(() => lounge?.click());
    await settle(() => converse?.click());
    expect(saved(host).map(({ body }) => body)).toEqual([
      { settings: { ...SETTINGS, ageGroup: '13-15', sitesOff: ['converse', 'thelounge'] } },
      { settings: { ...SETTINGS, ageGroup: '13-15', sitesOff: ['thelounge'] } },
    ]);
    expect(text('.outcome')).toBe('Saved.');
  });

  it('show a site by its host', async () => {
    await draw(<Options host={fakeHost()} guide={guide} />);
    expect([...document.querySelectorAll('.site-hosts')].map((host) => host.textContent)).toEqual([
      'demo.thelounge.chat',
      'conversejs.org',
    ]);
  });

  it('change the age group, and with it what is shown', async () => {
    const host = hostFor('under-13');
    await draw(<Options host={host} guide={guide} />);
    await settle(() => input('input[value="16-17"]').click());
    expect(saved(host)).toEqual([{ kind: 'set-settings', body: { settings: { ...SETTINGS, ageGroup: '16-17' } } }]);
    expect(titles()).toHaveLength(1);
  });

  it('change the country, and with it the helplines', async () => {
    const host = fakeHost();
    await draw(<Options host={host} guide={guide} />);
    expect(text('main')).toContain('NSPCC Helpline');
    await settle(() => {
      const select = document.querySelector('select');
      if (select === null) throw new Error('no list of countries');
      select.value = 'DE';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(saved(host)).toEqual([{ kind: 'set-settings', body: { settings: { ...SETTINGS, country: 'DE' } } }]);
    expect(text('main')).toContain('Nummer gegen Kummer');
    expect(text('main')).not.toContain('NSPCC Helpline');
  });

  it('that cannot be saved go back, and say why', async () => {
    const host = fakeHost({
      'set-settings': () => {
        throw new Error('the storage is full');
      },
    });
    await draw(<Options host={host} guide={guide} />);
    await settle(() => input('input[value="16-17"]').click());
    expect(input('input[value="under-13"]').checked).toBe(true);
    expect(text('.outcome')).toBe('Not saved: the storage is full');
  });

  it('show what was saved, not what was wished', async () => {
    const host = fakeHost({ 'set-settings': () => ({ settings: SETTINGS }) });
    await draw(<Options host={host} guide={guide} />);
    await settle(() => input('input[value="16-17"]').click());
    expect(input('input[value="under-13"]').checked).toBe(true);
  });
});

describe('what is stored', () => {
  it('is counted, sized, and told in plain words', async () => {
    await draw(<Options host={fakeHost()} guide={guide} />);
    expect(text('.counts')).toBe('Alerts3Chats with notes1,234Settings1Space used, about48.2 kB');
    expect(text('main')).toContain('The words of messages. They are read in memory and let go.');
    expect(text('main')).toContain('30 days after the last change');
  });

  it('has no size where the browser does not tell', async () => {
    await draw(<Options host={fakeHost({ stored: () => ({ stored: { ...STORED, bytes: null } }) })} guide={guide} />);
    expect(text('.counts')).toContain('The browser does not tell');
  });

  it.each(['full', 'corrupt', 'newer'] as const)('is in trouble when the store is %s', async (state) => {
    await draw(<Options host={fakeHost({ stored: () => ({ stored: { ...STORED, state } }) })} guide={guide} />);
    expect(document.querySelector('.notices .notice[data-kind="trouble"]')).not.toBeNull();
    expect(await breaches()).toEqual([]);
  });
});

describe('erase everything', () => {
  const erased = (host: ReturnType<typeof fakeHost>) => host.asked.filter(({ kind }) => kind === 'erase-all').length;

  it('asks first, with the focus on the question', async () => {
    const host = fakeHost();
    await draw(<Options host={host} guide={guide} />);
    await press('Erase everything');
    expect(erased(host)).toBe(0);
    expect(document.activeElement?.getAttribute('role')).toBe('alertdialog');
    expect(text('[role=alertdialog]')).toContain('can’t be brought back');
    expect(await breaches()).toEqual([]);
  });

  it('keeps everything on "No" and on Escape, and gives the focus back', async () => {
    const host = fakeHost();
    await draw(<Options host={host} guide={guide} />);
    await press('Erase everything');
    await press('No, keep it');
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Erase everything');
    await press('Erase everything');
    await settle(() =>
      document
        .querySelector('[role=alertdialog]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
    );
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Erase everything');
    expect(erased(host)).toBe(0);
  });

  it('erases on "Yes", says so, and shows what is left', async () => {
    let gone = false;
    const host = fakeHost({
      alerts: () => ({ alerts: gone ? [] : [WARNING], state: 'ok' }),
      'erase-all': () => {
        gone = true;
        return { ok: true };
      },
    });
    await draw(<Options host={host} guide={guide} />);
    expect(titles()).toHaveLength(1);
    await press('Erase everything');
    await press('Yes, erase everything');
    expect(erased(host)).toBe(1);
    expect(text('main')).toContain('Everything was erased.');
    expect(titles()).toHaveLength(0);
  });

  it('says when it could not', async () => {
    await draw(<Options host={fakeHost({ 'erase-all': silence })} guide={guide} />);
    await press('Erase everything');
    await press('Yes, erase everything');
    expect(text('main')).toContain('It could not be erased');
    expect(text('main')).not.toContain('Everything was erased.');
    expect(control('Erase everything').hasAttribute('disabled')).toBe(false);
  });
});

it('looks again when it is brought to the front', async () => {
  let alerts = [CAUTION];
  await draw(<Options host={fakeHost({ alerts: () => ({ alerts, state: 'ok' }) })} guide={guide} />);
  expect(titles()).toHaveLength(1);
  alerts = [CAUTION, URGENT];
  await settle(() => document.dispatchEvent(new Event('visibilitychange')));
  expect(titles()).toHaveLength(2);
});

it('offers to try again when the background is silent', async () => {
  let dead = true;
  const host = fakeHost({ stored: () => (dead ? silence() : { stored: STORED }) });
  await draw(<Options host={host} guide={guide} />);
  expect(text('main')).toContain('Nightlight didn’t answer');
  expect(await breaches()).toEqual([]);
  dead = false;
  await press('Try again');
  expect(text('main')).toContain('What is stored');
});
