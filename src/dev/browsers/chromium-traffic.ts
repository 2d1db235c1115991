import type { Exchange } from './browser.ts';

/** File in the profile. */
export const NET_LOG = 'net-log.json';

/** Reads Chromium's net log: https://www.chromium.org/developers/design-documents/network-stack/netlog/ */
export function exchangesOf(log: string): Exchange[] {
  const { constants, events } = JSON.parse(log) as {
    constants: { logEventTypes: Record<string, number> };
    events: { type: number; params?: { url?: string; initiator?: string } }[];
  };
  const start = constants.logEventTypes.URL_REQUEST_START_JOB;
  return events.flatMap(({ type, params }) => {
    if (type !== start || params?.url === undefined) return [];
    const from = params.initiator ?? '';
    return [{ url: params.url, from: from.includes('://') ? from : '' }];
  });
}
