import { type Level, levelRank } from '../engine/signal.ts';
import type { Platform } from './platform.ts';

/** No alarm red: a child looks at this all day. White on either is at least 5:1. */
const CALM = '#4b4e9e';
const WARM = '#96540a';

/** Shows how many alerts nobody has seen yet, in a warmer colour when one of them is urgent; nothing when all were seen. */
export async function showBadge(action: Platform['action'], unseen: readonly Level[]): Promise<void> {
  const urgent = unseen.some((level) => levelRank(level) === levelRank('urgent'));
  await action.setBadgeBackgroundColor({ color: urgent ? WARM : CALM });
  await action.setBadgeTextColor?.({ color: '#ffffff' });
  await action.setBadgeText({ text: textOf(unseen.length) });
}

/** Four characters fit. */
function textOf(count: number): string {
  if (count === 0) return '';
  return count > 99 ? '99+' : String(count);
}
