import type { Outcome, OutcomeDestination } from '../simulate/Outcome';
import {
  changedAspects,
  failureRatio,
  kindOf,
  type Aspect,
} from './outcomeChange';

type Routed = Extract<Outcome, { outcome: 'route' }>;

const v1: OutcomeDestination = {
  host: 'cart',
  port: 80,
  subset: 'v1',
  weight: 100,
  exists: true,
};

const routed = (more: Partial<Routed> = {}): Routed => ({
  outcome: 'route',
  route: { virtualService: 'shop/cart' },
  destinations: [v1],
  timeoutMs: null,
  retries: null,
  path: '/',
  authority: 'cart',
  statusIfMissing: 503,
  ...more,
});

const withDestination = (more: Partial<OutcomeDestination>): Routed =>
  routed({ destinations: [{ ...v1, ...more }] });

const redirect: Outcome = { outcome: 'redirect', status: 301, location: '/a' };
const tcp = (more: Partial<OutcomeDestination> = {}): Outcome => ({
  outcome: 'tcp',
  destinations: [{ ...v1, ...more }],
});

const twoOf = (...weights: number[]): Outcome => ({
  outcome: 'tcp',
  destinations: weights.map((weight, index) => ({
    ...v1,
    subset: `v${index}`,
    weight,
  })),
});

describe('changedAspects', () => {
  it.each<[string, Routed, Aspect[]]>([
    ['nothing', routed(), []],
    [
      'the name of the rule',
      routed({ route: { virtualService: 'shop/cart', name: 'other' } }),
      [],
    ],
    ['the subset', withDestination({ subset: 'v2' }), ['destinations']],
    ['no weight of the only destination', withDestination({ weight: 1 }), []],
    [
      'a share',
      routed({ destinations: [v1, { ...v1, subset: 'v2', weight: 0 }] }),
      ['destinations'],
    ],
    ['existence', withDestination({ exists: false }), ['destinations']],
    [
      'a policy',
      withDestination({ policy: { lb: 'RANDOM', tls: 'auto' } }),
      ['policy'],
    ],
    [
      'headers of requests',
      withDestination({ requestHeaders: { set: { a: '1' } } }),
      ['requestHeaders'],
    ],
    [
      'headers of responses',
      withDestination({ responseHeaders: { removed: ['a'] } }),
      ['responseHeaders'],
    ],
    ['the path', routed({ path: '/a' }), ['path']],
    ['the path of a destination', withDestination({ path: '/a' }), ['path']],
    ['the host', routed({ authority: 'a' }), ['authority']],
    [
      'the host of a destination',
      withDestination({ authority: 'a' }),
      ['authority'],
    ],
    ['the timeout', routed({ timeoutMs: 1 }), ['timeout']],
    ['the retries', routed({ retries: { attempts: 1, on: '' } }), ['retries']],
    ['mirrors', routed({ mirrors: [] }), ['mirrors']],
    ['faults', routed({ fault: { delay: { ms: 1, percent: 1 } } }), ['fault']],
    [
      'the status of what is missing',
      routed({ statusIfMissing: 500 }),
      ['missing'],
    ],
    [
      'several, in the order in which they matter',
      routed({ timeoutMs: 1, path: '/a', destinations: [] }),
      ['destinations', 'path', 'timeout'],
    ],
  ])('names %s', (_, after, expected) => {
    expect(changedAspects(routed(), after)).toEqual(expected);
    expect(changedAspects(after, routed())).toEqual(expected);
  });

  it.each<[Outcome, Outcome, Aspect[]]>([
    [routed(), redirect, ['outcome']],
    [redirect, { ...redirect, location: '/b' }, ['answer']],
    [redirect, { ...redirect, route: { name: 'default' } }, []],
    [tcp(), tcp(), []],
    [tcp(), tcp({ subset: 'v2' }), ['destinations']],
    [twoOf(1, 1), twoOf(50, 50), []],
    [twoOf(1, 3), twoOf(25, 75), []],
    [twoOf(1, 1), twoOf(1, 2), ['destinations']],
    [tcp(), tcp({ policy: { lb: 'RANDOM', tls: 'none' } }), []],
    [
      { outcome: 'passthrough', level: 'http' },
      { outcome: 'passthrough', level: 'tcp' },
      ['answer'],
    ],
  ])('of %j and %j', (before, after, expected) => {
    expect(changedAspects(before, after)).toEqual(expected);
  });
});

describe('failureRatio', () => {
  it.each<[number, Outcome]>([
    [0, routed()],
    [1, withDestination({ exists: false })],
    [1, routed({ destinations: [] })],
    [
      0.25,
      routed({
        destinations: [
          { ...v1, weight: 75 },
          { ...v1, weight: 25, exists: false },
        ],
      }),
    ],
    [0, routed({ fault: { abort: { status: 500, percent: 100 } } })],
    [1, tcp({ exists: false })],
    [0, redirect],
    [
      0,
      { outcome: 'direct', status: 200, body: '', route: { name: 'default' } },
    ],
    [
      1,
      { outcome: 'direct', status: 404, body: '', route: { name: 'default' } },
    ],
    [0, { outcome: 'passthrough', level: 'tcp' }],
    [1, { outcome: 'blackhole', level: 'tcp' }],
    [1, { outcome: 'no_route', status: 404 }],
    [1, { outcome: 'no_listener' }],
  ])('is %d of %j', (expected, outcome) => {
    expect(failureRatio(outcome)).toBe(expected);
  });
});

describe('kindOf', () => {
  const kind = (before: Outcome, after: Outcome) =>
    kindOf(before, after, changedAspects(before, after));
  const missing = withDestination({ exists: false });

  it('breaks where more requests fail, repairs where fewer do', () => {
    expect(kind(routed(), missing)).toBe('breaks');
    expect(kind(missing, routed())).toBe('repairs');
    expect(kind(missing, redirect)).toBe('repairs');
  });

  it('moves where they go elsewhere', () => {
    expect(kind(routed(), withDestination({ subset: 'v2' }))).toBe('moves');
    expect(kind(routed(), redirect)).toBe('moves');
    expect(kind(missing, { outcome: 'no_listener' })).toBe('moves');
  });

  it('changes where they go where they went', () => {
    expect(kind(routed(), routed({ timeoutMs: 1 }))).toBe('changes');
    expect(kind(routed(), routed({ path: '/a' }))).toBe('changes');
    expect(
      kind(
        { outcome: 'passthrough', level: 'http' },
        { outcome: 'passthrough', level: 'tcp' },
      ),
    ).toBe('changes');
  });
});
