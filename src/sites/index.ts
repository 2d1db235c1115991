import type { Adapter } from './adapter.ts';
import { bluesky } from './bluesky.ts';
import { characterAi } from './character-ai.ts';
import { converse } from './converse.ts';
import { discord } from './discord.ts';
import { element } from './element.ts';
import { facebook } from './facebook.ts';
import { googleChat } from './google-chat.ts';
import { googleMessages } from './google-messages.ts';
import { instagram } from './instagram.ts';
import { mastodon } from './mastodon.ts';
import { redditChat } from './reddit-chat.ts';
import { redditComments } from './reddit-comments.ts';
import { roblox } from './roblox.ts';
import { roundcube } from './roundcube.ts';
import { slack } from './slack.ts';
import { snapchat } from './snapchat.ts';
import { steam } from './steam.ts';
import { teams } from './teams.ts';
import { telegramA } from './telegram-a.ts';
import { telegramK } from './telegram-k.ts';
import { theLounge } from './the-lounge.ts';
import { tiktokComments } from './tiktok-comments.ts';
import { tiktokLive } from './tiktok-live.ts';
import { tiktokMessages } from './tiktok-messages.ts';
import { twitchChat } from './twitch-chat.ts';
import { twitchWhispers } from './twitch-whispers.ts';
import { vk } from './vk.ts';
import { whatsapp } from './whatsapp.ts';
import { x } from './x.ts';
import { youtubeComments } from './youtube-comments.ts';
import { youtubeLive } from './youtube-live.ts';

/**
 * Every known site, in the order in which they are asked. The file of a site carries its id (`the-lounge.ts`), its export
 * the same in camel case (`theLounge`): from these the build makes the content scripts.
 */
export const sites: readonly Adapter[] = [
  discord,
  whatsapp,
  instagram,
  facebook,
  snapchat,
  telegramA,
  telegramK,
  x,
  tiktokMessages,
  tiktokComments,
  tiktokLive,
  redditChat,
  redditComments,
  youtubeLive,
  youtubeComments,
  twitchChat,
  twitchWhispers,
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
