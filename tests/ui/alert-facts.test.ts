// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { adviceFor, adviceForLevel, warningText } from '../../src/guidance/index.ts';
import { adviceOf, placeText } from '../../src/ui/alert-facts.tsx';
import { SITES } from './fixtures.ts';
import { guide } from './stage.tsx';

describe('the advice on an alert', () => {
  const mixed = ['credential-request', 'threat-exposure'] as const;

  it.each([
    ['warning', 'credential-request'],
    ['urgent', 'threat-exposure'],
  ] as const)('is at %s that on %s, for the parent as for the child', async (level, named) => {
    const library = await guide.advice([]);
    const alert = { level, signals: mixed };
    expect(adviceOf(alert, library, 'parent')).toBe(adviceFor(library, named, 'en').parent);
    expect(adviceOf(alert, library, 'child').title).toBe(warningText(library, alert, 'en').title);
  });

  it('is that of its level where no signal is known', async () => {
    const library = await guide.advice([]);
    expect(adviceOf({ level: 'caution', signals: [] }, library, 'parent')).toBe(
      adviceForLevel(library, 'caution', 'en').parent,
    );
  });
});

describe('the place of an alert', () => {
  it.each([
    ['converse', 'maya_new', 'Converse.js, chat “maya_new”'],
    ['converse', '', 'Converse.js'],
    ['converse', null, 'Converse.js'],
    [null, null, null],
  ])('of %j and %j is %j', (site, title, place) => {
    expect(placeText({ site, title }, SITES)).toBe(place);
  });
});
