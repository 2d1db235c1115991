// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../src/guidance/index.ts';
import { CAUTION, fakeHost, silence, URGENT, WARNING } from '../ui/fixtures.ts';
import { breaches, control, guide, press, show, text, withAlerts } from './stage.tsx';

describe('alerts', () => {
  const three = () => withAlerts([CAUTION, URGENT, WARNING]);

  it('come newest first, each with level, title, place and time', async () => {
    await show(three());
    const cards = [...document.querySelectorAll('.card')].map((card) => card.textContent ?? '');
    expect(cards.map((card) => card.slice(0, 12))).toEqual(['Get help now', 'Watch outNew', 'Have a lookS']);
    expect(cards[1]).toContain('Someone wants your password');
    expect(cards[1]).toContain('Converse.js, chat “maya_new”');
    expect(cards[1]).toMatch(/Today, 11:58/);
  });

  it.each([
    [CAUTION, 'Someone asks a lot about you', 'Small facts add up'],
    [WARNING, 'Someone wants your password', "Don't send it"],
    [URGENT, 'Someone says they have your account', 'You are not in trouble'],
  ])('of the level $level say what happened, why, and what to do', async (alert, title, words) => {
    await show(withAlerts([alert]));
    expect(document.querySelector('.card h3')?.textContent).toBe(title);
    expect(text('.card')).toContain(words);
    expect(document.querySelectorAll('.card ol li')).toHaveLength(3);
    expect(await breaches()).toEqual([]);
  });

  it('give each kind of evidence once, in a sentence with its time', async () => {
    const reasons = [...WARNING.reasons, ...WARNING.reasons];
    await show(withAlerts([{ ...WARNING, reasons }]));
    const why = [...document.querySelectorAll('.card details:last-of-type li')].map((item) => item.textContent);
    expect(why).toHaveLength(2);
    expect(why[0]).toMatch(/^They are asking for a password, a code or a login\. Today, 11:00/);
  });

  it('lay open what to do for the newest alone', async () => {
    await show(three());
    expect(
      [...document.querySelectorAll<HTMLDetailsElement>('.card details:first-of-type')].map((d) => d.open),
    ).toEqual([true, false, false]);
  });

  it('put a helpline one press away when urgent', async () => {
    await show(three());
    expect(control('Call Childline').getAttribute('href')).toBe('tel:08001111');
  });

  it('are marked as seen once, the unseen ones', async () => {
    const host = three();
    await show(host);
    expect(host.asked.filter(({ kind }) => kind === 'mark-seen')).toEqual([
      { kind: 'mark-seen', body: { alerts: ['u', 'w'] } },
    ]);
  });

  it('are shown even when they cannot be marked as seen', async () => {
    const host = withAlerts([WARNING], { 'mark-seen': silence });
    await show(host);
    expect(text('main')).toContain('Someone wants your password');
  });

  it('of a site that is gone keep its id, and a name is text and nothing else', async () => {
    const alert = { ...CAUTION, site: 'elsewhere', title: '<img src=x onerror=alert(1)>' };
    await show(withAlerts([alert]));
    expect(text('.card')).toContain('elsewhere, chat “<img src=x onerror=alert(1)>”');
    expect(document.querySelector('.card img')).toBeNull();
  });

  it('of a chat without a name name its site alone', async () => {
    await show(withAlerts([{ ...CAUTION, title: '' }]));
    expect(text('.card .soft')).toMatch(/^The Lounge · Today/);
  });

  it('say at urgent in every part what makes it urgent, not what was noticed first', async () => {
    const library = await guide.advice([]);
    const signals = ['credential-request', 'threat-exposure'] as const;
    await show(withAlerts([{ ...URGENT, signals: [...signals] }]));
    const [first, named] = signals.map((signal) => adviceFor(library, signal, 'en').child);
    expect(text('.card h3')).toBe(named?.title);
    for (const words of [...(named?.say ?? []), ...(named?.keep ?? [])]) expect(text('.card')).toContain(words);
    for (const words of first?.say ?? []) expect(text('.card')).not.toContain(words);
  });

  it('without a signal fall back to the words of the level', async () => {
    const alert = { ...WARNING, signals: [], reasons: [] };
    await show(withAlerts([alert]));
    expect(document.querySelector('.card h3')?.textContent).toBe('Stop for a moment');
  });
});

describe('the list behind the view of the age', () => {
  it('asks for the tab in front, tells of what is left out, and marks it as seen', async () => {
    const host = fakeHost({ alerts: () => ({ alerts: [], elsewhere: ['x', 'y'], state: 'ok' }) });
    await show(host);
    expect(host.asked).toContainEqual({ kind: 'alerts', body: { limit: 50, tab: 7 } });
    expect(text('main')).toContain('Alerts for you alone: 2');
    expect(text('main')).not.toContain('Nothing noticed');
    expect(host.asked).toContainEqual({ kind: 'mark-seen', body: { alerts: ['x', 'y'] } });
    expect(await breaches()).toEqual([]);
  });

  it('says of an alert without its place how it is shown', async () => {
    const alert = { ...URGENT, site: null, title: null };
    await show(withAlerts([alert]));
    expect(text('.card')).toContain('Someone says they have your account');
    expect(text('.card')).toContain('while the page of the chat is in front');
    expect(text('.card')).not.toMatch(/The Lounge|maya_new|null/);
    expect(await breaches()).toEqual([]);
  });
});

describe('“It’s not a problem”', () => {
  it('is said and taken back', async () => {
    const host = withAlerts([WARNING]);
    await show(host);
    await press('It’s not a problem');
    expect(text('.card')).toContain('will be quieter about this');
    await press('Undo');
    expect(control('It’s not a problem')).toBeDefined();
    expect(host.asked.filter(({ kind }) => kind === 'not-a-problem').map(({ body }) => body)).toEqual([
      { alert: 'w', undo: false },
      { alert: 'w', undo: true },
    ]);
    expect(await breaches()).toEqual([]);
  });

  it('stays said, and can be taken back, after a look at something else', async () => {
    await show(withAlerts([WARNING]));
    await press('It’s not a problem');
    await press('Talk to someone');
    await press('Back');
    expect(text('.card')).toContain('will be quieter about this');
    await press('Undo');
    await press('Talk to someone');
    await press('Back');
    expect(control('It’s not a problem')).toBeDefined();
  });

  it('is not offered when it is urgent', async () => {
    await show(withAlerts([URGENT]));
    expect(() => control('It’s not a problem')).toThrow();
  });

  it('that was not kept is not shown as kept', async () => {
    await show(withAlerts([WARNING], { 'not-a-problem': silence }));
    await press('It’s not a problem');
    expect(text('.card')).toContain('That didn’t work');
    expect(() => control('Undo')).toThrow();
  });
});
