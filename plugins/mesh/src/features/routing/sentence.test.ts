import type { RoutingModel } from '@fairway/mesh-core';
import {
  aDestination,
  aMisroutedView,
  aRouteObject,
  aRoutingModel,
  aRule,
} from '@fairway/mesh-test-utils';
import { plain, t } from '../../__testUtils__/words';
import { routingDetail, routingSentence } from './sentence';

const routes = (...rules: ReturnType<typeof aRule>[]): RoutingModel =>
  aRoutingModel({ routes: [aRouteObject({ rules })] });
const path = (value: string) => [
  [{ field: 'path', op: 'prefix', value } as const],
];

describe('routingSentence', () => {
  it.each<[string, RoutingModel, string]>([
    [
      'a split by versions, with the rest unanswered',
      aRoutingModel(),
      'Requests to checkout go 70 % to v1.4.1 and 30 % to v1.4.2. What no rule names gets a 404.',
    ],
    [
      'a split by subsets without versions',
      routes(
        aRule({
          action: {
            kind: 'route',
            destinations: [
              aDestination({
                host: 'accounts',
                subset: 'v2',
                version: undefined,
                share: 0.1,
              }),
              aDestination({
                host: 'accounts',
                subset: 'v1',
                version: undefined,
                share: 0.9,
              }),
            ],
          },
        }),
      ),
      'Requests to checkout go 90 % to accounts v1 and 10 % to accounts v2.',
    ],
    [
      'a single rule for everything',
      routes(aRule()),
      'Requests to checkout go to checkout-primary v1.4.1.',
    ],
    [
      'several rules without a split',
      routes(aRule({ matches: path('/a') }), aRule({ index: 1 })),
      'Requests to checkout go to checkout-primary v1.4.1, unless 1 other rule takes them.',
    ],
    [
      'rules for some requests only',
      routes(
        aRule({ matches: path('/a') }),
        aRule({ index: 1, matches: path('/b') }),
      ),
      'checkout is reached by 2 rules. What no rule names gets a 404.',
    ],
    [
      'a destination that leads nowhere',
      aMisroutedView().clusters[0],
      'Rule recommendations http[0] sends 20 % of its requests to recommendations v3, where nobody answers.',
    ],
    [
      'a dead destination that gets nothing',
      routes(
        aRule({
          action: {
            kind: 'route',
            destinations: [
              aDestination(),
              aDestination({
                host: 'checkout-canary',
                share: 0,
                version: 'v1.4.2',
                target: {
                  state: 'no-ready-endpoints',
                  reason: '',
                  evidence: [],
                },
              }),
            ],
          },
        }),
      ),
      'Requests to checkout go to checkout-primary v1.4.1.',
    ],
    [
      'no routing object',
      aRoutingModel({ routes: [] }),
      'No routing object names checkout; every request goes to its pods as it is.',
    ],
    [
      'no Service',
      aRoutingModel({ routes: [], services: [] }),
      'checkout has no Service that routes could name.',
    ],
  ])('says of %s', (_name, model, expected) => {
    expect(plain(routingSentence(t, model, 'checkout'))).toBe(expected);
  });
});

describe('routingDetail', () => {
  it('counts rules and objects, and names the cluster where there are several', () => {
    expect(routingDetail(t, aRoutingModel(), 1)).toBe(
      '5 rules in 1 routing object; mTLS STRICT.',
    );
    expect(routingDetail(t, aRoutingModel(), 2)).toBe(
      '5 rules in 1 routing object of sandbox; mTLS STRICT.',
    );
    expect(routingDetail(t, aRoutingModel({ routes: [] }), 1)).toBe(
      '0 rules in no routing objects; mTLS STRICT.',
    );
  });
});
