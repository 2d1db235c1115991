// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { MEASURED, MEASURED_ON } from '../../src/ui/measured.ts';
import { silence } from '../ui/fixtures.ts';
import { FAMILY, family, parentHost, UNSET } from '../ui/parent-fixtures.ts';
import {
  bodies,
  breaches,
  choose,
  control,
  enter,
  field,
  open,
  press,
  settle,
  text,
  tick,
  type,
  unlock,
} from './stage.tsx';

const free = (answers: Parameters<typeof parentHost>[0] = {}, parts: Parameters<typeof parentHost>[1] = {}) =>
  parentHost({ house: () => ({ house: UNSET }), ...answers }, parts);
const changes = (host: ReturnType<typeof parentHost>) => bodies(host, 'change-settings');

describe('settings behind the PIN', () => {
  it('can all be read and none be changed while locked', async () => {
    await open('#/settings');
    const inputs = [...document.querySelectorAll<HTMLInputElement>('.columns input, .columns select')];
    expect(inputs.length).toBeGreaterThan(15);
    expect(inputs.filter(({ disabled }) => !disabled)).toEqual([]);
    expect(text('main')).toContain('Enter the PIN to change anything here.');
    expect(await breaches()).toEqual([]);
  });

  it('open with it, name the revision that they were made on, and say what became of it', async () => {
    const host = await open('#/settings');
    await unlock();
    await tick('16 and 17');
    expect(changes(host)).toEqual([{ token: 'token', revision: 3, change: { ageGroup: '16-17' } }]);
    expect(text('.outcome')).toBe('Saved.');
    expect(await breaches()).toEqual([]);
  });

  it('need none while there is none, and say that they are not locked', async () => {
    const host = await open('#/settings', free());
    expect(text('main')).toContain('These settings are not locked yet');
    expect(text('[aria-labelledby=country-heading]')).toContain('follow the language of your browser, here English');
    await choose('Country', 'Germany');
    expect(changes(host)).toEqual([{ token: null, revision: 3, change: { country: 'DE' } }]);
    expect(await breaches()).toEqual([]);
  });

  it('wait for one another: the second names the revision of the first', async () => {
    const host = await open('#/settings', free());
    await settle(() => {
      field('16 and 17').click();
      field('90 days').click();
    });
    expect(changes(host).map((body) => (body as { revision: number }).revision)).toEqual([3, 4]);
    expect(field('16 and 17').checked && field('90 days').checked).toBe(true);
  });

  it('that another window changed first are shown as they are there', async () => {
    const theirs = family({ settings: { ...FAMILY, ageGroup: '13-15' }, revision: 9 });
    const host = free({
      'change-settings': () => ({ outcome: 'conflict', ...theirs }),
      'family-settings': () => family(),
    });
    await open('#/settings', host);
    await tick('16 and 17');
    expect(text('.outcome')).toContain('another window was quicker');
    expect(field('13 to 15').checked).toBe(true);
  });

  it('that cannot be saved go back, and say why', async () => {
    await open('#/settings', free({ 'change-settings': silence }));
    await tick('16 and 17');
    expect(text('.outcome')).toBe('Not saved: Nightlight didn’t answer. Try again in a moment.');
    expect(field('Under 13').checked).toBe(true);
  });

  it('lock the page again when the background says so', async () => {
    await open('#/settings', parentHost({ 'change-settings': () => ({ outcome: 'locked' }) }));
    await unlock();
    await tick('16 and 17');
    expect(text('.outcome')).toContain('the page is locked again');
    expect(field('Under 13').checked && field('Under 13').disabled).toBe(true);
  });
});

describe('each setting', () => {
  it('of the view is kept as what differs from the age alone', async () => {
    const host = await open('#/settings', free());
    await choose('You are told of', '“Warning” and worse');
    await choose('Words are kept for you of', 'No alert');
    await choose('You are told of', '“Caution” and worse');
    expect(changes(host).map((body) => (body as { change: unknown }).change)).toEqual([
      { view: { parentFrom: 'warning' } },
      { view: { parentFrom: 'warning', linesFrom: null } },
      { view: { linesFrom: null } },
    ]);
    await press('Back to what the age means');
    expect(changes(host).at(-1)).toMatchObject({ change: { view: {} } });
  });

  it('of sensitivity stands beside its published rate', async () => {
    const host = await open('#/settings', free());
    const card = text('[aria-labelledby=sensitivity]');
    for (const { found, wrong, everyday } of Object.values(MEASURED)) {
      expect(card).toContain(`noticed ${found}; of 100 innocent ones that sound alike it raised an alert in ${wrong}.`);
      expect(card).toContain(`ordinary chats of adults it raised ${everyday} at most`);
      expect(card).toContain(`up to ${Math.ceil(everyday * 0.3)} false alarms a month`);
    }
    expect(card).toContain('In real chats of children nobody has measured it yet.');
    expect(card).toContain(new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(MEASURED_ON));
    await tick('Notice more');
    expect(changes(host)).toMatchObject([{ change: { sensitivity: 'more' } }]);
  });

  it('of people whom the parent knows: added once, and taken out', async () => {
    const host = await open('#/settings', free());
    for (const name of ['Coach Ann', '  Coach Ann ', '']) {
      await type('Name, exactly', name);
      await enter('Name, exactly');
    }
    expect(changes(host)).toMatchObject([{ change: { trusted: [{ site: 'thelounge', name: 'Coach Ann' }] } }]);
    await press('Remove Coach Ann');
    expect(changes(host).at(-1)).toMatchObject({ change: { trusted: [] } });
    expect(document.activeElement === field('Name, exactly')).toBe(true);
  });

  it('of quiet hours: on with the usual night, changed, and off', async () => {
    const host = await open('#/settings', free());
    await tick('Keep quiet at night');
    await settle(() => {
      field('From').value = '22:15';
      field('From').dispatchEvent(new Event('change', { bubbles: true }));
    });
    await tick('Keep quiet at night');
    expect(changes(host).map((body) => (body as { change: unknown }).change)).toEqual([
      { quietHours: { from: 1260, to: 420 } },
      { quietHours: { from: 1335, to: 420 } },
      { quietHours: null },
    ]);
  });

  it('of a site: switched off and on', async () => {
    const host = await open('#/settings', free());
    await tick('The Lounge');
    await tick('The Lounge');
    expect(changes(host).map((body) => (body as { change: unknown }).change)).toEqual([
      { sitesOff: ['thelounge'] },
      { sitesOff: [] },
    ]);
  });
});

describe('private windows', () => {
  it.each([
    [true, 'chromium', 'Private windows are covered'],
    [false, 'chromium', 'Switch on “Allow in Incognito”'],
    [false, 'firefox', 'At “Run in Private Windows”, choose “Allow”.'],
  ] as const)('allowed %s in %s: %s', async (allowed, browser, words) => {
    await open('#/settings', free({}, { allowedInPrivate: async () => allowed, family: browser }));
    expect(text('[aria-labelledby=coverage]')).toContain(words);
    expect(text('[aria-labelledby=coverage]')).toContain('A guest window has no extensions.');
    expect(await breaches()).toEqual([]);
  });
});

describe('PIN and recovery code', () => {
  it('can be changed once the page is open; the new code is shown', async () => {
    const host = await open('#/settings');
    await unlock();
    await press('Make a new code');
    expect(text('.recovery-code')).toBe('NEWC-ODE1');
    await press('Copy it');
    expect(host.copied).toEqual(['NEWC-ODE1']);
    await type('PIN or passphrase', 'short');
    await press('Set this PIN');
    expect(text('[aria-labelledby=lock]')).toContain('Too short.');
    await type('PIN or passphrase', 'blue moon');
    await type('The same once more', 'blue moom');
    await press('Set this PIN');
    expect(text('[aria-labelledby=lock]')).toContain('The two are not the same.');
    await type('The same once more', 'blue moon');
    await press('Set this PIN');
    expect(text('[aria-labelledby=lock]')).toContain('The new PIN is set.');
    expect(await breaches()).toEqual([]);
  });

  it('are out of sight once the page is locked, and the code stays away after the next unlock', async () => {
    await open('#/settings');
    await unlock();
    await press('Make a new code');
    expect(text('.recovery-code')).toBe('NEWC-ODE1');
    await press('Lock now');
    expect(text()).not.toContain('NEWC-ODE1');
    await unlock();
    expect(text()).not.toContain('NEWC-ODE1');
    expect(control('Make a new code')).toBeDefined();
  });
});
