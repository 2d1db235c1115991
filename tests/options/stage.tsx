import { vi } from 'vitest';
import { Options } from '../../src/options/options.tsx';
import type { Safe } from '../../src/ui/safe.ts';
import { type FakeParentHost, fakeSafe, parentHost } from '../ui/parent-fixtures.ts';
import { draw, guide, press, settle, text } from '../ui/stage.tsx';

/** A whole page is drawn and asked about many times: on a busy machine that takes a while. */
vi.setConfig({ testTimeout: 60_000 });

export { breaches, control, guide, press, settle, text } from '../ui/stage.tsx';

/** Opens the page for parents at an address within it. */
export async function open(
  hash: string,
  host: FakeParentHost = parentHost(),
  safe: Safe = fakeSafe(),
): Promise<FakeParentHost> {
  location.hash = hash;
  await draw(<Options host={host} guide={guide} safe={safe} />);
  return host;
}

/** The field, list or box whose label begins with `words`. Throws when there is none. */
export function field(words: string): HTMLInputElement {
  for (const label of document.querySelectorAll('label')) {
    if (!label.textContent?.trim().startsWith(words)) continue;
    const found = label.htmlFor === '' ? label.querySelector('input') : document.getElementById(label.htmlFor);
    if (found !== null) return found as HTMLInputElement;
  }
  throw new Error(`no field "${words}"`);
}

export async function type(words: string, value: string): Promise<void> {
  await settle(() => {
    const input = field(words);
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Chooses in a list by the words of the option. */
export async function choose(words: string, option: string): Promise<void> {
  await settle(() => {
    const select = field(words) as unknown as HTMLSelectElement;
    const found = [...select.options].find((each) => each.textContent === option);
    if (found === undefined) throw new Error(`no option "${option}"`);
    select.value = found.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

export async function tick(words: string): Promise<void> {
  await settle(() => field(words).click());
}

/** Sends the form that the field belongs to, as Enter does. */
export async function enter(words: string): Promise<void> {
  await settle(() => field(words).form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
}

/** Unlocks with the right PIN through the page itself. */
export async function unlock(): Promise<void> {
  await type('Your PIN or passphrase', 'right pin');
  await press('Unlock');
}

/** Waits until something holds. What takes real time (a hash, a rest in typing) takes longer on a busy machine. */
export async function until(holds: () => boolean): Promise<void> {
  await vi.waitFor(
    async () => {
      await settle(() => undefined);
      if (!holds()) throw new Error(`not so: ${holds.toString()} in ${text()}`);
    },
    { timeout: 20_000, interval: 10 },
  );
}

/** All questions of one kind so far. */
export function bodies(host: FakeParentHost, kind: string): unknown[] {
  return host.asked.filter((question) => question.kind === kind).map(({ body }) => body);
}
