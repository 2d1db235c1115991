/** How a chat looks on its page. */

export interface Said {
  readonly own: boolean;
  readonly text: string;
  /** ms since the epoch. */
  readonly time: number;
}

/** All of it HTML. */
export interface Look {
  /** Address of a thread: of a known site, or a path on this machine. Several threads may have one. */
  readonly address: (thread: string) => string;
  /** Selector of the one element that another thread changes when it takes the place of the one that was open. */
  readonly frame: string;
  /** Selector of the element in which the rows stand. */
  readonly list: string;
  readonly page: (thread: string, rows: string) => string;
  /** `number`: no two messages of any threads have the same. */
  readonly row: (thread: string, said: Said, number: number) => string;
}

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The Lounge, whose messages have ids. */
export const lounge: Look = {
  address: (thread) => `/${thread}`,
  frame: '#chat',
  list: '.messages',
  page: (thread, rows) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>chat</title><meta name="application-name" content="The Lounge">
<style>body { margin: 0; font: 15px sans-serif; } .messages { height: calc(100vh - 90px); overflow: auto; }</style></head>
<body><div id="viewport"><div id="chat-container">
<div id="chat"><div class="chat-view" data-type="query" aria-label="${thread}"><div class="messages">${rows}</div></div></div>
<form id="form"><span id="nick">alice</span><textarea id="input"></textarea></form></div></div></body></html>`,
  row: (_, { own, text, time }, number) => {
    const stamp = new Date(time)
      .toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'medium' })
      .replace(' at', ',');
    const who = own ? 'alice' : 'bob';
    return `<div id="msg-${number}" class="msg ${own ? 'self' : ''}" data-type="message" data-from="${who}">
<span class="time" aria-label="${stamp}">1:00</span><span class="from">${who}</span><span class="content">${escaped(text)}</span></div>`;
  },
};
