// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { useBehindDoor } from '../../src/options/behind-door.ts';
import type { Door } from '../../src/ui/safe.ts';

const door = (token: string): Door => ({
  token,
  until: 0,
  open: async () => [] as never,
  shut: async () => undefined,
  changePin: async () => 'changed' as never,
  newCode: async () => '' as never,
});
const [first, second] = [door('a'), door('b')];

/** The last drawing. */
let typed = '';
let type: (value: string) => void = () => {};

function Field({ behind }: { readonly behind: Door | null }) {
  const [value, put] = useBehindDoor(behind, '');
  typed = value;
  type = put;
  return <p>{value}</p>;
}

const show = (behind: Door | null) => render(<Field behind={behind} />, document.body);
/** Longer than effects wait for the screen. */
const rest = () => new Promise((done) => setTimeout(done, 300));

afterEach(() => render(null, document.body));

describe('what stands behind the door', () => {
  it('stays when it is typed at once after the door opened, each letter of it', async () => {
    show(null);
    await rest();
    show(first);
    // before the effects of that drawing
    type('t');
    await rest();
    expect(typed).toBe('t');
    type('th');
    await rest();
    expect(typed).toBe('th');
  });

  it('goes when the door shuts, and does not come back with another one', async () => {
    show(first);
    type('secret');
    await rest();
    show(null);
    expect(typed).toBe('');
    await rest();
    show(second);
    await rest();
    expect(typed).toBe('');
    show(first);
    await rest();
    expect(typed).toBe('');
  });

  it('takes nothing that comes late from a door that has shut', async () => {
    show(first);
    await rest();
    const late = type;
    show(second);
    await rest();
    late('secret');
    await rest();
    expect(typed).toBe('');
    show(first);
    await rest();
    expect(typed).toBe('');
  });
});
