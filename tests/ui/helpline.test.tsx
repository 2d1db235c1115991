// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Helpline } from '../../src/guidance/index.ts';
import { guide as shipped } from '../../src/ui/guide.ts';
import { HelplineItem } from '../../src/ui/helpline.tsx';
import { draw, guide, text } from './stage.tsx';

const LINE: Helpline = {
  name: 'A helpline',
  about: { en: 'For anyone under 19.' },
  phone: '08001111',
  shown: '0800 1111',
  text: { number: '85258', word: 'SHOUT' },
  chat: 'https://example.org/chat',
  form: null,
  link: 'https://example.org/',
  email: 'help@example.org',
  other: 'The app 3018',
  hours: ['Mon-Fri 09:00-18:00'],
  cost: 'free',
  anonymous: true,
  hiddenOnBill: true,
  languages: ['en', 'sw'],
  source: { title: 'A source', url: null, date: null },
  checked: '2026-11-25',
  check: 'desk',
  confidence: 'medium',
  unsure: ['hours', 'languages'],
};

const links = () =>
  [...document.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link.firstChild?.textContent]);

async function show(part: Partial<Helpline>): Promise<void> {
  await draw(
    <ul>
      <HelplineItem line={{ ...LINE, ...part }} />
    </ul>,
  );
}

describe('a helpline', () => {
  it('gives every way to reach it, the quickest first', async () => {
    await show({});
    expect(links()).toEqual([
      ['tel:08001111', 'Call 0800 1111'],
      ['sms:85258?body=SHOUT', 'Text SHOUT to 85258'],
      ['https://example.org/chat', 'Chat'],
      ['https://example.org/', 'Website'],
      ['mailto:help@example.org', 'Write an e-mail'],
    ]);
  });

  it('names an address that serves twice by its best use', async () => {
    await show({ chat: 'https://example.org/', form: 'https://example.org/' });
    expect(links().filter(([href]) => href === 'https://example.org/')).toEqual([['https://example.org/', 'Chat']]);
  });

  it('is named in each link that would sound like that of another line', async () => {
    await show({});
    for (const link of document.querySelectorAll('a:is([href^="https:"], [href^="mailto:"])'))
      expect(link.textContent).toMatch(/^(Chat|Website|Write an e-mail) A helpline$/);
  });

  it('opens the web in a tab of its own, and gives no referrer', async () => {
    await show({});
    const web = document.querySelector('a[href="https://example.org/"]');
    expect([web?.getAttribute('target'), web?.getAttribute('rel')]).toEqual(['_blank', 'noreferrer']);
    expect(document.querySelector('a[href^="tel:"]')?.hasAttribute('target')).toBe(false);
  });

  it('tells hours, cost, languages, and what does not leave a trace', async () => {
    await show({});
    expect(text()).toContain('Open Mon–Fri 09:00–18:00 · Free · English and Swahili · The app 3018');
    expect(text()).toContain('You don’t have to say who you are.');
    expect(text()).toContain('does not show on the phone bill');
  });

  it('says what is not certain', async () => {
    await show({});
    expect(text()).toContain('Nightlight is not quite sure of this: the hours and the languages.');
    await show({ unsure: [] });
    expect(text()).not.toContain('not quite sure');
  });

  it('keeps what is not known as not known', async () => {
    await show({ hours: null, cost: null, languages: null, other: null, anonymous: null, hiddenOnBill: null });
    expect(text()).toContain('Opening hours not known');
    expect(text()).not.toMatch(/Free|null|phone bill|who you are/);
  });
});

describe('the guidance that ships', () => {
  it('knows the same countries as its files', () => {
    expect(shipped.countries).toEqual(guide.countries);
    expect(shipped.countries.length).toBeGreaterThanOrEqual(25);
  });

  it('loads what is asked for', async () => {
    const advice = await shipped.advice(['secrecy', 'levels/urgent']);
    expect([...(advice.get('en')?.keys() ?? [])].sort()).toEqual(['levels/urgent', 'secrecy']);
    expect((await shipped.help('KE')).known).toBe(true);
    expect((await shipped.help('ZZ')).known).toBe(false);
  });
});
