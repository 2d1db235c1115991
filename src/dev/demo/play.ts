/** Plays the demo's conversation on a watched page and tells what the extension makes of it. */
import { setTimeout as wait } from 'node:timers/promises';
import { type SeenWarning, type Tab, until } from '../browsers/browser.ts';
import type { AlertTold, Extension } from '../browsers/extension.ts';
import { CONVERSATION, type Line } from './conversation.ts';
import type { DemoMessenger } from './server.ts';

/** What is told as it happens. */
export interface Listener {
  line(line: Line): void;
  /** An alert was raised, rose in level, or found another reason. */
  alert(alert: AlertTold): void;
  /** The page shows another warning. */
  warning(warning: SeenWarning): void;
}

export interface PlayOptions {
  readonly messenger: DemoMessenger;
  /** The child's side of the messenger, open in the watched browser. */
  readonly tab: Tab;
  readonly extension: Extension;
  readonly listener: Listener;
  /** ms between two lines. */
  readonly pace: number;
}

/** What the page shows of a line: it is there once the messenger has carried it. */
function hasLine(text: string): boolean {
  return [...document.querySelectorAll('#log .text')].some((each) => each.textContent === text);
}

/** The child's box holds this and has the focus; else it is made empty. */
function holdsAlone(text: string): boolean {
  const box = document.querySelector<HTMLInputElement>('#text');
  if (box?.value === text && document.activeElement === box) return true;
  if (box !== null) box.value = '';
  return false;
}

/** The peer's lines come from the server, the child's are typed. Gives the alerts at the end. */
export async function play(options: PlayOptions): Promise<readonly AlertTold[]> {
  const { messenger, tab, extension, listener, pace } = options;
  const told = new Map<string, string>();
  let shown = '';
  const look = async (): Promise<readonly AlertTold[]> => {
    const alerts = await extension.alerts();
    for (const alert of alerts) {
      const state = `${alert.level} ${alert.signals.join()} ${alert.reasons.length}`;
      if (told.get(alert.id) === state) continue;
      told.set(alert.id, state);
      listener.alert(alert);
    }
    const warning = await tab.warning();
    if (warning !== null && warning.title !== '' && warning.title !== shown) {
      shown = warning.title;
      listener.warning(warning);
    }
    return alerts;
  };
  for (const line of CONVERSATION) {
    if (line.from === 'peer') {
      messenger.say('peer', line.text);
    } else {
      // An urgent warning takes the focus once, and may do so before the first key.
      const typed = async () => {
        await tab.type('#text', line.text);
        return tab.evaluate(holdsAlone, line.text);
      };
      await until(typed, { what: `the messenger's box holds "${line.text}"` });
      await tab.press('Enter');
    }
    await until(() => tab.evaluate(hasLine, line.text), { what: `the messenger shows "${line.text}"` });
    listener.line(line);
    for (const end = performance.now() + pace; performance.now() < end; ) {
      await look();
      await wait(60);
    }
  }
  return look();
}
