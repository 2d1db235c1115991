import type { About } from './about.ts';
import type { Adapter, OpenThread, Row } from './adapter.ts';
import { siteFromData } from './data.ts';
import { attr, documentOf, find, findAll } from './dom.ts';
import { scriptOf } from './script.ts';
import { labelOf, textOf } from './text.ts';

export const about: About = {
  reads: 'Direct posts',
  direction: 'The signed-in account’s id beside the author’s',
  confidence: 'high',
  evidence: '2026',
  unseen: 'Pictures, apps on phones',
};

const ACCOUNT = '[data-hover-card-account]';

const base = siteFromData({
  id: 'mastodon',
  name: 'Mastodon',
  hosts: ['https://mastodon.social/*', 'https://mastodon.online/*', 'https://mas.to/*'],
  selfHosted: true,
  fits: '#mastodon, .app-holder[id="mastodon"]',
  thread: '.column',
  container: '[role="feed"], .scrollable',
  threadId: [`.status__wrapper-direct ${ACCOUNT}@data-hover-card-account`],
  title: '.column-header__title',
  row: '.status__wrapper-direct, .detailed-status__wrapper-direct',
  beside: 'article, .load-more, .status__wrapper, .detailed-status__wrapper, .column-header, .empty-column-indicator',
  text: '.status__content',
  strip: '.mention, .status__content__read-more-button, .translate-button',
  quote: '.status__quote',
  edited: 'abbr[title]',
  rowId: [['.status[data-id]@data-id', '@data-id', '.detailed-status__datetime@href']],
  author: ['.display-name__html', '.display-name', 'a.status__display-name@title'],
  time: 'time@datetime',
  composer: 'textarea.autosuggest-textarea__textarea',
});

/** The child's own account id, as the page brought it along. */
function ownAccount(page: Document): string | null {
  return /"me":"?(\d+)"?/.exec(scriptOf(page, '#initial-state'))?.[1] ?? null;
}

/** Everybody who takes part but the child: authors, and those whom the posts are for. */
function othersIn(container: Element, me: string | null): Map<string, string> {
  const others = new Map<string, string>();
  for (const row of findAll(container, '.status__wrapper-direct, .detailed-status__wrapper-direct')) {
    for (const person of findAll(row, ACCOUNT)) {
      const id = attr(person, 'data-hover-card-account') ?? '';
      if (id === '' || id === me || others.has(id)) continue;
      others.set(id, labelOf(textOf(find(person, '.display-name__html') ?? person).replace(/^@/, '')));
    }
  }
  return others;
}

function named(thread: OpenThread | null): OpenThread | null {
  if (thread === null) return null;
  const { container } = thread;
  const others = [...othersIn(container, ownAccount(documentOf(container)))];
  const [first] = others;
  if (first === undefined) return null;
  const title = others.map(([, name]) => name).join(', ');
  return {
    ...thread,
    id: `direct/${others
      .map(([id]) => id)
      .sort()
      .join('+')}`,
    title: labelOf(title),
    group: others.length > 1,
  };
}

/**
 * Mastodon: direct posts, on the page of one of them. Facts of 2026, from its source. A column that shows others' posts as
 * well is read as far as it shows direct ones. A conversation is known by those who take part in it.
 */
export const mastodon: Adapter = {
  ...base,
  // The box to write in stands on every page.
  lost: () => false,
  threads: (page) =>
    base
      .threads(page)
      .map(named)
      .filter((thread) => thread !== null),
  again: (thread) => named(base.again(thread)),
  readRow: (element, thread): Row | null => {
    const row = base.readRow(element, thread);
    if (row === null) return null;
    const me = ownAccount(documentOf(element));
    const author = find(element, `.status__display-name${ACCOUNT}, .detailed-status__display-name${ACCOUNT}`);
    const id = author === null ? null : attr(author, 'data-hover-card-account');
    return { ...row, direction: me === null || id === null ? 'unknown' : id === me ? 'child' : 'peer' };
  },
};
