import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { threadGroups } from '../../src/cli/scan-inputs.ts';
import { ownFolder } from './folder.ts';
import { run } from './run-scan.ts';

const FIXTURES = new URL('../fixtures/exports/', import.meta.url).pathname;
const file = ownFolder();

const chat = (id: string, ...texts: string[]) =>
  JSON.stringify({
    id,
    messages: texts.map((text, index) => ({ from: index % 2 ? 'child' : 'peer', text, t: index })),
  });

describe('the corpus format', () => {
  it('writes one prediction a line in the order of the input, whatever the format of the output', async () => {
    const path = await file(
      'a.jsonl',
      [chat('one', 'password?', 'no', 'your password', 'password'), chat('two', 'hi'), ''].join('\n'),
    );
    const expected = [
      '{"id":"one","alerts":[{"at":2,"level":"warning","signals":["credential-request"]}],"signals":{"credential-request":[0,2]}}',
      '{"id":"two","alerts":[],"signals":{}}',
    ];
    for (const args of [['--format', 'corpus', path], ['--json', path], [path]]) {
      const { code, rows, stderr } = await run(args);
      expect(rows).toEqual(expected);
      expect(stderr).toBe('');
      expect(code).toBe(0);
    }
  });

  it('reads standard input', async () => {
    const { rows, code } = await run(['--format', 'corpus'], { stdin: `${chat('x', 'password')}\n${chat('y', 'hi')}` });
    expect(rows).toEqual([
      '{"id":"x","alerts":[],"signals":{"credential-request":[0]}}',
      '{"id":"y","alerts":[],"signals":{}}',
    ]);
    expect(code).toBe(0);
  });

  it('names file and line of what is broken, scans the rest and exits with 1', async () => {
    const path = join(FIXTURES, 'corpus-broken.jsonl');
    const { code, rows, stderr } = await run(['--format', 'corpus', path]);
    expect(rows.map((row) => JSON.parse(row).id)).toEqual(['x-1', 'x-4', 'x-5']);
    expect(stderr.trim().split('\n')).toEqual([
      `${path}:2: not valid JSON (the line is cut off), at column 53`,
      `${path}:3: \`messages.0.from\`: \`from\` must be child, peer or peer:NAME`,
      expect.stringContaining(`${path}:4: not valid JSON`),
      `${path}:6: \`id\`: missing (string)`,
    ]);
    expect(code).toBe(1);
  });

  it('keeps a prediction for a chat in which one message is too much for the engine', async () => {
    const path = await file('e.jsonl', `${chat('one', 'password', 'ok', 'explode', 'ok', 'password')}\n`);
    const { code, rows, stderr } = await run([path]);
    expect(JSON.parse(rows[0] ?? '')).toMatchObject({ id: 'one', alerts: [{ at: 4 }] });
    expect(stderr).toBe(`${path}:1: message 2 could not be read: the engine met something\n`);
    expect(code).toBe(1);
  });

  it('leaves findings of experimental rules out of the predictions', async () => {
    const path = await file('f.jsonl', `${chat('one', 'experimental password')}\n`);
    expect((await run([path])).rows).toEqual(['{"id":"one","alerts":[],"signals":{}}']);
  });
});

describe('exports', () => {
  const whatsapp = [
    'Robin: hey',
    'Sam: hi',
    'Robin: your password?',
    'Sam: my password is no business of yours',
    'Robin: now the password',
  ]
    .map((line, index) => `28/02/2024, 21:0${index} - ${line}\n`)
    .join('');

  it('writes a report for people: level, reason, line, who was read as the child', async () => {
    const path = await file('WhatsApp Chat with Robin.txt', whatsapp);
    const { code, stdout, stderr } = await run([path]);
    expect(stdout.replace(/in [\d.]+ s/u, 'in 0 s')).toBe(`${path} (5 messages)
  WARNING at line 5, 2024-02-28 21:04
    line 5, Robin asks for a password or a code
      “now the password”  en/credential-request#stand-in

1 chat, 5 messages in 0 s: 0 urgent, 1 warning, 0 caution
`);
    expect(stderr).toContain('Sam was read as the child');
    expect(code).toBe(0);
  });

  it('writes JSON Lines for programs', async () => {
    const path = await file('WhatsApp Chat with Robin.txt', whatsapp);
    const { rows } = await run(['--json', path]);
    expect(rows.map((row) => JSON.parse(row))).toMatchObject([
      {
        type: 'alert',
        file: path,
        conversation: 'Robin',
        at: 4,
        line: 5,
        author: 'Robin',
        level: 'warning',
        time: '2024-02-28T21:04:00.000Z',
      },
      { type: 'conversation', messages: 5, child: 'Sam', level: 'warning', signals: ['credential-request'] },
    ]);
  });

  it('takes the name of --me for the child, and says so when nobody has it', async () => {
    const path = await file('WhatsApp Chat with Robin.txt', whatsapp);
    const robin = await run(['--json', '--me', 'robin', path]);
    expect(JSON.parse(robin.rows[0] ?? '')).toMatchObject({ type: 'conversation', level: null, child: 'robin' });
    const nobody = await run(['--json', '--me', 'Alex', path]);
    expect(nobody.stderr).toContain('nobody called "Alex" writes in Robin');
    expect(nobody.stderr).toContain('Robin, Sam');
  });

  it('does not guess a side in plain text', async () => {
    const { stderr, rows } = await run(['--json', '--format', 'text'], { stdin: 'Ann: password\nBen: the password\n' });
    expect(stderr).toContain("which side is the child's is not known");
    expect(JSON.parse(rows[0] ?? '')).toMatchObject({ type: 'alert', file: 'standard input', author: 'Ben' });
  });

  it('reads the files of one thread as one chat, oldest first', async () => {
    const { rows, stderr } = await run([
      '--json',
      join(FIXTURES, 'instagram/message_1.json'),
      join(FIXTURES, 'instagram/message_2.json'),
    ]);
    expect(rows.map((row) => JSON.parse(row))).toMatchObject([{ type: 'conversation', messages: 4, child: 'Sam' }]);
    expect(stderr).toContain('Sam was read as the child');
    expect(
      threadGroups(['a/message_1.json', 'x.txt', 'a/message_10.json', 'b/message_2.json', 'a/message_2.json']),
    ).toEqual([['a/message_10.json', 'a/message_2.json', 'a/message_1.json'], ['x.txt'], ['b/message_2.json']]);
  });

  it.each([
    ['instagram', 'timestamp_ms', 'sender_name', 'content', {}],
    ['telegram', 'date_unixtime', 'from', 'text', { type: 'message' }],
  ])(
    'reads a message of %s whose time is none without it, and keeps its alert',
    async (format, time, author, text, more) => {
      const messages = [1, 2].map(() => ({ ...more, [time]: 1e18, [author]: 'Robin', [text]: 'password' }));
      const path = await file(`${format}.json`, JSON.stringify({ type: 'personal_chat', messages }));
      const report = await run(['--format', format, '--me', 'Sam', path]);
      expect(report.stdout).toContain('WARNING at line 1\n');
      expect(report.code).toBe(0);
      const { rows, code } = await run(['--json', '--format', format, '--me', 'Sam', path]);
      expect(JSON.parse(rows[0] ?? '')).toMatchObject({ type: 'alert', at: 1, time: null });
      expect(code).toBe(0);
    },
  );

  it('takes out of a report what could steer a terminal', async () => {
    const path = await file('evil.txt', 'Ann\u202e: password \u001b[2J\u0007\nAnn\u202e: password \u001b]0;x\u0007\n');
    const { stdout } = await run(['--format', 'text', path]);
    expect(stdout).toContain('Ann asks for a password');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
  });

  it('goes on after a file that is not there, one that is empty and one of no known kind', async () => {
    const good = await file('good.txt', 'Ann: hi\nBen: hi\n');
    const empty = await file('empty.txt', '');
    const odd = await file('odd.txt', 'nothing of the kind\n');
    const folder = dirname(good);
    const { code, stdout, stderr } = await run([join(folder, 'none.txt'), empty, odd, folder, good]);
    expect(stderr).toContain(`${join(folder, 'none.txt')}: no such file`);
    expect(stderr).toContain(`${empty}: is empty`);
    expect(stderr).toContain(`${odd}: no known format in its first lines; name one with --format`);
    expect(stderr).toContain(`${folder}: is a folder`);
    expect(stdout).toContain('good.txt (2 messages): nothing found');
    expect(code).toBe(1);
  });
});

describe('streams of messages', () => {
  const line = (conversation: string, author: string, text: string) => JSON.stringify({ conversation, author, text });

  it('keeps conversations apart and the order of the input, on one worker as on three', async () => {
    const stdin = [0, 1]
      .flatMap(() => ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => line(id, 'Robin', 'password')))
      .join('\n');
    const one = await run(['--json', '--format', 'jsonl'], { stdin });
    const three = await run(['--json', '--format', 'jsonl'], { stdin, shares: 3 });
    expect(one.rows.map((row) => JSON.parse(row).conversation)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(one.rows.map((row) => JSON.parse(row).line)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(three.stdout).toBe(one.stdout);
  });

  it('names the broken lines of an input', async () => {
    const path = join(FIXTURES, 'messages.jsonl');
    const { code, stderr } = await run(['--json', path]);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining(`${path}:3: not valid JSON`),
      `${path}:4: \`text\`: missing (string)`,
      `${path}:6: \`time\`: neither ISO 8601 nor ms since the epoch: soon`,
    ]);
    expect(code).toBe(1);
  });
});

it.each([
  ['of no known kind', 'nothing of the kind\n', []],
  ['in an archive', 'PK\u0003\u0004', ['--format', 'jsonl']],
  ['in an archive, of a chat', 'PK\u0003\u0004', ['--format', 'telegram']],
])('standard input %s is closed at once: whoever writes may never end', async (_, stdin, args) => {
  const { code, isOpen } = await run(args, { stdin });
  expect(code).toBe(1);
  expect(isOpen).toBe(false);
});

it('a time in nanoseconds is named, and not lost with its alert', async () => {
  const stdin = JSON.stringify({ conversation: 'a', author: 'b', text: 'hi', time: 1.7e18 });
  const { stderr } = await run(['--json', '--format', 'jsonl'], { stdin });
  expect(stderr).toContain('`time`: neither ISO 8601 nor ms since the epoch: 1700000000000000000');
});

describe('wrong use', () => {
  it.each([
    [['--format', 'icq'], '--format takes one of'],
    [['--jobs', 'many'], '--jobs takes a number'],
    [['--without', 'luck'], '--without takes model or rules'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('%j', async (args, text) => {
    const { code, stderr, stdout } = await run(args);
    expect(stderr).toContain(text);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('prints its use when asked', async () => {
    const { code, stdout } = await run(['--help']);
    expect(stdout).toContain('usage: npm run --silent scan');
    expect(code).toBe(0);
  });
});

it('colours a report on a terminal alone', async () => {
  const path = await file('c.txt', 'Ann: password\nBen: the password\n');
  const colour = '\u001b[';
  expect((await run([path], { tty: true })).stdout).toContain(colour);
  expect((await run([path])).stdout).not.toContain(colour);
  expect(await readFile(path, 'utf8')).toContain('Ann');
});
