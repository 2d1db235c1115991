import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Rooms, chats of two and threads of Matrix',
  direction: 'A mark on each message',
  confidence: 'high',
  evidence: '2026',
  unseen: 'Calls, pictures, other Matrix apps',
};

/**
 * Element, the web client of Matrix; often self-hosted. Facts of 2026, from its source. A tile that continues a run names
 * nobody. A message that is being sent has an id that begins with `~` and gets its own from the server. A chat of two
 * shows no faces of members above it.
 */
export const element = siteFromData({
  id: 'element',
  name: 'Element',
  hosts: ['https://app.element.io/*', 'https://develop.element.io/*'],
  selfHosted: true,
  fits: '#matrixchat, .mx_MatrixChat',
  thread: '.mx_RoomView, .mx_ThreadView',
  container: '.mx_RoomView_MessageList',
  threadId: ['url:#/room/([!#@][^/?]+)', '(.mx_ThreadView) .mx_EventTile[data-event-id]@data-event-id'],
  title: ['.mx_RoomHeader_heading', '.mx_RoomHeader_nametext', '^.mx_RoomHeader_heading', '^.mx_RoomHeader_nametext'],
  group: '^.mx_RoomHeader_members, .mx_RoomHeader .mx_FacePile',
  row: '.mx_EventTile[data-event-id]',
  beside: '.mx_EventTile, .mx_DateSeparator, .mx_GenericEventListSummary, .mx_NewRoomIntro',
  text: '.mx_EventTile_body',
  strip: '.mx_MessageTimestamp',
  edited: '.mx_EventTile_edited',
  quote: '.mx_ReplyChain, .mx_ReplyChain_wrapper, .mx_ReplyTile, mx-reply, blockquote',
  deleted: '.mx_RedactedBody',
  rowId: ['@data-event-id'],
  author: '.mx_DisambiguatedProfile_displayName',
  time: ['.mx_MessageTimestamp time@datetime', '.mx_MessageTimestamp@title', '.mx_MessageTimestamp@aria-label'],
  own: '.mx_EventTile[data-self="true"]',
  peer: '.mx_EventTile[data-self="false"]',
  composer: '.mx_BasicMessageComposer_input[contenteditable="true"]',
});
