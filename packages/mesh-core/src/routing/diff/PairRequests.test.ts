import { TextSets } from '../reachability/TextSets';
import {
  HOST,
  routes,
  to,
  virtualHost,
} from '../reachability/__testUtils__/tables';
import type { RouteMatch } from '../table/RouteTable';
import type { TableAction } from '../table/TableAction';
import type { HostPair } from './hostPairs';
import { PairRequests, type PairContext } from './PairRequests';

type Rule = readonly [RouteMatch, TableAction];

const contextOf = (more: Partial<PairContext> = {}): PairContext => ({
  sets: new TextSets(),
  budget: { steps: 60_000 },
  severalLines: true,
  cut: false,
  unread: new Set(),
  ...more,
});

function requestsOf(
  before: Rule[] | undefined,
  after: Rule[] | undefined,
  context = contextOf(),
): PairRequests {
  const [was, is] = [before, after].map(
    list => list && virtualHost(routes(...list)),
  );
  const entrance = {
    port: 80,
    scheme: 'http',
    host: HOST,
    domain: HOST,
  } as const;
  const pair: HostPair = { before: was, after: is, entrances: [entrance] };
  return new PairRequests(pair, context, 'DEFAULT');
}

function lines(requests: ReturnType<PairRequests['telling']>): string[] {
  return [...requests].map(({ method, path, headers }) =>
    [
      `${method} ${path}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
    ].join(' '),
  );
}

const api: RouteMatch = { uri: { prefix: '/api' } };
const beta: RouteMatch = { headers: { group: { exact: 'beta' } } };

describe('PairRequests', () => {
  it('asks for nothing that tells equal hosts apart', () => {
    const rules: Rule[] = [
      [api, to('v1')],
      [{}, to('v2')],
    ];
    expect(lines(requestsOf(rules, rules).telling())).toEqual([]);
  });

  it('asks for what comes to two rules that do different things', () => {
    const found = lines(
      requestsOf(
        [
          [api, to('v1')],
          [{}, to('v1')],
        ],
        [
          [api, to('v1')],
          [beta, to('v2')],
          [{}, to('v1')],
        ],
      ).telling(),
    );
    expect(found[0]).toBe('GET / group: beta');
    expect(found.every(line => line.endsWith(' group: beta'))).toBe(true);
  });

  it('asks for what no rule takes any more', () => {
    const found = lines(
      requestsOf(
        [
          [api, to('v1')],
          [{}, to('v1')],
        ],
        [[api, to('v1')]],
      ).telling(),
    );
    expect(found[0]).toBe('GET /');
    expect(found).not.toContain('GET /api');
  });

  it('asks for each rule where a host is gone', () => {
    const rules: Rule[] = [
      [api, to('v1')],
      [beta, to('v1')],
    ];
    const found = lines(requestsOf(rules, undefined).telling());
    expect(found).toEqual(
      expect.arrayContaining(['GET /api', 'GET / group: beta', 'GET /']),
    );
  });

  it('does not ask for a rule behind its twin', () => {
    const found = lines(
      requestsOf(
        [
          [api, to('v1')],
          [api, to('v2')],
        ],
        [[api, to('v1')]],
      ).telling(),
    );
    expect(found).toEqual([]);
  });

  it('asks for preflights where CORS changes', () => {
    const cors = {
      allowOrigins: [{ exact: 'https://a.example' }],
      forwardUnmatched: false,
    };
    const found = lines(
      requestsOf([[{}, to('v1')]], [[{}, to('v1', { cors })]]).telling(),
    );
    expect(found).toContain(
      'OPTIONS / origin: https://a.example access-control-request-method: GET',
    );
  });

  it('goes around each rule that can win', () => {
    const found = lines(
      requestsOf([[api, to('v1')]], [[beta, to('v1')]]).around(),
    );
    expect(found).toEqual(
      expect.arrayContaining([
        'GET /api',
        'GET /api/x',
        'GET /',
        'GET /other',
        'GET /api group: beta',
        'GET / group: beta',
        'GET / group: other',
      ]),
    );
  });

  it('names patterns of which it knows no text', () => {
    const context = contextOf();
    const pattern = '/b\\bx.*';
    const requests = requestsOf(
      [[{ uri: { regex: pattern } }, to('v2')]],
      [],
      context,
    );
    lines(requests.telling());
    expect([...context.unread]).toEqual([pattern]);
    expect(context.cut).toBe(false);
  });

  it('says when there is no time to look further', () => {
    const context = contextOf({ budget: { steps: 0 } });
    lines(requestsOf([[api, to('v1')]], [[beta, to('v2')]], context).telling());
    expect(context.cut).toBe(true);
  });
});
