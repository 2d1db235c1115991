import { describe, expect, it } from 'vitest';
import { hashOf, routeOf, VIEWS } from '../../src/options/route.ts';

describe('addresses of the page for parents', () => {
  it.each(VIEWS)('name the view %s, there and back', (view) => {
    expect(routeOf(hashOf({ view }))).toEqual({ view });
  });

  it('name one alert, whatever stands in its id', () => {
    for (const id of ['a', 'x/y z', 'ü%', 'a,b'])
      expect(routeOf(hashOf({ view: 'alert', id }))).toEqual({ view: 'alert', id });
  });

  it('name a report of several alerts, each once', () => {
    expect(routeOf('#/report/a,b,a')).toEqual({ view: 'report', ids: ['a', 'b'] });
    expect(routeOf(hashOf({ view: 'report', ids: ['a', 'b/c'] }))).toEqual({ view: 'report', ids: ['a', 'b/c'] });
  });

  it.each(['', '#', '#/', '#/nowhere', 'nonsense', '#/home/../x'])('lead home from %j', (hash) => {
    expect(routeOf(hash)).toEqual({ view: 'home' });
  });

  it.each(['#/alert/', '#/alert', `#/alert/${'x'.repeat(65)}`, '#/alert/%E0%A4%A', '#/report/,,'])(
    'lead to the list from %j',
    (hash) => {
      expect(routeOf(hash)).toEqual({ view: 'alerts' });
    },
  );

  it('hold fifty alerts in a report at most', () => {
    const ids = Array.from({ length: 80 }, (_, index) => `a${index}`);
    const route = routeOf(hashOf({ view: 'report', ids }));
    expect(route.view === 'report' && route.ids.length).toBe(50);
  });
});
