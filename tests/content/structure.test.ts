// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Reading } from '../../src/content/running.ts';
import { structureReport } from '../../src/content/structure.ts';
import type { Adapter } from '../../src/sites/adapter.ts';
import { generic } from '../../src/sites/generic.ts';
import { sites } from '../../src/sites/index.ts';
import { fixture, openPage } from './page.ts';

const reading = (adapter: Adapter): Reading => ({
  adapter,
  threads: adapter.threads(document),
  health: { site: adapter.id, state: 'partly', missing: ['direction'] },
});
const theLounge = sites.find(({ id }) => id === 'the-lounge') ?? generic;

describe('the report on the structure of a page', () => {
  it('tells what was found and how it is built', () => {
    openPage(fixture('the-lounge', 'query.html'));
    const report = structureReport([reading(theLounge)], '1.2.3');
    expect(report).toContain('Nightlight 1.2.3, site the-lounge: partly, missing: direction; open chats: 1');
    expect(report).toMatch(/chat 1: rows \d+, group false, stranger false/);
    expect(report).toMatch(/container: .*div\.messages/);
    expect(report).toMatch(/composer: textarea/);
    expect(report).toMatch(/row: id yes, author yes, direction (child|peer), text yes, time yes/);
    expect(report).toMatch(/span\.content.*"…"/);
  });

  it('holds no text, name, number or address of anybody', () => {
    openPage(`<main><h1 class="title">Zoltan Quick</h1><div class="messages chat" role="log" data-room="4711">
      ${[1, 2, 3, 4, 5, 6]
        .map(
          (
            id,
          ) => `<div class="msg u-9f8e7d zoltan@example.org" data-testid="conv-msg-88${id}" id="m${id}" aria-label="Zoltan said hello${id}"
        title="Zoltan"><a href="https://example.org/zoltan">Zoltan</a><p dir="auto" data-text="hello${id}">hello${id} +44 20 7946</p></div>`,
        )
        .join('')}</div><textarea placeholder="Message Zoltan"></textarea></main>`);
    const report = structureReport([reading(generic)], '1');
    expect(report).toMatch(/row: /);
    expect(report).not.toMatch(/zoltan|quick|hello|example|7946|4711|9f8e|88[1-6]/i);
    expect(report).toContain('[data-testid=conv-msg-0]');
    expect(report).toContain('[aria-label]');
  });

  it('holds no word of a class or a mark that is not known to be one of markup, since it may be a name', () => {
    openPage(
      `<main><div class="messages chat" role="log" data-testid="chat-list">${[1, 2, 3, 4]
        .map(
          (
            id,
          ) => `<div class="msg UserAvatar-Container-zoltanquick rowZoltan" data-testid="message_zoltan-quick_body" role="Zoltan">
          <p dir="auto" aria-roledescription="Zoltan" class="zoltan ZoltanQuick msg-text">hello${id} there</p></div>`,
        )
        .join('')}</div><textarea></textarea></main>`,
    );
    const report = structureReport([reading(generic)], '1');
    expect(report).not.toMatch(/zoltan|quick/i);
    expect(report).toContain('div.msg.UserAvatar-Container-x.rowx[data-testid=message_x-x_body][role=x]');
    expect(report).toContain('p.x.x.msg-text[dir=auto][aria-roledescription=x]');
  });

  it('tells the words that the site’s own table asks for', () => {
    openPage(fixture('the-lounge', 'query.html'));
    for (const row of document.querySelectorAll('.msg')) row.classList.add('lounge', 'harbour');
    expect(structureReport([reading(theLounge)], '1')).toMatch(/\.lounge\.x/);
  });

  it('draws the newest rows, also of a list that runs upwards', () => {
    openPage(`<main><div class="messages chat" role="log" style="display: flex; flex-direction: column-reverse">
      ${['msg new', 'msg', 'msg', 'msg', 'msg last'].map((name) => `<div class="${name}"><p>some words</p></div>`).join('')}
      </div><textarea></textarea></main>`);
    const report = structureReport([reading(generic)], '1');
    expect(report).toContain('.msg.new');
    expect(report).not.toContain('.msg.last');
  });

  it('is short whatever stands on the page', () => {
    const deep = '<div class="a b c">'.repeat(400);
    openPage(`<main><div class="messages chat" role="log">${`<div class="msg">${deep}x</div>`.repeat(3)}
      ${'<div class="msg"><p>one</p></div>'.repeat(400)}</div><textarea></textarea></main>`);
    expect(structureReport([reading(generic)], '1').split('\n').length).toBeLessThan(200);
  });

  it('of a page on which no chat is found tells of its boxes and lists, without a word of them', () => {
    openPage(`<div class="app"><ul role="list" class="people"><li class="item">Zoltan Quick</li></ul>
      <div class="talk"><p>hello4711</p><div class="write" contenteditable="true" data-name="Zoltan">a draft of Zoltan</div></div></div>`);
    const lost: Reading = {
      adapter: theLounge,
      threads: [],
      health: { site: 'the-lounge', state: 'not-understood', missing: ['container'] },
    };
    const report = structureReport([lost], '1');
    expect(report).toContain('not-understood, missing: container; open chats: 0');
    expect(report).toMatch(/place: .*div\.talk > div\.write\[contenteditable\]/);
    expect(report).toMatch(/place: .*ul\.people.*\n.*\n.*li\.item "…"/);
    expect(report).not.toMatch(/zoltan|quick|hello|4711|draft/i);
    openPage('<main class="empty"><p>hello4711</p></main>');
    expect(structureReport([lost], '1')).toContain('main.empty');
    expect(structureReport([lost], '1')).not.toMatch(/hello|4711/);
    openPage(`<main>${'<ul role="list"><li>x</li></ul><textarea></textarea>'.repeat(500)}</main>`);
    expect(structureReport([lost], '1').split('\n').length).toBeLessThan(200);
  });

  it('is empty where nothing is read', () => {
    expect(structureReport([], '1')).toBe('');
  });

  it('is left where the background finds it', async () => {
    vi.stubGlobal('chrome', { runtime: { getManifest: () => ({ version: '1' }) } });
    await import('../../src/content/structure-script.ts');
    expect((globalThis as Record<symbol, unknown>)[Symbol.for('nightlight.structure')]).toBe('');
    vi.unstubAllGlobals();
  });
});
