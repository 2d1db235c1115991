// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Select } from '../../src/ui/select.tsx';
import { draw } from './stage.tsx';

const select = () => document.querySelector('select') as HTMLSelectElement;
const key = (name: string) => select().dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
const change = (value: string) => {
  select().value = value;
  select().dispatchEvent(new Event('change', { bubbles: true }));
};

async function drawn(saves: boolean): Promise<(string | null)[]> {
  const chosen: (string | null)[] = [];
  await draw(
    <main>
      <h1>How</h1>
      <Select
        label="how"
        value="a"
        options={['a', 'b', 'c'].map((value) => ({ value, name: value }))}
        saves={saves}
        onChoose={(value) => chosen.push(value)}
      />
    </main>,
  );
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return chosen;
}

describe('a choice in a list that is saved as soon as it is made', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const pass = () => {
    key('ArrowDown');
    change('b');
    key('ArrowDown');
    change('c');
  };

  it('holds when the keys rest, and not for what they passed', async () => {
    const chosen = await drawn(true);
    pass();
    vi.advanceTimersByTime(900);
    expect(chosen).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(chosen).toEqual(['c']);
  });

  it.each([
    ['Enter is pressed', () => key('Enter')],
    ['the focus goes on', () => select().dispatchEvent(new FocusEvent('blur'))],
    ['the page goes on', () => render(null, select().closest('main')?.parentElement as Element)],
  ])('holds at once when %s, and once', async (_what, act) => {
    const chosen = await drawn(true);
    pass();
    act();
    expect(chosen).toEqual(['c']);
    vi.advanceTimersByTime(2000);
    expect(chosen).toEqual(['c']);
  });

  it('holds at once by a pointer, after keys too', async () => {
    const chosen = await drawn(true);
    key('ArrowDown');
    change('b');
    select().dispatchEvent(new Event('pointerdown', { bubbles: true }));
    change('c');
    vi.advanceTimersByTime(2000);
    expect(chosen).toEqual(['c']);
  });

  it('holds with each key where nothing is saved', async () => {
    const chosen = await drawn(false);
    pass();
    expect(chosen).toEqual(['b', 'c']);
  });
});
