import type { Outcome, OutcomeDestination } from '../simulate/Outcome';
import {
  describeDestinations,
  describeOutcome,
  isOfConnection,
  namingOf,
} from './describeOutcome';

const CART = 'cart.shop.svc.cluster.local';
const ORDERS = 'orders.shop.svc.cluster.local';

const goingTo = (
  host: string,
  more: Partial<OutcomeDestination> = {},
): OutcomeDestination => ({
  host,
  port: 80,
  weight: 100,
  exists: true,
  ...more,
});

describe('namingOf', () => {
  const names = (...list: OutcomeDestination[]): string[] =>
    list.map(namingOf(list));

  it.each<[string, OutcomeDestination[], string[]]>([
    ['a host without its domain', [goingTo(CART)], ['cart.shop']],
    [
      'subsets of one host by their names',
      [goingTo(CART, { subset: 'v1' }), goingTo(CART, { subset: 'v2' })],
      ['v1', 'v2'],
    ],
    [
      'a host beside one of its subsets',
      [goingTo(CART, { subset: 'v1' }), goingTo(CART)],
      ['v1', 'cart.shop (all pods)'],
    ],
    [
      'subsets of several hosts with these',
      [goingTo(CART, { subset: 'v1' }), goingTo(ORDERS)],
      ['cart.shop v1', 'orders.shop'],
    ],
    [
      'ports of one host',
      [goingTo(CART), goingTo(CART, { port: 8080 })],
      ['cart.shop:80', 'cart.shop:8080'],
    ],
    [
      'ports of one host with subsets',
      [
        goingTo(CART, { subset: 'v1' }),
        goingTo(CART, { subset: 'v1', port: 8080 }),
      ],
      ['cart.shop:80 v1', 'cart.shop:8080 v1'],
    ],
    [
      'no ports where hosts tell apart',
      [goingTo(CART), goingTo(ORDERS, { port: 8080 })],
      ['cart.shop', 'orders.shop'],
    ],
    [
      'the port of what does not exist, where it is another',
      [goingTo(CART), goingTo(ORDERS, { port: 8081, exists: false })],
      ['cart.shop', 'orders.shop:8081'],
    ],
    ['a host outside of the mesh', [goingTo('api.example')], ['api.example']],
    [
      'a backend that is no service',
      [{ cluster: 'UnknownBackend', weight: 1, exists: false }],
      ['UnknownBackend'],
    ],
    [
      'a backend of which nothing is known',
      [{ weight: 1, exists: false }],
      ['nowhere'],
    ],
  ])('calls %s', (_, list, expected) => {
    expect(names(...list)).toEqual(expected);
  });
});

describe('describeDestinations', () => {
  const describeThem = (...list: OutcomeDestination[]): string =>
    describeDestinations(list, namingOf(list), '503');
  const version = (subset: string, weight: number, exists = true) =>
    goingTo(CART, { subset, weight, exists });

  it.each<[string, OutcomeDestination[]]>([
    ['100 % cart.shop', [goingTo(CART)]],
    ['100 % v1', [version('v1', 1)]],
    ['90 % v1, 10 % v2', [version('v1', 90), version('v2', 10)]],
    ['33.3 % v1, 66.7 % v2', [version('v1', 1), version('v2', 2)]],
    ['100 % v1, 0 % v2', [version('v1', 100), version('v2', 0)]],
    ['503, v3 does not exist', [version('v3', 100, false)]],
    [
      '50 % v1, 50 % v3 (does not exist: 503)',
      [version('v1', 50), version('v3', 50, false)],
    ],
    ['503, no destination', []],
    ['503, no destination', [version('v1', 0)]],
  ])('says %s', (expected, list) => {
    expect(describeThem(...list)).toBe(expected);
  });
});

const route: Outcome = {
  outcome: 'route',
  route: { name: 'default' },
  destinations: [goingTo(CART, { exists: false })],
  timeoutMs: null,
  retries: null,
  path: '/',
  authority: 'cart',
};

describe('describeOutcome', () => {
  it.each<[string, Outcome]>([
    ['503, cart.shop does not exist', route],
    ['500, cart.shop does not exist', { ...route, statusIfMissing: 500 }],
    [
      '100 % cart.shop as TCP',
      { outcome: 'tcp', destinations: [goingTo(CART)] },
    ],
    [
      'closed, cart.shop does not exist as TCP',
      { outcome: 'tcp', destinations: [goingTo(CART, { exists: false })] },
    ],
    [
      'redirect 302 to https://cart/',
      { outcome: 'redirect', status: 302, location: 'https://cart/' },
    ],
    [
      'answer 418',
      { outcome: 'direct', status: 418, body: '', route: { name: 'default' } },
    ],
    [
      'answer 200 “0123456789012345678901234567890123456789”',
      {
        outcome: 'direct',
        status: 200,
        body: '0123456789'.repeat(5),
        route: { name: 'default' },
      },
    ],
    [
      'preflight allowed for https://a.example',
      {
        outcome: 'cors_preflight',
        status: 200,
        route: { name: 'default' },
        allowOrigin: 'https://a.example',
        allowMethods: null,
      },
    ],
    [
      'preflight answered, origin not allowed',
      {
        outcome: 'cors_preflight',
        status: 200,
        route: { name: 'default' },
        allowOrigin: null,
        allowMethods: null,
      },
    ],
    ['404, no rule takes it', { outcome: 'no_route', status: 404 }],
    [
      '400, refused: The request names no host.',
      {
        outcome: 'rejected',
        status: 400,
        detail: 'The request names no host.',
      },
    ],
    [
      'passed on to the address as it is',
      { outcome: 'passthrough', level: 'http' },
    ],
    [
      '502, the host is not known',
      { outcome: 'blackhole', level: 'http', status: 502 },
    ],
    [
      'connection closed, the address is not known',
      { outcome: 'blackhole', level: 'tcp' },
    ],
    ['no connection, nothing listens on the port', { outcome: 'no_listener' }],
    [
      'connection closed, no server takes the name or protocol',
      { outcome: 'no_filter_chain' },
    ],
    [
      'no connection, two servers contradict each other',
      { outcome: 'multiple_filter_chains' },
    ],
  ])('says %s', (expected, outcome) => {
    expect(describeOutcome(outcome, namingOf([]))).toBe(expected);
  });
});

describe('isOfConnection', () => {
  it.each<[Outcome, boolean]>([
    [{ outcome: 'tcp', destinations: [] }, true],
    [{ outcome: 'no_listener' }, true],
    [{ outcome: 'no_filter_chain' }, true],
    [{ outcome: 'multiple_filter_chains' }, true],
    [{ outcome: 'passthrough', level: 'tcp' }, true],
    [{ outcome: 'blackhole', level: 'tcp' }, true],
    [{ outcome: 'passthrough', level: 'http' }, false],
    [{ outcome: 'blackhole', level: 'http', status: 502 }, false],
    [{ outcome: 'no_route', status: 404 }, false],
    [route, false],
  ])('reads %j', (outcome, expected) => {
    expect(isOfConnection(outcome)).toBe(expected);
  });
});
