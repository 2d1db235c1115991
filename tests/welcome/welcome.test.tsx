// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { ParentHost } from '../../src/ui/parent-host.ts';
import type { Safe } from '../../src/ui/safe.ts';
import { Welcome } from '../../src/welcome/welcome.tsx';
import { bodies, breaches, choose, control, field, guide, press, settle, text, tick, type } from '../options/stage.tsx';
import { NOW, silence } from '../ui/fixtures.ts';
import { fakeSafe, family, parentHost, UNSET } from '../ui/parent-fixtures.ts';
import { draw } from '../ui/stage.tsx';

type Answers = Parameters<typeof parentHost>[0];

async function begin(answers: Answers = {}, parts: Partial<ParentHost> = {}, safe: Partial<Safe> = {}) {
  const host = parentHost(
    {
      house: () => ({ house: UNSET }),
      'set-up-lock': () => ({ outcome: 'done', token: 'token', until: NOW + 1000 }),
      ...answers,
    },
    parts,
  );
  await draw(<Welcome host={host} guide={guide} safe={fakeSafe(safe)} />);
  return host;
}

async function pin(secret = 'blue moon', again = secret): Promise<void> {
  await type('PIN or passphrase', secret);
  await type('The same once more', again);
  await press('Next');
}

async function toPin(): Promise<void> {
  await press('Next');
  await press('Next');
}

describe('the set-up', () => {
  it('takes four steps, each for itself, and ends with what the child can read', async () => {
    const host = await begin();
    expect(text('.step-count')).toBe('Step 1 of 4');
    expect(await breaches()).toEqual([]);
    expect(text('main')).toContain('follow the language of your browser, here English');
    await tick('Under 13');
    await choose('Country', 'Germany');
    await press('Next');
    expect(document.activeElement?.textContent).toBe('Where does it read along?');
    expect(await breaches()).toEqual([]);
    await tick('The Lounge');
    await press('Next');
    expect(await breaches()).toEqual([]);
    await pin();
    expect(text('.recovery-code')).toBe('ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789');
    expect(await breaches()).toEqual([]);
    await tick('I have put it');
    await press('Finish');
    expect(document.activeElement?.textContent).toBe('Nightlight is set up');
    expect(text('main')).toContain('This is what your child can read about Nightlight');
    expect(text('main')).toContain('What can my parents see?');
    expect(text('main')).not.toContain('ABCD-EFGH');
    expect(await breaches()).toEqual([]);
    expect(bodies(host, 'set-up-lock')).toMatchObject([
      { change: { ageGroup: 'under-13', country: 'DE', sitesOff: ['thelounge'] } },
    ]);
  });

  it('keeps what was chosen on the way back', async () => {
    await begin();
    await tick('16 and 17');
    await press('Next');
    await press('Back');
    expect(field('16 and 17').checked).toBe(true);
  });

  it('says that the child is protected meanwhile', async () => {
    await begin();
    expect(text('main')).toContain('your child is already protected');
  });

  it('sends nothing before there is a PIN that is long enough, typed twice', async () => {
    const host = await begin();
    await toPin();
    await pin('12345');
    expect(text('main')).toContain('Too short.');
    await pin('blue moon', 'blue moom');
    expect(text('main')).toContain('The two are not the same.');
    expect(bodies(host, 'set-up-lock')).toEqual([]);
  });

  it.each([
    ['', 'At least six characters.'],
    ['123456', 'Easy to guess.'],
    ['739471', 'Fair.'],
    ['blue horses sing at noon', 'Very good.'],
  ])('measures the PIN while it is typed: %j', async (secret, words) => {
    await begin();
    await toPin();
    await type('PIN or passphrase', secret);
    expect(text('.pin-meter')).toContain(words);
    expect(await breaches()).toEqual([]);
  });

  it('never sends the PIN or the code', async () => {
    const host = await begin();
    await toPin();
    await pin('blue horses sing');
    expect(JSON.stringify(host.asked)).not.toMatch(/blue horses|ABCD-EFGH/);
  });

  it('shows the code once: copied, printed, and on only when it is kept', async () => {
    let printed = 0;
    const host = await begin({}, { print: () => (printed += 1) });
    await toPin();
    await pin();
    await press('Finish');
    expect(text('main')).toContain('Keep the code first');
    await press('Copy it');
    expect(host.copied).toEqual(['ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789']);
    expect(text('.recovery')).toContain('Copied.');
    await press('Print it');
    expect(printed).toBe(1);
  });

  it('says when the browser won’t copy', async () => {
    await begin({}, { copy: async () => silence() });
    await toPin();
    await pin();
    await press('Copy it');
    expect(text('.recovery')).toContain('Write it down instead.');
  });

  it('that fails stays where it is, and says why', async () => {
    await begin({ 'set-up-lock': silence });
    await toPin();
    await pin();
    expect(text('main')).toContain('Not saved: Nightlight didn’t answer. Try again in a moment.');
    expect(control('Next').hasAttribute('disabled')).toBe(false);
  });

  it('takes no focus away while the PIN is worked on, and is not begun twice', async () => {
    let made = 0;
    const createLock = () => {
      made += 1;
      return new Promise<never>(() => undefined);
    };
    await begin({}, {}, { createLock });
    await toPin();
    await pin();
    expect(field('PIN or passphrase').disabled).toBe(false);
    expect(field('PIN or passphrase').readOnly).toBe(true);
    const button = document.querySelector('[type=submit]');
    expect(button?.hasAttribute('disabled')).toBe(false);
    expect(button?.getAttribute('aria-disabled')).toBe('true');
    await settle(() => (button as HTMLElement).click());
    await press('Back');
    expect(made).toBe(1);
    expect(text('main')).toContain('The same once more');
  });

  it('does not touch what a policy decides', async () => {
    const host = await begin({ 'family-settings': () => family({ managed: ['ageGroup', 'country'] }) });
    expect(field('Under 13').disabled).toBe(true);
    await toPin();
    await pin();
    expect(bodies(host, 'set-up-lock')).toMatchObject([{ change: { sitesOff: [] } }]);
    expect(Object.keys((bodies(host, 'set-up-lock')[0] as { change: object }).change)).toEqual(['sitesOff']);
  });

  it.each(['before', 'meanwhile'])('that was done %s says so', async (when) => {
    const host = parentHost({ 'set-up-lock': () => ({ outcome: 'already-set' }) });
    if (when === 'before') await draw(<Welcome host={host} guide={guide} safe={fakeSafe()} />);
    else {
      await begin({ 'set-up-lock': () => ({ outcome: 'already-set' }) });
      await toPin();
      await pin();
    }
    expect(text('main')).toContain('Nightlight is already set up');
    expect(await breaches()).toEqual([]);
  });

  it('ends with what holds at any rate when the background is silent, and offers to ask again', async () => {
    let silent = false;
    await begin({ house: () => (silent ? silence() : { house: UNSET }) });
    await toPin();
    await pin();
    silent = true;
    await tick('I have put it');
    await press('Finish');
    expect(text('main')).toContain('This is what your child can read about Nightlight');
    expect(text('main')).toContain('Nightlight can’t tell right now.');
    expect(text('main')).toContain('Nightlight didn’t answer');
    expect(await breaches()).toEqual([]);
    silent = false;
    await press('Try again');
    expect(text('main')).not.toContain('Nightlight can’t tell right now.');
  });

  it('asks for private windows and looks again when the parent comes back', async () => {
    let allowed = false;
    await begin({}, { allowedInPrivate: async () => allowed });
    await press('Next');
    expect(text('main')).toContain('Private windows are not covered');
    allowed = true;
    await settle(() => window.dispatchEvent(new Event('focus')));
    expect(text('main')).toContain('Private windows are covered');
  });

  it('offers to try again when the background is silent', async () => {
    await begin({ house: silence });
    expect(text('main')).toContain('Nightlight didn’t answer');
    expect(await breaches()).toEqual([]);
  });
});
