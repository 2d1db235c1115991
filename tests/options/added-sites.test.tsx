// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { parentHost, UNSET } from '../ui/parent-fixtures.ts';
import { bodies, control, enter, field, open, press, text, type, unlock } from './stage.tsx';

const free = (answers: Parameters<typeof parentHost>[0] = {}, parts: Parameters<typeof parentHost>[1] = {}) =>
  parentHost({ house: () => ({ house: UNSET }), ...answers }, parts);

describe('any other site', () => {
  it('is asked for in the press itself, that site alone', async () => {
    const host = await open('#/settings', free());
    await type('Address of the site', 'www.chat.example');
    await enter('Address of the site');
    expect(host.requested).toEqual([['https://*.chat.example/*']]);
    expect(text('main')).toContain('Nightlight reads it from now on.');
    expect(bodies(host, 'add-origin')).toEqual([{ token: null, origin: 'https://*.chat.example' }]);
  });

  it.each([
    ['refused', 'Not allowed. Nothing was changed.'],
    ['failed', 'The browser can’t allow this site'],
  ] as const)('that is %s says so', async (answer, words) => {
    await open('#/settings', free({}, { requestSites: async () => answer }));
    await type('Address of the site', 'chat.example');
    await enter('Address of the site');
    expect(text('main')).toContain(words);
  });

  it.each([
    ['locked', 'Not saved: the page is locked again.'],
    ['not-granted', 'Not allowed. Nothing was changed.'],
  ] as const)('that the background does not take (%s) is not called allowed', async (outcome, words) => {
    const gone: (readonly string[])[] = [];
    const host = parentHost(
      { 'add-origin': () => ({ outcome }) },
      { withdrawSites: async (patterns) => void gone.push(patterns) },
    );
    await open('#/settings', host);
    await unlock();
    await type('Address of the site', 'chat.example');
    await enter('Address of the site');
    expect(text('[aria-labelledby=sites]')).toContain(words);
    expect(text('[aria-labelledby=sites]')).not.toContain('Nightlight reads it from now on.');
    expect(field('Address of the site').value).toBe('chat.example');
    expect(field('Address of the site').disabled).toBe(outcome === 'locked');
    expect(gone).toEqual(outcome === 'locked' ? [['https://*.chat.example/*']] : []);
  });

  it('that was allowed before stays allowed when the page was locked meanwhile', async () => {
    const gone: string[] = [];
    const host = parentHost(
      { 'add-origin': () => ({ outcome: 'locked' }) },
      {
        allowedSites: async () => ['https://*.chat.example/*'],
        withdrawSites: async (patterns) => void gone.push(...patterns),
      },
    );
    await open('#/settings', host);
    await unlock();
    await type('Address of the site', 'chat.example');
    await enter('Address of the site');
    expect(gone).toEqual([]);
  });

  it('that is none is not asked for', async () => {
    const host = await open('#/settings', free());
    await type('Address of the site', 'hello there');
    await enter('Address of the site');
    expect(host.requested).toEqual([]);
    expect(text('main')).toContain('This is not the address of a site.');
  });

  it('that was allowed is listed beside those that are known, and can be withdrawn', async () => {
    const gone: (readonly string[])[] = [];
    const host = free(
      {},
      {
        allowedSites: async () => ['https://demo.thelounge.chat/*', 'https://*.chat.example/*'],
        withdrawSites: async (patterns) => void gone.push(patterns),
      },
    );
    await open('#/settings', host);
    expect(() => control('Remove demo.thelounge.chat')).toThrow('no control');
    await press('Remove chat.example');
    expect(gone).toEqual([['https://*.chat.example/*']]);
    expect(bodies(host, 'remove-origin')).toEqual([{ token: null, origin: 'https://*.chat.example' }]);
    expect(document.activeElement === field('Address of the site')).toBe(true);
  });

  it('stays when the page was locked meanwhile, and the page says so', async () => {
    const gone: (readonly string[])[] = [];
    const host = free(
      { 'remove-origin': () => ({ outcome: 'locked' }) },
      {
        allowedSites: async () => ['https://*.chat.example/*'],
        withdrawSites: async (patterns) => void gone.push(patterns),
      },
    );
    await open('#/settings', host);
    await press('Remove chat.example');
    expect(gone).toEqual([]);
    expect(text('main')).toContain('locked');
  });

  it('that the browser keeps is still listed, and the page says that it was not removed', async () => {
    let looked = 0;
    const host = free(
      {},
      {
        allowedSites: async () => {
          looked += 1;
          return ['https://*.chat.example/*'];
        },
        withdrawSites: async () => {
          throw new Error('it is required');
        },
      },
    );
    await open('#/settings', host);
    const before = looked;
    await press('Remove chat.example');
    expect(text('[aria-labelledby=sites]')).toContain('Not saved: Something went wrong.');
    expect(looked).toBeGreaterThan(before);
    expect(control('Remove chat.example')).toBeDefined();
  });
});
