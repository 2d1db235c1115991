// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { fakeHost, pageWith } from '../ui/fixtures.ts';
import { breaches, control, press, show, text } from './stage.tsx';

describe('how a page is built', () => {
  const REPORT = 'Nightlight 0.1.0, site thelounge: not-understood';
  const lost = (report: string | null) =>
    fakeHost({ 'page-status': () => pageWith('not-understood', ['rows']), structure: () => ({ report }) });

  it('is shown before it is copied, and copied as it is shown', async () => {
    const copy = vi.fn(async (_: string) => undefined);
    const host = { ...lost(REPORT), copy };
    await show(host);
    expect(host.asked.map(({ kind }) => kind)).not.toContain('structure');
    await press('Report how this page is built');
    expect(host.asked).toContainEqual({ kind: 'structure', body: { tab: 7 } });
    expect(document.activeElement?.textContent).toBe('How this page is built');
    expect(document.querySelector('textarea')?.value).toBe(REPORT);
    expect(document.querySelector('textarea')?.readOnly).toBe(true);
    expect(text('main')).toContain('no words, names, numbers or addresses');
    expect(copy).not.toHaveBeenCalled();
    expect(await breaches()).toEqual([]);
    await press('Copy');
    expect(copy).toHaveBeenCalledExactlyOnceWith(REPORT);
    expect(text('main')).toContain('Copied.');
  });

  it('says so when nothing is read there', async () => {
    await show(lost(null));
    await press('Report how this page is built');
    expect(text('main')).toContain('there is nothing to report');
  });

  it('says so when it can not be copied', async () => {
    await show({ ...lost(REPORT), copy: () => Promise.reject(new Error('no')) });
    await press('Report how this page is built');
    await press('Copy');
    expect(text('main')).toContain('could not be copied');
  });

  it.each([['watching'], ['idle']] as const)('is not offered on a page that is understood: %s', async (state) => {
    await show(fakeHost({ 'page-status': () => pageWith(state) }));
    expect(() => control('Report how this page is built')).toThrow();
  });
});
