// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { RadioGroup } from '../../src/ui/radio-group.tsx';
import { breaches, draw, settle } from './stage.tsx';

const radios = () => [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')];
const at = () => radios().indexOf(document.activeElement as HTMLInputElement);

/** The key as the focused button gets it; whether the browser may still do its own. */
async function key(name: string, more: KeyboardEventInit = {}): Promise<boolean> {
  let own = false;
  await settle(() => {
    own = document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }),
    ) as boolean;
  });
  return own;
}

async function drawn(saves: boolean, direction: 'ltr' | 'rtl' = 'ltr'): Promise<string[]> {
  const chosen: string[] = [];
  await draw(
    <main style={{ direction }}>
      <h1 id="how">How</h1>
      <RadioGroup
        name="how"
        labelledBy="how"
        value="a"
        options={['a', 'b', 'c'].map((value) => ({ value, title: value }))}
        saves={saves}
        onChoose={(value) => chosen.push(value)}
      />
    </main>,
  );
  radios()[0]?.focus();
  return chosen;
}

describe('a choice that is saved as soon as it is made', () => {
  it.each([
    ['ArrowDown', 1],
    ['ArrowRight', 1],
    ['ArrowUp', 2],
    ['ArrowLeft', 2],
  ])('is passed by %s without being made', async (name, to) => {
    const chosen = await drawn(true);
    expect(await key(name)).toBe(false);
    expect(at()).toBe(to);
    expect(radios().map(({ checked }) => checked)).toEqual([true, false, false]);
    expect(chosen).toEqual([]);
    expect(await breaches()).toEqual([]);
  });

  it.each([
    ['ArrowLeft', 1],
    ['ArrowRight', 2],
  ])('is passed the way it is read, from right to left by %s', async (name, to) => {
    await drawn(true, 'rtl');
    await key(name);
    expect(at()).toBe(to);
  });

  it('goes round at both ends', async () => {
    await drawn(true);
    for (const to of [1, 2, 0]) {
      await key('ArrowDown');
      expect(at()).toBe(to);
    }
  });

  it('is made by Enter, and by Space, which is the browser’s own', async () => {
    const chosen = await drawn(true);
    await key('ArrowDown');
    expect(await key('Enter')).toBe(false);
    expect(chosen).toEqual(['b']);
    expect(await key(' ')).toBe(true);
  });

  it('leaves keys with others held down to the browser', async () => {
    await drawn(true);
    expect(await key('ArrowLeft', { altKey: true })).toBe(true);
    expect(at()).toBe(0);
  });
});

it('a choice that is saved later is the browser’s own', async () => {
  await drawn(false);
  expect(await key('ArrowDown')).toBe(true);
});
