/** Roundcube, a webmail of PHP, with Dovecot as its mailbox: the child's, and those of whoever writes to it. */
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { need } from '../../../src/dev/provision.ts';
import { Mailboxes, startSmtp } from './mail.ts';
import { freePort, Servers } from './servers.ts';

const PASSWORD = 'only-for-tests';
/** Mail goes nowhere: every address is one of this machine's folders. */
const DOMAIN = 'example.org';
export const CHILD = `alex@${DOMAIN}`;

const dovecot = (folder: string, imap: number, person: string | null) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
${person === null ? '' : `default_internal_user = ${person}\ndefault_login_user = ${person}\ndefault_internal_group =`}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%n
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${person ?? 65534} gid=65534 home=${folder}/mail/%n allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
}
`;

const settings = (folder: string, imap: number, smtp: number) => `<?php
$config = [
  'db_dsnw' => 'sqlite:///${folder}/state/roundcube.db?mode=0600',
  'imap_host' => '127.0.0.1:${imap}',
  'smtp_host' => '127.0.0.1:${smtp}',
  'smtp_user' => '',
  'smtp_pass' => '',
  'des_key' => 'only-for-tests-24-bytes!',
  'plugins' => [],
  'log_dir' => '${folder}/logs/',
  'temp_dir' => '${folder}/tmp/',
  'enable_installer' => false,
  'language' => 'en_US',
  'mail_domain' => '${DOMAIN}',
  'min_refresh_interval' => 1,
  'refresh_interval' => 1,
];
`;

export interface Mail {
  /** Name before the `@`. */
  readonly from: string;
  readonly subject: string;
  /** Plain text, or HTML when it begins with `<`. */
  readonly text: string;
}

/** In the page, which may go away under the question. */
function stands(tab: Tab, selector: string, words = ''): Promise<boolean> {
  const look = (wanted: string, text: string) =>
    [...document.querySelectorAll(wanted)].some((each) => each.textContent?.includes(text));
  return tab.evaluate(look, selector, words).catch(() => false);
}

export class Roundcube {
  readonly #servers: Servers;
  readonly #smtp: Server;
  readonly #mailboxes: Mailboxes;
  readonly #url: string;

  private constructor(servers: Servers, smtp: Server, mailboxes: Mailboxes, url: string) {
    this.#servers = servers;
    this.#smtp = smtp;
    this.#mailboxes = mailboxes;
    this.#url = url;
  }

  static async start(): Promise<Roundcube> {
    const servers = await Servers.create('roundcube');
    try {
      const { folder } = servers;
      // As root, Dovecot and its mailboxes belong to others than the tests.
      await chmod(folder, 0o755);
      for (const part of ['config', 'logs', 'tmp', 'state', 'run']) await mkdir(join(folder, part));
      const [imap, mail, web] = [await freePort(), await freePort(), await freePort()];
      const mailboxes = new Mailboxes(join(folder, 'mail'));
      await mailboxes.create('alex');
      const smtp = await startSmtp((...all) => mailboxes.deliver(...all), mail);
      const person = process.getuid?.() === 0 ? null : userInfo().username;
      await writeFile(join(folder, 'dovecot.conf'), dovecot(folder, imap, person));
      await writeFile(join(folder, 'config/config.inc.php'), settings(folder, imap, mail));
      for (const file of ['defaults.inc.php', 'mimetypes.php']) {
        await copyFile(join('/etc/roundcube', file), join(folder, 'config', file));
      }
      need('roundcube');
      const env = { ROUNDCUBE_CONFIG_DIR: join(folder, 'config'), PHP_CLI_SERVER_WORKERS: '4' };
      const php = ['-S', `127.0.0.1:${web}`, '-t', '/var/lib/roundcube/public_html'];
      await Promise.all([
        servers.start(need('dovecot'), ['-F', '-c', join(folder, 'dovecot.conf')], imap),
        servers.start(need('php'), php, web, env),
      ]);
      return new Roundcube(servers, smtp, mailboxes, `http://127.0.0.1:${web}/`);
    } catch (error) {
      await servers.stop();
      throw error;
    }
  }

  /** A message to the child, as it comes in. */
  async deliver({ from, subject, text }: Mail): Promise<void> {
    const lines = [
      `From: ${from} <${from}@${DOMAIN}>`,
      `To: ${CHILD}`,
      `Subject: ${subject}`,
      `Date: ${new Date().toUTCString()}`,
      `Message-ID: <${crypto.randomUUID()}@${DOMAIN}>`,
      'MIME-Version: 1.0',
      `Content-Type: text/${text.startsWith('<') ? 'html' : 'plain'}; charset=utf-8`,
      '',
      text,
    ];
    await this.#mailboxes.deliver([CHILD], lines.join('\n'));
  }

  async signIn(tab: Tab): Promise<void> {
    await tab.goto(this.#url);
    await until(() => stands(tab, '#rcmloginuser'), { what: 'the sign-in form' });
    await tab.type('#rcmloginuser', CHILD);
    await tab.type('#rcmloginpwd', PASSWORD);
    await tab.press('Enter');
    await until(() => stands(tab, '#messagelist'), { what: 'the inbox' });
  }

  /** Opens a folder's list and waits until a message with this subject is in it. */
  async list(tab: Tab, folder: string, subject: string): Promise<void> {
    await tab.goto(`${this.#url}?_task=mail&_mbox=${folder}`);
    await until(() => stands(tab, '#messagelist tr.message', subject), { what: `"${subject}" is in ${folder}` });
  }

  /** A click on a message of the list: it opens in the frame beside it. */
  async preview(tab: Tab, subject: string): Promise<void> {
    const mark = (wanted: string) => {
      const rows = [...document.querySelectorAll('#messagelist tr.message')];
      return rows.find((row) => row.textContent?.includes(wanted))?.id ?? null;
    };
    const row = await tab.evaluate(mark, subject);
    if (row === null) throw new Error(`"${subject}" is not in the list.`);
    await tab.click(`#${row} .subject`);
    const shown = (wanted: string) => {
      const frame = document.querySelector<HTMLIFrameElement>('#messagecontframe');
      const page = frame?.contentDocument;
      return (
        page?.readyState === 'complete' && page.querySelector('h2.subject')?.textContent?.includes(wanted) === true
      );
    };
    await until(() => tab.evaluate(shown, subject), { what: `"${subject}" is open` });
  }

  /** The message on a page of its own. */
  async show(tab: Tab, folder: string, uid: string): Promise<void> {
    await tab.goto(`${this.#url}?_task=mail&_mbox=${folder}&_uid=${uid}&_action=show`);
    await until(() => stands(tab, '#messagebody'), { what: 'the message' });
  }

  /** Number of the message that is open in the frame. */
  openUid(tab: Tab): Promise<string> {
    return tab.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('#messagecontframe');
      return new URLSearchParams(frame?.contentWindow?.location.search ?? '').get('_uid') ?? '';
    });
  }

  /** Writes a message by hand and sends it; resolves when the webmail says that it is sent. */
  async write(tab: Tab, to: string, subject: string, text: string): Promise<void> {
    await tab.goto(`${this.#url}?_task=mail&_action=compose&_to=${to}@${DOMAIN}`);
    await until(() => stands(tab, '#composebody'), { what: 'a blank message' });
    await tab.type('#compose-subject', subject);
    await tab.type('#composebody', text);
    await tab.click('a.send, button.send');
    await until(
      async () => {
        const address = await tab.evaluate(() => location.search).catch(() => '_action=compose');
        // between two pages there is no address
        return typeof address === 'string' && !address.includes('_action=compose');
      },
      { what: 'the message is sent' },
    );
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.#smtp.close(done));
    await this.#servers.stop();
  }
}
