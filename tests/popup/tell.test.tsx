// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { fakeHost, HOUSE, WARNING } from '../ui/fixtures.ts';
import { breaches, control, press, settle, show, text, withAlerts } from './stage.tsx';

function box(): HTMLTextAreaElement {
  const found = document.querySelector('textarea');
  if (found === null) throw new Error('no words to send');
  return found;
}

const write = (words: string) =>
  settle(() => {
    box().value = words;
    box().dispatchEvent(new Event('input', { bubbles: true }));
  });

describe('tell a grown-up', () => {
  it('prepares words that the child can change, for the clipboard, e-mail, a text and the share sheet', async () => {
    const copy = vi.fn(async (_: string) => undefined);
    const share = vi.fn(async (_: string) => undefined);
    const host = { ...withAlerts([WARNING]), copy, share };
    await show(host);
    await press('Tell a grown-up');
    expect(box().value).toContain('Someone wants your password');
    expect(document.activeElement?.textContent).toBe('Tell a grown-up');
    expect(await breaches()).toEqual([]);
    await write('mum & dad?');
    expect(control('E-mail').getAttribute('href')).toBe(
      `mailto:?subject=Can%20we%20talk%3F&body=${encodeURIComponent('mum & dad?')}`,
    );
    expect(control('Text message').getAttribute('href')).toContain(encodeURIComponent('mum & dad?'));
    await press('Copy');
    expect(copy).toHaveBeenCalledWith('mum & dad?');
    expect(text('main')).toContain('Copied.');
    await press('Share');
    expect(share).toHaveBeenCalledWith('mum & dad?');
  });

  it('keeps the words of the child while the window is open, those about each alert for itself', async () => {
    await show(withAlerts([WARNING]));
    await press('Tell a grown-up');
    await write('mum, look');
    await press('Talk to someone');
    await press('Back');
    await press('What can my parents see?');
    await press('Back');
    await settle(() => document.querySelector<HTMLElement>('.popup-links button')?.click());
    expect(box().value).not.toMatch(/mum, look|password/);
    await press('Back');
    await press('Tell a grown-up');
    expect(box().value).toBe('mum, look');
  });

  it('says when it could not be copied, and names whom the school named', async () => {
    const safeguarding = { name: 'Ms Hill', reach: 'room 4' };
    const host = {
      ...fakeHost({ house: () => ({ house: { ...HOUSE, safeguarding } }) }),
      copy: () => Promise.reject(new Error('no')),
    };
    await show(host);
    await press('Tell a grown-up');
    expect(text('main')).toContain('Ms Hill: room 4');
    expect(() => control('Share')).toThrow();
    await press('Copy');
    expect(text('main')).toContain('could not be copied');
  });

  it('asks the background nothing and tells it nothing', async () => {
    const host = fakeHost();
    await show(host);
    const before = host.asked.length;
    await press('Tell a grown-up');
    await press('Copy');
    expect(host.asked).toHaveLength(before);
  });
});
