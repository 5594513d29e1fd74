import type {
  RouteRow,
  RouteTableView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  aRouteRow,
  aRouteTableView,
  aRowDestination,
} from '@fairway/mesh-test-utils';
import { plain, t } from '../../../__testUtils__/words';
import { effectiveDetail } from './effectiveDetail';
import { effectiveSentence, type OkTable } from './effectiveSentence';

type Remainder = OkTable['remainder']['kind'];

const site = { caller: 'storefront', namespace: 'shop' };

function tableOf(
  rows: RouteRow[],
  kind: Remainder = 'covered',
  overrides: Partial<OkTable> = {},
): OkTable {
  const view: RouteTableView = aRouteTableView({
    rows,
    remainder: { kind, reason: 'So it is.' },
    ...overrides,
  });
  if (view.status !== 'ok') {
    throw new Error('The view has no table');
  }
  return view;
}

const sentence = (...args: Parameters<typeof tableOf>): string =>
  plain(effectiveSentence(t, tableOf(...args), site));

function routed(
  destinations: Parameters<typeof aRowDestination>[0][],
  overrides: Partial<RouteRow> = {},
): RouteRow {
  return aRouteRow({
    action: {
      kind: 'route',
      destinations: destinations.map(aRowDestination),
      statusIfMissing: 503,
      timeoutMs: null,
      retries: null,
    },
    ...overrides,
  });
}

const half = { share: 0.5, weight: 50 };
const other = { host: 'pricing.billing.svc.cluster.local' };

describe('effectiveSentence', () => {
  it.each<[string, RouteRow[], Remainder, string]>([
    [
      'one rule for all',
      [aRouteRow()],
      'covered',
      'From storefront, every request goes to checkout-primary (v1.4.1).',
    ],
    [
      'a rule for all after others',
      [
        aRouteRow({ match: { method: { exact: 'POST' } } }),
        aRouteRow({ position: 2 }),
      ],
      'covered',
      'From storefront, every other request goes to checkout-primary (v1.4.1).',
    ],
    [
      'every path',
      [aRouteRow({ match: { uri: { prefix: '/' } } })],
      'covered',
      'From storefront, every request goes to checkout-primary (v1.4.1).',
    ],
    [
      'a path',
      [aRouteRow({ match: { uri: { prefix: '/api' } } })],
      'not-found',
      'From storefront, /api goes to checkout-primary (v1.4.1); what no rule takes gets a 404.',
    ],
    [
      'several conditions',
      [
        aRouteRow({
          match: { uri: { prefix: '/api' }, method: { exact: 'GET' } },
        }),
      ],
      'blackhole',
      'From storefront, what rule 1 takes goes to checkout-primary (v1.4.1); what no rule takes is refused.',
    ],
    [
      'a split by version, the larger share first',
      [
        routed([
          { share: 0.1, role: 'canary', version: 'v2' },
          { share: 0.9, version: 'v1' },
        ]),
      ],
      'default-route',
      'From storefront, every request goes 90 % to v1 and 10 % to v2.',
    ],
    [
      'a split by host, where versions are the same',
      [routed([half, { ...half, ...other, role: 'other' }])],
      'passthrough',
      'From storefront, every request goes 50 % to checkout-primary and 50 % to pricing.billing; what no rule takes is passed on as it is.',
    ],
    [
      'a split rather than the rule for all',
      [
        routed([{ share: 0.7 }, { share: 0.3, version: 'v2' }], {
          match: { uri: { exact: '/a' } },
        }),
        aRouteRow({ position: 2 }),
      ],
      'covered',
      'From storefront, /a goes 70 % to v1.4.1 and 30 % to v2.',
    ],
    [
      'a share of nothing is nobody',
      [routed([{}, { share: 0, version: 'v2' }])],
      'covered',
      'From storefront, every request goes to checkout-primary (v1.4.1).',
    ],
    [
      'a subset that does not exist, wherever it stands',
      [
        routed([half, { ...half, subset: 'v3', exists: false }], {
          match: { headers: { 'x-a': { exact: 'b' } } },
        }),
        aRouteRow({ position: 2 }),
      ],
      'covered',
      'From storefront, rule 1 sends 50 % of its requests to checkout-primary v3, which does not exist.',
    ],
    [
      'nobody ready behind it',
      [routed([{ endpoints: 0 }])],
      'covered',
      'From storefront, rule 1 sends 100 % of its requests to checkout-primary, which has no ready endpoint.',
    ],
    [
      'not what is never used',
      [
        aRouteRow(),
        routed([{ exists: false }], {
          position: 2,
          shadowed: { by: 1, reason: 'Never used.' },
        }),
      ],
      'covered',
      'From storefront, every request goes to checkout-primary (v1.4.1).',
    ],
    [
      'a redirect',
      [aRouteRow({ action: { kind: 'redirect', status: 308 } })],
      'covered',
      'From storefront, every request is redirected with 308.',
    ],
    [
      'an answer of the proxy',
      [aRouteRow({ action: { kind: 'direct', status: 200, body: '' } })],
      'covered',
      'From storefront, every request is answered with 200 by the proxy.',
    ],
    [
      'connections',
      [
        aRouteRow({
          protocol: 'tcp',
          action: { kind: 'forward', destinations: [aRowDestination()] },
        }),
      ],
      'covered',
      'From storefront, connections go to checkout-primary (v1.4.1).',
    ],
    [
      'rules of others only',
      [aRouteRow({ action: { kind: 'hidden' }, source: undefined })],
      'covered',
      'From storefront, only rules about services of others decide.',
    ],
    [
      'no destination',
      [routed([])],
      'covered',
      'From storefront, every request goes nowhere.',
    ],
  ])('says %s', (_, rows, kind, expected) => {
    expect(sentence(rows, kind)).toBe(expected);
  });

  it.each<[Remainder, string]>([
    [
      'not-found',
      'From storefront, checkout.shop.svc.cluster.local answers 404 to every request.',
    ],
    [
      'passthrough',
      'From storefront, requests to checkout.shop.svc.cluster.local are passed on to the address that the client chose.',
    ],
    [
      'blackhole',
      'From storefront, requests to checkout.shop.svc.cluster.local are refused.',
    ],
    [
      'no-listener',
      'From storefront, nobody listens on port 8080 of checkout.shop.svc.cluster.local.',
    ],
    [
      'no-filter-chain',
      'From storefront, connections to checkout.shop.svc.cluster.local on port 8080 are closed.',
    ],
    [
      'refused',
      'From storefront, the proxy does not take the configuration of port 8080.',
    ],
  ])('says what holds without rules: %s', (kind, expected) => {
    expect(sentence([], kind)).toBe(expected);
  });

  it('says that plain HTTP does not get to a rule', () => {
    const listener = {
      port: 80,
      transport: 'plaintext',
      httpsRedirect: true,
    } as const;
    expect(sentence([aRouteRow()], 'covered', { port: 80, listener })).toBe(
      'From storefront, plain HTTP on port 80 is sent to HTTPS before a rule is asked.',
    );
  });
});

describe('effectiveDetail', () => {
  it('counts rules, those that never act, and objects', () => {
    expect(effectiveDetail(t, tableOf([aRouteRow()]))).toBe(
      '1 rule reaches this caller. Compiled from 2 objects, the way Istio 1.31 does.',
    );
    expect(
      effectiveDetail(
        t,
        tableOf([aRouteRow({ shadowed: { reason: 'No.' } })], 'covered', {
          moreRows: 7,
        }),
      ),
    ).toBe(
      '8 rules reach this caller; 1 can never match. Compiled from 2 objects, the way Istio 1.31 does.',
    );
  });

  it('tells what Istio does by itself from rules of others', () => {
    const none = { objects: [] };
    expect(
      effectiveDetail(t, tableOf([aRouteRow()], 'default-route', none)),
    ).toContain('this is what Istio 1.31 does by itself');
    expect(
      effectiveDetail(
        t,
        tableOf([aRouteRow({ action: { kind: 'hidden' } })], 'covered', none),
      ),
    ).toContain('Compiled from objects of others');
  });
});
