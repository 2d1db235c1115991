// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { fakeHost, SETTINGS, SITES } from '../ui/fixtures.ts';
import { breaches, control, guide, press, settle, show, text } from './stage.tsx';

describe('talk to someone', () => {
  it.each(guide.countries)('shows every line of %s after one press, and nothing is asked or told', async (country) => {
    const host = fakeHost({
      'get-settings': () => ({ settings: { ...SETTINGS, country }, sites: [...SITES] }),
    });
    await show(host);
    const before = host.asked.length;
    await press('Talk to someone');
    const { offers } = await guide.help(country);
    const links = [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
    for (const kind of ['child', 'images', 'report', 'emergency'] as const) {
      for (const line of [...offers[kind].lines, ...offers[kind].fallback]) {
        expect(text('main')).toContain(line.name);
        if (line.phone !== null) expect(links).toContain(`tel:${line.phone}`);
        for (const address of [line.chat, line.form]) if (address !== null) expect(links).toContain(address);
      }
    }
    expect(document.querySelectorAll('details')).toHaveLength(0);
    expect(host.asked).toHaveLength(before);
  });

  it('has no breach of accessibility, says what leaves traces, and moves the focus to its heading', async () => {
    await show(fakeHost());
    await press('Talk to someone');
    expect(document.activeElement?.textContent).toBe('Talk to someone');
    expect(text('main')).toContain('can stay in the browser’s history');
    expect(await breaches()).toEqual([]);
    await press('Back');
    expect(text('main')).toContain('Nothing noticed');
  });

  it('says that it can stay in the history where it stands in a tab, and nothing of it in the popup', async () => {
    await show({ ...fakeHost(), inTab: async () => true }, 'talk');
    expect(text('main')).toContain('This page opened as a tab');
    expect(await breaches()).toEqual([]);
    await show({ ...fakeHost(), inTab: () => Promise.reject(new Error('no')) }, 'talk');
    expect(text('main')).not.toContain('opened as a tab');
    expect(control('Call 0800 1111')).toBeDefined();
  });

  it('shows another country without changing the setting', async () => {
    const host = fakeHost();
    await show(host);
    await press('Talk to someone');
    await settle(() => choose('DE'));
    expect(text('main')).toContain('Nummer gegen Kummer');
    expect(host.asked.map(({ kind }) => kind)).not.toContain('change-settings');
  });

  it('gives what works anywhere for a country that it does not know', async () => {
    await show(fakeHost());
    await press('Talk to someone');
    await settle(() => choose('ZZ'));
    expect(text('main')).toContain('knows no helplines in this country');
    expect(text('main')).toContain('Child Helpline International');
    expect(text('main')).toContain('Call the emergency number of the country you are in.');
  });
});

it('begins with the helplines when somebody came for them', async () => {
  await show(fakeHost(), 'talk');
  expect(control('Call 0800 1111').getAttribute('href')).toBe('tel:08001111');
});

function choose(country: string): void {
  const select = document.querySelector('select');
  if (select === null) throw new Error('no list of countries');
  select.value = country;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
