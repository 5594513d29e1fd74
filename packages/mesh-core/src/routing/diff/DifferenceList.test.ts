import {
  cartTable,
  destination,
  HOST,
  routes,
  table,
  to,
} from '../reachability/__testUtils__/tables';
import type { RouteRequest } from '../simulate/Outcome';
import { simulate } from '../simulate/simulate';
import type { RouteMatch, RouteTable } from '../table/RouteTable';
import type { TableAction } from '../table/TableAction';
import { request } from '../traps/__testUtils__/ask';
import { DifferenceList } from './DifferenceList';
import type { HostPair } from './hostPairs';

type Rule = readonly [RouteMatch, TableAction];

const tableOf = (...list: Rule[]): RouteTable => cartTable(routes(...list));

const firstHost = ({ listeners }: RouteTable) =>
  listeners.at(0)?.chains.at(0)?.virtualHosts?.at(0);

function pairOf(
  before: RouteTable,
  after: RouteTable,
  host = HOST,
  domain = host,
): HostPair {
  return {
    before: firstHost(before),
    after: firstHost(after),
    entrances: [{ port: 80, scheme: 'http', host, domain }],
  };
}

/** Asks both tables and lists what differs. */
function listOf(
  before: RouteTable,
  after: RouteTable,
  requests: RouteRequest[],
  pair = pairOf(before, after),
) {
  const list = new DifferenceList();
  for (const one of requests) {
    list.add(pair, 0, one, simulate(before, one), simulate(after, one));
  }
  return list.list();
}

const cart = (line: string, ...headers: string[]): RouteRequest => {
  const [method, path] = line.split(' ');
  return request(`${method} ${HOST}${path}`, ...headers);
};

const api: RouteMatch = { uri: { prefix: '/api' } };

describe('DifferenceList', () => {
  it('takes no answers that are the same', () => {
    const same = tableOf([{}, to('v1')]);
    expect(listOf(same, same, [cart('GET /')])).toEqual([]);
  });

  it('is one entry for a kind of request, with the simplest example', () => {
    const found = listOf(tableOf([{}, to('v1')]), tableOf([{}, to('v2')]), [
      cart('GET /api/items', 'x: a'),
      cart('POST /api'),
      cart('GET /api'),
      cart('GET /api/items'),
    ]);
    expect(found).toEqual([
      {
        kind: 'moves',
        sentence: 'GET /api: 100 % v1 → 100 % v2',
        before: expect.objectContaining({ outcome: 'route' }),
        after: expect.objectContaining({ outcome: 'route' }),
        example: cart('GET /api'),
        requests: 4,
        host: HOST,
        port: 80,
        decidedBy: {
          before: expect.objectContaining({ path: 'spec.http[0]' }),
          after: expect.objectContaining({ path: 'spec.http[0]' }),
        },
      },
    ]);
  });

  it('tells apart what other rules decide', () => {
    const before = tableOf([{}, to('v1')]);
    const after = tableOf([api, to('v2')], [{}, to('v2')]);
    const found = listOf(before, after, [cart('GET /'), cart('GET /api')]);
    expect(found.map(({ sentence }) => sentence)).toEqual([
      'GET /api: 100 % v1 → 100 % v2',
      'GET /: 100 % v1 → 100 % v2',
    ]);
  });

  it('tells apart what differs in other things', () => {
    const action = to('v1', { rewrite: { kind: 'prefix', value: '/new' } });
    const found = listOf(
      tableOf([{ uri: { prefix: '/new' } }, to('v1')]),
      tableOf([{ uri: { prefix: '/new' } }, { ...action, timeoutMs: 1 }]),
      [cart('GET /new'), cart('GET /new/a')],
    );
    expect(found.map(({ sentence }) => sentence)).toEqual([
      'GET /new: timeout none → 1ms',
    ]);
  });

  it('has what breaks first, and last what fails in another way', () => {
    const missing = (subset: string) =>
      to([destination(subset, { exists: false })]);
    const paths = ['/a', '/b', '/c', '/d'];
    const matches = paths.map((prefix): RouteMatch => ({ uri: { prefix } }));
    const before = [missing('x'), to('v1'), missing('x'), to('v1')];
    const after = [missing('y'), to('v2'), to('v1'), missing('x')];
    const found = listOf(
      tableOf(...matches.map((match, at): Rule => [match, before[at]])),
      tableOf(...matches.map((match, at): Rule => [match, after[at]])),
      paths.map(path => cart(`GET ${path}`)),
    );
    expect(found.map(({ kind, example }) => [kind, example.path])).toEqual([
      ['breaks', '/d'],
      ['moves', '/b'],
      ['repairs', '/c'],
      ['moves', '/a'],
    ]);
  });

  it('says the host where it stands for others', () => {
    const [before, after] = [to('v1'), to('v2')].map(action =>
      tableOf([{}, action]),
    );
    const sentence = (domain: string) =>
      listOf(
        before,
        after,
        [cart('GET /')],
        pairOf(before, after, HOST, domain),
      )[0].sentence;
    expect(sentence(HOST)).toMatch(/^GET \/: /);
    expect(sentence('*.local')).toMatch(`GET / at ${HOST}: `);
    expect(sentence('*')).toMatch(`GET / at any other host (${HOST}): `);
  });

  it('is one entry for all ports and schemes of what a sidecar does not know', () => {
    const before = table([]);
    const after = table([], { unknownHosts: 'REGISTRY_ONLY' });
    const list = new DifferenceList();
    const asked = [
      request('other.example:9000'),
      request('https://other.example:9000'),
      request('other.example:8081'),
    ];
    asked.forEach((one, index) => {
      const { port, scheme, host } = one;
      const pair: HostPair = {
        entrances: [{ port, scheme, host, domain: '*' }],
      };
      list.add(pair, index, one, simulate(before, one), simulate(after, one));
    });
    expect(list.list()).toEqual([
      expect.objectContaining({
        kind: 'breaks',
        sentence:
          'Connection to port 9000 for any other host (other.example): passed on to the address as it is → connection closed, the address is not known',
        requests: 3,
        host: '*',
        decidedBy: {},
      }),
    ]);
  });
});
