// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Adapter } from '../../src/sites/adapter.ts';
import { generic } from '../../src/sites/generic.ts';
import { mastodon } from '../../src/sites/mastodon.ts';
import { redditChat } from '../../src/sites/reddit-chat.ts';
import { roundcube } from '../../src/sites/roundcube.ts';
import { telegramK } from '../../src/sites/telegram-k.ts';
import { theLounge } from '../../src/sites/the-lounge.ts';
import { isDayFirst, stampTime } from '../../src/sites/whatsapp.ts';
import { x } from '../../src/sites/x.ts';
import { youtubeComments } from '../../src/sites/youtube-comments.ts';
import { page, row, withIds } from '../content/chats.ts';
import { fixture, openPage, type Watched, watchPage } from '../content/page.ts';
import { showFixture } from './fixture-page.ts';

const LATER = 30_000;
const words = (seen: readonly { thread: string; text: string }[]) => seen.map(({ thread, text }) => [thread, text]);

describe('shadow roots', () => {
  /** Late roots are looked for at intervals. */
  const settle = async (watched: Watched) => {
    const done = watched.settle(LATER);
    await vi.advanceTimersByTimeAsync(10_000);
    await done;
  };
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('that X attaches late, to an element that stood there, are read', async () => {
    openPage('<html><body><div data-testid="xchatEmbedRoute"></div></body></html>', 'https://x.com/i/chat/1001-2002');
    const watched = watchPage(x);
    await settle(watched);
    expect(watched.take()).toEqual([]);
    const root = document.querySelector('div')?.attachShadow({ mode: 'open' });
    if (root === undefined) throw new Error('no root');
    root.innerHTML = `<div data-testid="dm-message-scroller"><div class="justify-start" data-testid="message-1" data-send-status="sent">
      <div data-testid="message-text-1"><span dir="auto">see you at the library</span></div></div></div>`;
    await settle(watched);
    await settle(watched);
    expect(words(watched.take())).toEqual([['1001-2002', 'see you at the library']]);
  });

  it('that a row of Reddit gets after it was mounted are read', async () => {
    showFixture('reddit-chat', { page: 'chat.html', url: 'https://chat.reddit.com/room/x' });
    const watched = watchPage(redditChat);
    watched.take();
    await settle(watched);
    const list = redditChat.threads(document).flatMap((thread) => [...redditChat.rows(thread)])[0]?.parentNode;
    const event = document.createElement('rs-timeline-event');
    event.setAttribute('data-id', '$late');
    list?.appendChild(event);
    await settle(watched);
    expect(watched.take()).toEqual([]);
    event.attachShadow({ mode: 'open' }).innerHTML =
      '<div class="room-message flex-row"><div class="room-message-text">the blue one sold out</div></div>';
    await settle(watched);
    await settle(watched);
    expect(watched.take().map(({ key, text, direction }) => [key, text, direction])).toEqual([
      ['id:$late', 'the blue one sold out', 'peer'],
    ]);
  });
});

describe('Telegram', () => {
  it('gives an own message its final id, and it is the same message', async () => {
    showFixture('telegram-k', { page: 'chat.html', url: 'https://web.telegram.org/k/#5001' });
    const watched = watchPage(telegramK);
    watched.take();
    await watched.settle(LATER);
    const bubble = (mid: string) =>
      `<div class="bubble is-out" data-mid="${mid}" data-peer-id="5001" data-timestamp="1795506200"><div class="message"><span class="translatable-message">bring the float</span></div></div>`;
    const group = [...document.querySelectorAll('.bubbles-group')].at(-1) as Element;
    group.insertAdjacentHTML('beforeend', bubble('0.0001'));
    await watched.settle();
    expect(watched.take().map(({ text }) => text)).toEqual(['bring the float']);
    group.querySelector('[data-mid="0.0001"]')?.setAttribute('data-mid', '4294967310');
    await watched.settle(LATER);
    expect(watched.take()).toEqual([]);
  });
});

describe('YouTube', () => {
  it('reuses the nodes of one video for the next, and they are other messages', async () => {
    showFixture('youtube-comments', { page: 'comments.html', url: 'https://www.youtube.com/watch?v=cr4n3' });
    const watched = watchPage(youtubeComments);
    expect(watched.take()).toHaveLength(3);
    await watched.settle(LATER);
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
      'https://www.youtube.com/watch?v=b0at5',
    );
    const [first, ...others] = document.querySelectorAll('ytd-comment-view-model');
    for (const other of others) other.remove();
    first?.querySelector('#published-time-text a')?.setAttribute('href', '/watch?v=b0at5&lc=UgzZ9');
    const text = first?.querySelector('#content-text span');
    if (text) text.textContent = 'mine sank at once';
    await watched.settle(LATER);
    expect(watched.take().map(({ thread, key, text: now }) => [thread, key, now])).toEqual([
      ['v=b0at5', 'id:UgzZ9', 'mine sank at once'],
    ]);
  });
});

describe('conversations of long ids that differ at their ends alone', () => {
  const LONG = '3'.repeat(300);
  const shows: readonly (readonly [Adapter, (end: string) => void])[] = [
    [withIds, (end) => openPage(page(row('a'), LONG + end))],
    [generic, (end) => openPage(fixture('generic', 'bubbles.html'), `https://chat.example.org/${LONG}${end}`)],
    [mastodon, (end) => openPage(fixture('mastodon', 'several.html').replaceAll('"300"', `"${LONG}${end}"`))],
  ];
  it.each(shows.map(([site, show]) => [site.id, site, show] as const))('are kept apart: %s', (_, site, show) => {
    const threads = ['1', '2', '1'].map((end) => {
      show(end);
      return watchPage(site).take()[0]?.thread;
    });
    expect(threads[0]).toMatch(/./);
    expect(threads[1]).not.toBe(threads[0]);
    expect(threads[2]).toBe(threads[0]);
  });
});

describe('Roundcube', () => {
  const directionFor = (login: string, from: string, host: string) => {
    const html = fixture('roundcube', 'preview.html');
    openPage(
      html.replace('"username":"alex@example.org"', `"username":"${login}"`).replaceAll('lena@example.net', from),
      `https://${host}/?_task=mail&_mbox=INBOX&_uid=7&_action=preview`,
    );
    return watchPage(roundcube).take()[0]?.direction;
  };

  it.each([
    ['sam', 'sam@example.org', 'mail.example.org', 'child'],
    ['sam', 'sam@example.org', 'example.org', 'child'],
    ['sam', 'sam@elsewhere.net', 'mail.example.org', 'unknown'],
    ['sam', 'sam@ple.org', 'mail.example.org', 'unknown'],
    ['sam', 'sam@org', 'mail.example.org', 'unknown'],
    ['sam', 'kim@example.org', 'mail.example.org', 'peer'],
    ['sam@example.org', 'sam@example.org', 'mail.provider.net', 'child'],
    ['sam@example.org', 'sam@elsewhere.net', 'mail.example.org', 'peer'],
    ['sam@example.org', 'sam@example.org@elsewhere.net', 'mail.example.org', 'unknown'],
  ])('takes, for who signed in as %s, mail from %s at %s for that of: %s', (login, from, host, direction) => {
    expect(directionFor(login, from, host)).toBe(direction);
  });
});

describe('Roundcube, at a strange address', () => {
  it.each(['%E0%A4', 'Caf%E9'])('of the folder %s is read all the same', (folder) => {
    const html = fixture('roundcube', 'preview.html');
    openPage(html, `https://mail.example.org/?_task=mail&_mbox=${folder}&_uid=7&_action=preview`);
    const watched = watchPage(roundcube);
    expect(watched.take()).toMatchObject([{ direction: 'peer', key: `id:${folder}/7` }]);
    expect(watched.health.at(-1)?.state).not.toBe('not-understood');
  });
});

describe('The Lounge', () => {
  it('is not said to be beyond understanding in its lobby, where one can write as well', () => {
    const html = fixture('the-lounge', 'query.html');
    openPage(html.replaceAll('data-type="query"', 'data-type="lobby"'));
    expect(watchPage(theLounge).health.at(-1)?.state).toBe('idle');
    openPage(html.replaceAll('data-type="query"', 'data-kind="query"'));
    expect(watchPage(theLounge).health.at(-1)?.state).toBe('not-understood');
  });
});

describe('the stamp of a WhatsApp message', () => {
  const at = (text: string) => new Date(text).getTime();
  it.each([
    ['[16:02, 24/11/2026] Jo: ', true, at('2026-11-24T16:02')],
    ['[4:02 PM, 11/24/2026] Jo: ', false, at('2026-11-24T16:02')],
    ['[12:05 AM, 11/3/2026] Jo: ', false, at('2026-11-03T00:05')],
    ['[16:02, 3.11.2026] Jo: ', null, at('2026-11-03T16:02')],
    ['[16:02, 2026/11/3] Jo: ', null, at('2026-11-03T16:02')],
    ['[16:02:09, 3/11/26] Jo: ', true, at('2026-11-03T16:02:09')],
    ['[16:02, 3/11/2026] Jo: ', null, null],
    ['[16:02, 31/2/2026] Jo: ', true, null],
    ['[25 o’clock] Jo: ', true, null],
    ['', true, null],
  ])('%s with the day first: %s', (stamp, dayFirst, time) => {
    expect(stampTime(stamp, dayFirst)).toBe(time);
  });

  it('shows by a number above twelve which one is the day', () => {
    expect(isDayFirst(['[1:00, 3/4/2026] A: ', '[1:00, 13/4/2026] A: '])).toBe(true);
    expect(isDayFirst(['[1:00, 4/13/2026] A: '])).toBe(false);
    expect(isDayFirst(['[1:00, 3/4/2026] A: ', '[1:00, 2026/4/13] A: '])).toBe(null);
  });
});
