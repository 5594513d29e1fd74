import type { Outcome, OutcomeDestination } from '../simulate/Outcome';
import { describeChange } from './describeChange';
import { changedAspects } from './outcomeChange';

type Routed = Extract<Outcome, { outcome: 'route' }>;

const goingTo = (
  subset: string,
  more: Partial<OutcomeDestination> = {},
): OutcomeDestination => ({
  host: 'cart.shop.svc.cluster.local',
  port: 80,
  subset,
  weight: 100,
  exists: true,
  ...more,
});

const routed = (more: Partial<Routed> = {}): Routed => ({
  outcome: 'route',
  route: { virtualService: 'shop/cart' },
  destinations: [goingTo('v1')],
  timeoutMs: null,
  retries: null,
  path: '/',
  authority: 'cart',
  statusIfMissing: 503,
  ...more,
});

const to = (...destinations: OutcomeDestination[]) => routed({ destinations });

const said = (before: Outcome, after: Outcome): string =>
  describeChange(before, after, changedAspects(before, after));

const mirror = {
  host: 'cart.shop.svc.cluster.local',
  port: 80,
  subset: 'v2',
  percent: 10,
  exists: true,
};

describe('describeChange', () => {
  it.each<[string, Outcome, Outcome]>([
    ['100 % v1 → 100 % v2', routed(), to(goingTo('v2'))],
    [
      '100 % v1 → 50 % v1, 50 % v2; timeout 1s → none',
      routed({ timeoutMs: 1000 }),
      to(goingTo('v1', { weight: 50 }), goingTo('v2', { weight: 50 })),
    ],
    ['mirror none → 10 % to v2', routed(), routed({ mirrors: [mirror] })],
    [
      'mirror 10 % to v2 → 10 % to v2, 10 % to v3 (does not exist)',
      routed({ mirrors: [mirror] }),
      routed({ mirrors: [mirror, { ...mirror, subset: 'v3', exists: false }] }),
    ],
    [
      'fault 5 % aborted with 503 → 1 % delayed by 1.5s',
      routed({ fault: { abort: { status: 503, percent: 5 } } }),
      routed({ fault: { delay: { ms: 1500, percent: 1 } } }),
    ],
    [
      'request headers set a: 1 → set a: 2, without b, c',
      to(goingTo('v1', { requestHeaders: { set: { a: '1' } } })),
      to(
        goingTo('v1', {
          requestHeaders: { set: { a: '2' }, removed: ['b', 'c'] },
        }),
      ),
    ],
    [
      'response headers without a → as answered',
      to(goingTo('v1', { responseHeaders: { removed: ['a'] } })),
      routed(),
    ],
    ['path sent on / → /new', routed(), routed({ path: '/new' })],
    ['host sent on cart → new', routed(), routed({ authority: 'new' })],
    [
      'status of a missing destination 503 → 500',
      routed(),
      routed({ statusIfMissing: 500 }),
    ],
    [
      'retries none → 1 on 5xx',
      routed(),
      routed({ retries: { attempts: 1, on: '5xx' } }),
    ],
    [
      'timeout none → 1s; retries none → 1 on 5xx',
      routed(),
      routed({ timeoutMs: 1000, retries: { attempts: 1, on: '5xx' } }),
    ],
  ])('says %s', (expected, before, after) => {
    expect(said(before, after)).toBe(expected);
  });

  it('says what holds for each destination where they differ', () => {
    const both = (more: Partial<OutcomeDestination>) =>
      to(goingTo('v1', { weight: 50 }), goingTo('v2', { weight: 50, ...more }));
    expect(said(both({}), both({ path: '/new' }))).toBe(
      'path sent on / → v1 /; v2 /new',
    );
    const policy = { lb: 'RANDOM', tls: 'auto' } as const;
    expect(said(both({}), both({ policy }))).toMatch(
      /^balancing none → v1 none; v2 RANDOM; transport /,
    );
  });

  it('leaves out what follows from other destinations', () => {
    const policy = { lb: 'RANDOM', tls: 'auto' } as const;
    expect(said(routed(), to(goingTo('v2', { policy })))).toBe(
      '100 % v1 → 100 % v2',
    );
    expect(
      said(
        routed(),
        routed({ destinations: [goingTo('v2')], statusIfMissing: 500 }),
      ),
    ).toBe('100 % v1 → 100 % v2');
  });

  it('says both outcomes where they are of another kind', () => {
    const redirect: Outcome = {
      outcome: 'redirect',
      status: 301,
      location: '/new',
    };
    expect(said(routed(), redirect)).toBe('100 % v1 → redirect 301 to /new');
    expect(said(redirect, { outcome: 'no_route', status: 404 })).toBe(
      'redirect 301 to /new → 404, no rule takes it',
    );
    expect(
      said(
        { outcome: 'tcp', destinations: [goingTo('v1')] },
        { outcome: 'tcp', destinations: [goingTo('v2')] },
      ),
    ).toBe('100 % v1 as TCP → 100 % v2 as TCP');
  });
});
