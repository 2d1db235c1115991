/** Mail in a webmail: read where it is opened, in the frame beside the list too, each message once and by the right hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Tab, until } from '../../src/dev/browsers/browser.ts';
import { Extension } from '../../src/dev/browsers/extension.ts';
import { launch } from '../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../src/dev/build.ts';
import { Roundcube } from './apps/roundcube.ts';
import { keptCounts } from './kept.ts';
import { LINES } from './stage.ts';

describe.each(TARGETS)('Roundcube in %s', (target) => {
  let app: Roundcube;
  let browser: Browser;
  let tab: Tab;
  let extension: Extension;

  beforeAll(async () => {
    app = await Roundcube.start();
    browser = await launch(target, { extension: distOf(target, true), headless: true });
    tab = await browser.open('');
    await tab.resize(1280, 800);
    extension = await Extension.of(browser);
    await app.signIn(tab);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const alertOf = async (name: string) => (await extension.alerts()).find(({ title }) => title.includes(name)) ?? null;
  /** Messages of all conversations. */
  const counted = async () =>
    [...(await keptCounts(extension)).values()].reduce((sum, { messages }) => sum + messages, 0);
  const countedBecomes = (wanted: number) =>
    until(async () => (await counted()) === wanted, { what: `${wanted} messages are counted` });

  test('a message that opens in the frame beside the list raises the right alert, once', async () => {
    const before = await counted();
    await app.deliver({ from: 'robin', subject: 'hello again', text: LINES.credential });
    await app.list(tab, 'INBOX', 'hello again');
    // Not opened, not read.
    expect(await alertOf('robin')).toBeNull();
    await app.preview(tab, 'hello again');
    const alert = await until(() => alertOf('robin'), { what: 'an alert' });
    expect(alert).toMatchObject({ site: 'roundcube', level: 'warning', signals: ['credential-request'] });
    const uid = await app.openUid(tab);
    await app.show(tab, 'INBOX', uid);
    await app.show(tab, 'INBOX', uid);
    await app.deliver({ from: 'robin', subject: 'ps', text: '<p>the <b>red</b> bag is mine</p>' });
    await app.list(tab, 'INBOX', 'ps');
    await app.preview(tab, 'ps');
    await countedBecomes(before + 2);
    expect((await alertOf('robin'))?.raised).toBe(alert.raised);
  });

  test("the child's own mail is not taken for the peer's, neither when it is opened nor when it is quoted", async () => {
    const before = await counted();
    await app.write(tab, 'kim', 'a story', LINES.threat);
    await app.list(tab, 'Sent', 'a story');
    await app.preview(tab, 'a story');
    await countedBecomes(before + 1);
    const quoted = `good story!\n\nOn Tuesday Alex wrote:\n> ${LINES.threat}\n> ${LINES.hijack}\n`;
    await app.deliver({ from: 'kim', subject: 'Re: a story', text: quoted });
    await app.list(tab, 'INBOX', 'Re: a story');
    await app.preview(tab, 'Re: a story');
    await countedBecomes(before + 2);
    expect(await alertOf('kim')).toBeNull();
  });

  test('what was said before is known when the next message comes', async () => {
    await app.deliver({ from: 'sasha', subject: 'one', text: LINES.credential });
    await app.list(tab, 'INBOX', 'one');
    await app.preview(tab, 'one');
    await until(async () => (await alertOf('sasha'))?.level === 'warning', { what: 'a warning' });
    await app.deliver({ from: 'sasha', subject: 'two', text: LINES.hijack });
    await app.list(tab, 'INBOX', 'two');
    await app.preview(tab, 'two');
    await until(async () => (await alertOf('sasha'))?.level === 'urgent', { what: 'an urgent one' });
    expect((await alertOf('sasha'))?.signals).toEqual(expect.arrayContaining(['credential-request', 'account-hijack']));
  });
});
