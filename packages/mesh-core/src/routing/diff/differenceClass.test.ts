import {
  cartTable,
  HOST,
  routes,
  to,
} from '../reachability/__testUtils__/tables';
import type { Outcome, Simulation } from '../simulate/Outcome';
import { simulate } from '../simulate/simulate';
import type { RouteMatch } from '../table/RouteTable';
import { request } from '../traps/__testUtils__/ask';
import { differenceClass, rankOf, sourceOf } from './differenceClass';
import type { HostPair } from './hostPairs';
import { changedAspects } from './outcomeChange';

const ask = (path: string, ...matches: RouteMatch[]): Simulation =>
  simulate(
    cartTable(routes(...matches.map(match => [match, to('v1')] as const))),
    request(HOST + path),
  );

const answered = (outcome: Outcome): Simulation => ({
  outcome,
  trace: { path: '/', tried: [], notes: [] },
});

const pair = (
  scheme: 'http' | 'https',
  port: number,
  known?: string,
): HostPair => ({
  ...(known ? { known } : {}),
  entrances: [{ port, scheme, host: 'a', domain: 'a' }],
});

function classOf(
  one: HostPair,
  index: number,
  before: Simulation,
  after: Simulation,
): string {
  const aspects = changedAspects(before.outcome, after.outcome);
  return differenceClass(one, index, before, after, aspects);
}

const passed = answered({ outcome: 'passthrough', level: 'tcp' });
const lost = answered({ outcome: 'blackhole', level: 'tcp' });
const unheard = answered({ outcome: 'no_listener' });
const unrouted = answered({ outcome: 'no_route', status: 404 });

describe('differenceClass', () => {
  const host: HostPair = {
    ...pair('http', 80),
    before: { name: HOST, domains: [HOST], routes: [] },
  };

  it('is one for all matches of a rule', () => {
    const [first, second] = ['/a', '/b'].map((prefix, match) => {
      const one = ask(prefix, { uri: { prefix: '/a' } }, { uri: { prefix } });
      const { won } = one.trace;
      const source = won?.source && { ...won.source, rule: 0, match };
      return {
        ...one,
        trace: { ...one.trace, ...(won ? { won: { ...won, source } } : {}) },
      };
    });
    expect(first.trace.won?.source).not.toEqual(second.trace.won?.source);
    expect(classOf(host, 0, first, unrouted)).toBe(
      classOf(host, 0, second, unrouted),
    );
  });

  it('tells apart rules, hosts and what becomes of requests', () => {
    const matches: RouteMatch[] = [{ uri: { prefix: '/a' } }, {}];
    const [one, other] = ['/a', '/'].map(path => ask(path, ...matches));
    const keys = [
      classOf(host, 0, one, unrouted),
      classOf(host, 0, other, unrouted),
      classOf(host, 1, one, unrouted),
      classOf(host, 0, unrouted, one),
      classOf(host, 0, one, passed),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is one for all names, schemes and ports of what is not known', () => {
    const key = classOf(pair('http', 80), 0, passed, lost);
    expect(classOf(pair('https', 81), 7, passed, lost)).toBe(key);
    expect(classOf(pair('http', 80, 'db'), 0, passed, lost)).not.toBe(key);
    expect(classOf(pair('http', 80), 0, lost, passed)).not.toBe(key);
  });

  it('counts the port of a host that is known, and of what listens', () => {
    const ofDb = [80, 81].map(port =>
      classOf(pair('http', port, 'db'), 0, passed, lost),
    );
    expect(ofDb[0]).not.toBe(ofDb[1]);
    const ofGateway = [80, 81].map(port =>
      classOf(pair('http', port), 0, unheard, unrouted),
    );
    expect(ofGateway[0]).not.toBe(ofGateway[1]);
  });
});

describe('sourceOf', () => {
  it('is that of the rule, else that of the chain', () => {
    const won = ask('/', {});
    expect(sourceOf(won)?.path).toBe('spec.http[0]');
    expect(sourceOf(ask('/', { uri: { exact: '/a' } }))).toBeUndefined();
    const [{ source }] = routes([{}, to('v1')]);
    const chain = { transport: 'any', serverNames: [], source } as const;
    expect(sourceOf({ ...lost, trace: { ...lost.trace, chain } })).toBe(source);
  });
});

describe('rankOf', () => {
  const rank = (
    kind: Parameters<typeof rankOf>[0]['kind'],
    ...sides: Simulation[]
  ) => rankOf({ kind, before: sides[0].outcome, after: sides[1].outcome });

  it('puts what breaks first, and last what fails as before', () => {
    expect(rank('breaks', passed, lost)).toBe(0);
    expect(rank('repairs', lost, passed)).toBe(1);
    expect(rank('moves', passed, ask('/', {}))).toBe(1);
    expect(rank('moves', unheard, unrouted)).toBe(2);
  });
});
