import type { Adapter } from './adapter.ts';
import { bluesky } from './bluesky.ts';
import { characterAi } from './character-ai.ts';
import { type Address, sitesFor } from './choose.ts';
import { converse } from './converse.ts';
import { element } from './element.ts';
import { googleChat } from './google-chat.ts';
import { googleMessages } from './google-messages.ts';
import { mastodon } from './mastodon.ts';
import { roblox } from './roblox.ts';
import { roundcube } from './roundcube.ts';
import { slack } from './slack.ts';
import { steam } from './steam.ts';
import { teams } from './teams.ts';
import { theLounge } from './the-lounge.ts';
import { vk } from './vk.ts';

/**
 * Every known site, in the order in which they are asked. The file of a site carries its id (`the-lounge.ts`), its export
 * the same in camel case (`theLounge`): from these the build makes the content scripts.
 */
export const sites: readonly Adapter[] = [
  theLounge,
  converse,
  bluesky,
  characterAi,
  element,
  googleChat,
  googleMessages,
  mastodon,
  roblox,
  roundcube,
  slack,
  steam,
  teams,
  vk,
];

/** Which of all known sites a page is first of all; null for none of them. See `sitesFor`. */
export function adapterFor(document: Document, location: Address): Adapter | null {
  const found = sitesFor(sites, document, location);
  return found.find((site) => site.fits(document)) ?? found[0] ?? null;
}
