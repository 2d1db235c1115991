// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { ReportFile } from '../../src/evidence/report.ts';
import { canonical } from '../../src/journal/canonical.ts';
import { isName } from '../../src/options/report/own-words.ts';
import type { EvidenceLine, SealedLines } from '../../src/protocol/family.ts';
import type { ReportFacts } from '../../src/protocol/journal.ts';
import type { ResponseOf } from '../../src/protocol/messages.ts';
import { sha256 } from '../../src/sealing/bytes.ts';
import { NOW, silence } from '../ui/fixtures.ts';
import { ALERTS, entry, fakeSafe, LINES, parentHost, UNSET } from '../ui/parent-fixtures.ts';
import { bodies, breaches, control, open, press, text, tick, type, unlock, until } from './stage.tsx';

const PART: SealedLines = {
  alert: 'w',
  part: 1,
  lines: 2,
  at: NOW,
  sealed: { version: 1, sender: 'AAAA', iv: 'AAAA', data: 'AAAA' },
};
const FACTS: ReportFacts = {
  alerts: ALERTS.slice(0, 2).map((alert) => ({ ...alert, parts: alert.id === 'w' ? [PART] : [] })),
  journal: [entry(4), entry(5)],
  country: 'GB',
  made: NOW,
  zone: 60,
};

type Answers = Parameters<typeof parentHost>[0];

async function made(lines: readonly EvidenceLine[] = LINES, answers: Answers = {}) {
  const host = parentHost({
    'report-facts': () => ({ outcome: 'done', facts: FACTS }),
    'sign-report': () => ({ outcome: 'done', signature: { publicKey: 'PUBLIC', signature: 'SIGNED' } }),
    ...answers,
  });
  await open('#/report/w,u', host, fakeSafe({}, { lines, unreadable: 0 }));
  await unlock();
  return host;
}
const finish = async () => {
  await press('Make the report');
  await until(() => !control('Make the report').hasAttribute('disabled') || text('main').includes('Enter the PIN'));
};

/** A report that waits to be signed; `before`: what the parent does first. */
async function making(before: () => Promise<void> = async () => undefined): Promise<() => void> {
  let sign: () => void = () => undefined;
  const host = parentHost({ 'report-facts': () => ({ outcome: 'done', facts: FACTS }) });
  const { ask } = host;
  const late: typeof ask = async (kind, body) => {
    if (kind !== 'sign-report') return ask(kind, body);
    await new Promise<void>((done) => {
      sign = done;
    });
    return { outcome: 'done', signature: null } as ResponseOf<typeof kind>;
  };
  await open('#/report/w,u', { ...host, ask: late }, fakeSafe({}, { lines: LINES, unreadable: 0 }));
  await unlock();
  await before();
  const rested = sign;
  await press('Make the report');
  await until(() => sign !== rested);
  return sign;
}

describe('the report', () => {
  it('needs the PIN, and asks for nothing before', async () => {
    const host = await open('#/report/w');
    expect(control('Make the report').hasAttribute('disabled')).toBe(true);
    expect(bodies(host, 'report-facts')).toEqual([]);
    expect(await breaches()).toEqual([]);
  });

  it('tells facts, words, reasons, receivers, what not to do, and how it is checked', async () => {
    const host = await made();
    await finish();
    const paper = text('.paper');
    for (const words of [
      'maya_new',
      'send me ur password',
      'en/credential-request#x',
      'CEOP',
      'ceop.police.uk',
      'no picture is part of this report',
      'Never copy, send or forward a sexual picture',
      'SIGNED',
      'Nightlight 9.9.9',
      '+01:00',
      'Alert 2',
    ])
      expect(paper, words).toContain(words);
    expect(paper).not.toContain('only the place in the chain');
    expect(bodies(host, 'sign-report')).toMatchObject([{ token: 'token', alerts: ['w', 'u'] }]);
    expect(await breaches()).toEqual([]);
  });

  it('says of how many entries of the journal the place alone is given', async () => {
    const { seq, previous, hash } = entry(6);
    const journal = [...FACTS.journal, { seq, previous, hash, digest: hash }];
    await made(LINES, { 'report-facts': () => ({ outcome: 'done', facts: { ...FACTS, journal } }) });
    await finish();
    expect(text('.paper')).toContain('Entries of which only the place in the chain is given: 1.');
  });

  it('has a hash that fits the file which is saved', async () => {
    const host = await made();
    await finish();
    await press('Save the file');
    const [saved] = host.saved;
    expect(saved?.name).toMatch(/^nightlight-report-\d{4}-\d\d-\d\d\.json$/);
    const file = JSON.parse(saved?.text ?? '') as ReportFile;
    expect(await sha256(canonical(file.report))).toBe(file.hash);
    expect(text('.hash').replace(/ /g, '')).toBe(file.hash);
  });

  it('leaves the child’s name out unless the parent wants it in', async () => {
    const lines: EvidenceLine[] = [
      ...LINES,
      { author: 'maya_new', direction: 'peer', text: 'kim or kimmy, you know me', time: NOW, history: false },
    ];
    await made(lines);
    await type('Other names', 'kimmy, ');
    await finish();
    expect(text('.paper')).toContain('[child] or [child], you know me');
    expect(text('.paper')).not.toContain('kim');
    await tick('Leave out my child');
    await finish();
    expect(text('.paper')).toContain('kim or kimmy');
    expect(text('.paper')).toContain('The child’s name is in it.');
  });

  it.each([
    ['the name', true, () => tick('Leave out my child')],
    ['another name', false, () => type('Other names', 'kimmy')],
  ])('made before the parent said to leave out %s is neither shown nor saved', async (_, withName, change) => {
    await made();
    if (withName) await tick('Leave out my child');
    await finish();
    expect(document.querySelector('.paper')).not.toBeNull();
    await change();
    expect(document.querySelector('.paper')).toBeNull();
    for (const name of ['Save the file', 'Print']) expect(() => control(name)).toThrow('no control');
    await finish();
    expect(text('.paper')).toContain('The child’s name is left out');
  });

  it('keeps words that stand for a name in every sentence', async () => {
    const lines: EvidenceLine[] = [
      { author: 'You', direction: 'child', text: 'hi', time: NOW, history: false },
      { author: 'x', direction: 'peer', text: 'where do you live', time: NOW, history: false },
    ];
    await made(lines);
    await finish();
    expect(text('.paper')).toContain('where do you live');
    expect(text('.paper')).not.toContain('You ·');
    expect([isName('You'), isName('du'), isName('J'), isName('Jo'), isName('Kim')]).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('is not made when the time is over: the page is locked', async () => {
    await made(LINES, { 'sign-report': () => ({ outcome: 'locked' }) });
    await finish();
    expect(document.querySelector('.paper')).toBeNull();
    expect(text('main')).toContain('Enter the PIN to put the words');
  });

  it('leaves the page with the key, and does not come back with the next one', async () => {
    await made();
    await finish();
    expect(text()).toContain('send me ur password');
    await press('Lock now');
    expect(document.querySelector('.paper')).toBeNull();
    expect(() => control('Save the file')).toThrow('no control');
    await unlock();
    expect(text()).not.toContain('send me ur password');
  });

  it('that is ready only after the page was locked is not shown', async () => {
    const sign = await making();
    await press('Lock now');
    sign();
    await until(() => text('main').includes('Make the report'));
    expect(document.querySelector('.paper')).toBeNull();
    await unlock();
    expect(text()).not.toContain('send me ur password');
  });

  it('that is ready only after other wishes is not shown', async () => {
    const sign = await making(() => tick('Leave out my child'));
    await tick('Leave out my child');
    sign();
    await until(() => text('main').includes('Make the report'));
    expect(document.querySelector('.paper')).toBeNull();
  });

  it('stays where there is no PIN: nothing of it was sealed', async () => {
    const host = parentHost({
      house: () => ({ house: UNSET }),
      'report-facts': () => ({ outcome: 'done', facts: FACTS }),
      'sign-report': () => ({ outcome: 'done', signature: null }),
    });
    await open('#/report/w,u', host);
    await finish();
    expect(text('.paper')).toContain('maya_new');
  });

  it('says when it could not be made', async () => {
    await made(LINES, { 'report-facts': silence });
    await finish();
    expect(text('main')).toContain('The report could not be made');
  });

  it('says when the browser could not sign', async () => {
    await made(LINES, { 'sign-report': () => ({ outcome: 'done', signature: null }) });
    await finish();
    expect(text('.paper')).toContain('This browser could not sign the report.');
  });
});
