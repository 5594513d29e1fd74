import {
  canary,
  raw,
  routeTo,
  snapshotOf,
  virtualService,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import { liveWeights } from './liveWeights';

function weightsFor(release: RawObject, ...others: RawObject[]) {
  const snapshot = snapshotOf(release, ...others);
  return liveWeights(snapshot, snapshot.list('Canary')[0]);
}

const split = (primary: number, to: number) =>
  routeTo(`a-primary=${primary}`, `a-canary=${to}`);
const apex = (...http: unknown[]) =>
  virtualService('shop/a', { hosts: ['a'], http });
const sticky = {
  analysis: { sessionAffinity: { cookieName: 'c' }, stepWeight: 10 },
};

describe('liveWeights', () => {
  it('reads the VirtualService, not the status', () => {
    const release = canary('shop/a', {
      status: { phase: 'WaitingPromotion', canaryWeight: 0, iterations: -1 },
    });
    expect(weightsFor(release, apex(split(60, 40)))).toEqual({
      state: 'known',
      primary: 60,
      canary: 40,
      source: {
        ref: {
          cluster: 'sandbox',
          group: 'networking.istio.io',
          kind: 'VirtualService',
          namespace: 'shop',
          name: 'a',
        },
        path: 'spec.http[0]',
      },
      statusWeight: 0,
      by: 'weight',
      conditions: [],
    });
  });

  it('has no status weight where Flagger and mesh agree, or Flagger says nothing', () => {
    for (const status of [{ canaryWeight: 40 }, undefined]) {
      const found = weightsFor(
        canary('shop/a', { status }),
        apex(split(60, 40)),
      );
      expect('statusWeight' in found).toBe(false);
    }
  });

  it.each<[string, RawObject[], RegExp]>([
    ['no route', [], /VirtualService shop\/a was not found/],
    ['a route of others', [apex(routeTo('other'))], /no rule for a-primary/],
    ['no rules', [apex()], /no rule for a-primary/],
    ['weights of 0', [apex(split(0, 0))], /All weights .* are 0/],
    [
      'a VirtualService of another namespace',
      [virtualService('web/a', { http: [split(50, 50)] })],
      /was not found/,
    ],
  ])('is unknown with %s, and says why', (_, others, reason) => {
    expect(weightsFor(canary('shop/a'), ...others)).toEqual({
      state: 'unknown',
      reason: expect.stringMatching(reason),
    });
  });

  it('is unknown without a target, and for providers that cannot be read', () => {
    expect(
      weightsFor(canary('shop/a', { spec: { targetRef: undefined } })),
    ).toEqual({ state: 'unknown', reason: 'The Canary names no target.' });
    expect(
      weightsFor(
        canary('shop/a', { spec: { provider: 'linkerd' } }),
        apex(split(50, 50)),
      ),
    ).toEqual({
      state: 'unknown',
      reason: 'The split of provider linkerd cannot be read.',
    });
  });

  it.each([
    [[split(0, 100)], 0, 100],
    [[split(1, 3)], 25, 75],
    [[routeTo('a-primary')], 100, 0],
    [[routeTo('a-primary=0')], 100, 0],
    [[routeTo('a-canary=0')], 0, 100],
    [[routeTo('a-primary=80', 'a-canary=10', 'b=10')], 80, 10],
    [
      [
        routeTo(
          'a-primary.shop.svc.cluster.local=70',
          'A-Canary.shop.svc.cluster.local=30',
        ),
      ],
      70,
      30,
    ],
  ])('%j is %d/%d', (http, primary, to) => {
    expect(weightsFor(canary('shop/a'), apex(...http))).toMatchObject({
      primary,
      canary: to,
      by: 'weight',
    });
  });

  it('reads TCP routes', () => {
    const tcp = virtualService('shop/a', { tcp: [split(90, 10)] });
    expect(weightsFor(canary('shop/a'), tcp)).toMatchObject({
      primary: 90,
      canary: 10,
      source: { path: 'spec.tcp[0]' },
    });
  });

  it('follows the name of the service', () => {
    const release = canary('shop/release', {
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
        service: { name: 'a', port: 80 },
      },
    });
    expect(weightsFor(release, apex(split(75, 25)))).toMatchObject({
      canary: 25,
    });
  });

  it('tells an A/B test by its conditions', () => {
    const test = {
      match: [
        { headers: { 'x-user-group': { exact: 'beta' } } },
        {
          headers: { cookie: { regex: 'canary=always' } },
          uri: { prefix: '/api' },
        },
      ],
      ...split(0, 100),
    };
    expect(
      weightsFor(canary('shop/a'), apex(test, routeTo('a-primary=0'))),
    ).toMatchObject({
      primary: 0,
      canary: 100,
      by: 'match',
      conditions: [
        'header x-user-group = beta',
        'header cookie matches canary=always and path starts with /api',
      ],
    });
  });

  it('takes a match of the service itself for no test', () => {
    const rule = { match: [{ uri: { prefix: '/api' } }], ...split(60, 40) };
    expect(weightsFor(canary('shop/a'), apex(rule))).toMatchObject({
      by: 'weight',
      conditions: [],
    });
  });

  it('takes an empty match for all requests: the definition of Flagger drops what it does not know', () => {
    const rule = { match: [{}], ...split(0, 100) };
    expect(
      weightsFor(canary('shop/a'), apex(rule, routeTo('a-primary'))),
    ).toMatchObject({ by: 'weight', canary: 100 });
  });

  it('reads the rule for new users, not the one for users with a cookie', () => {
    const forUsers = {
      match: [{ headers: { Cookie: { regex: '.*c.*x.*' } } }],
      ...split(0, 100),
    };
    const setting = {
      route: [
        { destination: { host: 'a-primary' }, weight: 80 },
        {
          destination: { host: 'a-canary' },
          weight: 20,
          headers: { response: { add: { 'Set-Cookie': 'c=x' } } },
        },
      ],
    };
    expect(
      weightsFor(canary('shop/a', sticky), apex(forUsers, setting)),
    ).toMatchObject({
      primary: 80,
      canary: 20,
      by: 'weight',
      source: { path: 'spec.http[1]' },
    });
    expect(
      weightsFor(canary('shop/a', sticky), apex(split(100, 0))),
    ).toMatchObject({ primary: 100 });
  });

  it('gives the path as in the object, also where a rule before it could not be read', () => {
    expect(
      weightsFor(canary('shop/a'), apex('nonsense', split(60, 40))),
    ).toMatchObject({ source: { path: 'spec.http[1]' } });
  });

  describe('with the Gateway API', () => {
    const gatewayApi = canary('shop/a', {
      spec: { provider: 'gatewayapi:v1' },
    });
    const backend = (name: string, weight?: number) => ({
      name,
      port: 80,
      ...(weight === undefined ? {} : { weight }),
    });
    const httpRoute = (...rules: unknown[]) =>
      raw('HTTPRoute', 'shop/a', { spec: { rules } });
    const both = (primary: number, to: number) => ({
      backendRefs: [backend('a-primary', primary), backend('a-canary', to)],
    });

    it('reads the HTTPRoute', () => {
      expect(weightsFor(gatewayApi, httpRoute(both(70, 30)))).toMatchObject({
        primary: 70,
        canary: 30,
        source: { ref: { kind: 'HTTPRoute' }, path: 'spec.rules[0]' },
      });
    });

    it('knows that a weight is 1 unless given', () => {
      const rule = { backendRefs: [backend('a-primary'), backend('a-canary')] };
      expect(weightsFor(gatewayApi, httpRoute(rule))).toMatchObject({
        primary: 50,
        canary: 50,
      });
    });

    it('tells an A/B test by its conditions', () => {
      const rule = {
        matches: [
          {
            headers: [{ name: 'x', value: 'y' }],
            queryParams: [
              { name: 'q', type: 'RegularExpression', value: '.+' },
            ],
            path: { type: 'PathPrefix', value: '/api' },
            method: 'GET',
          },
        ],
        ...both(0, 100),
      };
      const rest = { backendRefs: [backend('a-primary', 100)] };
      expect(weightsFor(gatewayApi, httpRoute(rule, rest))).toMatchObject({
        by: 'match',
        conditions: [
          'header x = y and query parameter q matches .+ and path starts with /api and method = GET',
        ],
      });
    });

    it('does not take a VirtualService for it', () => {
      expect(weightsFor(gatewayApi, apex(split(60, 40)))).toEqual({
        state: 'unknown',
        reason: 'HTTPRoute shop/a was not found.',
      });
    });

    it('is looked for where the provider is set in Flagger', () => {
      expect(
        weightsFor(canary('shop/a'), httpRoute(both(70, 30))),
      ).toMatchObject({ canary: 30 });
      expect(
        weightsFor(
          canary('shop/a', { spec: { provider: 'istio' } }),
          httpRoute(both(70, 30)),
        ),
      ).toMatchObject({ state: 'unknown' });
    });
  });
});
