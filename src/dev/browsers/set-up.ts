/** How a parent goes through the set-up of the extension, each step of it, without a mouse. */
import type { Tab } from './browser.ts';
import { pressControl, shows, typeInto } from './keyboard.ts';

/** ms that making the keys of a PIN may take: 600,000 rounds, on a machine with other work. */
const KEYS_MS = 20_000;

/**
 * From the open first step to the end.
 * @param pin letters without capitals, and digits
 * @param within ms that each other step may take
 */
export async function goThroughSetUp(tab: Tab, pin: string, within = 10_000): Promise<void> {
  await shows(tab, 'Who is it for?', within);
  await pressControl(tab, 'Next');
  await shows(tab, 'Where does it read along?', within);
  await pressControl(tab, 'Next');
  await shows(tab, 'Choose a PIN', within);
  await typeInto(tab, 'PIN or passphrase', pin);
  await typeInto(tab, 'The same once more', pin);
  await tab.press('Enter');
  await shows(tab, 'Keep this recovery code', Math.max(within, KEYS_MS));
  await pressControl(tab, 'I have put it', ' ');
  await pressControl(tab, 'Finish');
  await shows(tab, 'This is what your child can read about Nightlight', within);
}
