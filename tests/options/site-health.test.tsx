// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Health, SiteHealth } from '../../src/protocol/messages.ts';
import { MINUTE, NOW, silence } from '../ui/fixtures.ts';
import { FAMILY, family, parentHost, VIEW } from '../ui/parent-fixtures.ts';
import { bodies, breaches, field, open, settle, text, tick, unlock } from './stage.tsx';

const told = (state: Health['state'], missing: Health['missing'] = []): SiteHealth => ({
  health: { site: 'thelounge', state, missing },
  origin: null,
  since: NOW - 30 * MINUTE,
  at: NOW,
});
const withHealth = (...sites: readonly SiteHealth[]) => parentHost({ 'sites-health': () => ({ sites: [...sites] }) });
const rows = () => [...document.querySelectorAll('.site-list > li')].map((row) => row.textContent ?? '');

describe('each site says how well it is understood', () => {
  it.each([
    ['understood', told('watching'), 'Understood since Nov 25, 2026, 11:30'],
    ['partly', told('partly', ['direction']), 'Partly understood since Nov 25, 2026, 11:30'],
    ['partly, with what is missing', told('partly', ['direction', 'composer']), 'It can’t find the box for writing.'],
    ['not at all', told('not-understood', ['container']), 'Not understood since Nov 25, 2026, 11:30'],
    ['not at all, and why', told('not-understood', ['container']), 'can’t find the place where the messages are'],
  ])('%s', async (_, site, words) => {
    await open('#/settings', withHealth(site));
    expect(rows()[0]).toContain(words);
    expect(rows()[1]).toContain('Not met yet');
    expect(await breaches()).toEqual([]);
  });

  it('beside its switch, which keeps its own name', async () => {
    await open('#/settings', withHealth(told('watching')));
    const described = document.getElementById(field('The Lounge').getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toContain('Understood since');
    expect(field('The Lounge').closest('label')?.textContent).not.toContain('Understood');
  });

  it('and what the words mean, without a press on another page', async () => {
    await open('#/settings', withHealth());
    const meaning = text('[aria-labelledby=sites] details');
    for (const name of ['Understood', 'Partly understood', 'Not understood', 'Not met yet'])
      expect(meaning).toContain(name);
    expect(meaning).toContain('no alert can come from there');
    expect(meaning).toContain('begins anew when the browser starts');
  });

  it('but for one that is switched off, of which nothing is to be said', async () => {
    await open('#/settings', withHealth(told('watching')));
    await unlock();
    await tick('The Lounge');
    expect(rows()[0]).not.toContain('Understood');
    expect(field('The Lounge').hasAttribute('aria-describedby')).toBe(false);
  });

  it('anew when the page is brought to the front', async () => {
    let sites: SiteHealth[] = [];
    const host = parentHost({ 'sites-health': () => ({ sites }) });
    await open('#/settings', host);
    expect(rows()[0]).toContain('Not met yet');
    sites = [told('watching')];
    await settle(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(rows()[0]).toContain('Understood since');
    expect(bodies(host, 'sites-health')).toHaveLength(2);
  });
});

describe('a site that was added by name', () => {
  const added = ['https://*.chat.example/*', 'https://other.example/*'];
  const lines = () =>
    [...document.querySelectorAll('.site-hosts')].map((name) => name.parentElement?.textContent ?? '');
  const lineOf = (name: string) => lines().find((line) => line.startsWith(name)) ?? '';

  it('says how well it is understood, each for itself', async () => {
    const chat = { ...told('partly', ['composer']), origin: 'https://*.chat.example' };
    const generic = { ...chat, health: { ...chat.health, site: 'generic' } };
    const host = parentHost(
      { 'sites-health': () => ({ sites: [generic, told('watching')] }) },
      { allowedSites: async () => added },
    );
    await open('#/settings', host);
    expect(lineOf('chat.example')).toContain('Partly understood since');
    expect(lineOf('chat.example')).toContain('It can’t find the box for writing.');
    expect(lineOf('other.example')).toContain('Not met yet');
    expect(rows()[0]).toContain('Understood since');
    expect(await breaches()).toEqual([]);
  });

  it('says nothing where the age hides which sites the child opens', async () => {
    const host = parentHost({ 'sites-health': () => ({ sites: null }) }, { allowedSites: async () => added });
    await open('#/settings', host);
    expect(lineOf('chat.example')).toBe('chat.example');
  });
});

describe('nothing is said of any site', () => {
  it('where the age hides which sites the child opens, and it says why', async () => {
    const at16 = family({ settings: { ...FAMILY, ageGroup: '16-17' }, view: { ...VIEW, parentSeesSite: false } });
    await open('#/settings', parentHost({ 'family-settings': () => at16, 'sites-health': () => ({ sites: null }) }));
    expect(rows().join(' ')).not.toMatch(/[Uu]nderstood|Not met/);
    expect(field('The Lounge').hasAttribute('aria-describedby')).toBe(false);
    expect(text('[aria-labelledby=sites]')).toContain('you don’t see which sites your child opens');
    expect(await breaches()).toEqual([]);
  });

  it('when the background does not tell, and that is no "not met"', async () => {
    await open('#/settings', parentHost({ 'sites-health': silence }));
    expect(rows().join(' ')).not.toMatch(/[Uu]nderstood|Not met/);
    expect(text('[aria-labelledby=sites]')).toContain('can’t be told right now');
  });
});
