import { Popup } from '../../src/popup/popup.tsx';
import type { AlertSummary } from '../../src/protocol/messages.ts';
import type { Host } from '../../src/ui/host.ts';
import { type FakeHost, fakeHost } from '../ui/fixtures.ts';
import { draw, guide } from '../ui/stage.tsx';

export { breaches, control, guide, press, settle, text } from '../ui/stage.tsx';

/** Draws the child's window. `first`: the view that it begins with, when it isn't the list of alerts. */
export async function show(host: Host, first?: 'talk'): Promise<void> {
  await draw(<Popup host={host} guide={guide} {...(first !== undefined && { first })} />);
}

/** A browser in which these alerts were noticed. `answers` replaces single answers. */
export function withAlerts(alerts: readonly AlertSummary[], answers: Parameters<typeof fakeHost>[0] = {}): FakeHost {
  return fakeHost({ alerts: () => ({ alerts: [...alerts], elsewhere: [], state: 'ok' }), ...answers });
}
