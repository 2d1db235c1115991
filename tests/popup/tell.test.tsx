// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { fakeHost, HOUSE, WARNING } from '../ui/fixtures.ts';
import { breaches, control, press, settle, show, text, withAlerts } from './stage.tsx';

describe('tell a grown-up', () => {
  it('prepares words that the child can change, for the clipboard, e-mail, a text and the share sheet', async () => {
    const copy = vi.fn(async (_: string) => undefined);
    const share = vi.fn(async (_: string) => undefined);
    const host = { ...withAlerts([WARNING]), copy, share };
    await show(host);
    await press('Tell a grown-up');
    const box = document.querySelector('textarea');
    expect(box?.value).toContain('Someone wants your password');
    expect(document.activeElement?.textContent).toBe('Tell a grown-up');
    expect(await breaches()).toEqual([]);
    await settle(() => {
      if (box !== null) box.value = 'mum & dad?';
      box?.dispatchEvent(new Event('input', { bubbles: true }));
    });
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
