import type { Subset, TrafficPolicy } from '../../resources';
import { balancerOf } from './blockVerdicts';
import { mergeLevels } from './mergeLevels';

const top: TrafficPolicy = {
  loadBalancer: { simple: 'RANDOM' },
  connectionPool: { tcp: { maxConnections: 1 } },
  outlierDetection: { consecutive5xxErrors: 1 },
  tls: { mode: 'ISTIO_MUTUAL' },
};

const atPort = (policy: TrafficPolicy = {}): TrafficPolicy => ({
  ...policy,
  portLevelSettings: [
    { port: { number: 80 }, connectionPool: { tcp: { maxConnections: 8 } } },
  ],
});

const subset = (trafficPolicy?: TrafficPolicy): Subset => ({
  name: 'v1',
  ...(trafficPolicy ? { trafficPolicy } : {}),
});

/** The level that each block is from. */
const levels = (...args: Parameters<typeof mergeLevels>) => {
  const blocks = mergeLevels(...args);
  return [
    blocks.loadBalancer.level,
    blocks.connectionPool.level,
    blocks.outlierDetection.level,
    blocks.tls.level,
  ].join(' ');
};

describe('mergeLevels', () => {
  it.each([
    ['nothing', undefined, undefined, 'default default default default'],
    ['a rule without policy', {}, undefined, 'default default default default'],
    ['the whole rule', top, undefined, 'top top top top'],
    [
      'a part of it',
      { tls: { mode: 'DISABLE' as const } },
      undefined,
      'default default default top',
    ],
    ['a subset that adds nothing', top, subset(), 'top top top top'],
    [
      'a subset, block by block',
      top,
      subset({ loadBalancer: { simple: 'ROUND_ROBIN' } }),
      'subset top top top',
    ],
    [
      'settings of the port, which replace all of the rule',
      atPort(top),
      undefined,
      'default port default default',
    ],
    [
      'a subset on top of settings of the port',
      atPort(top),
      subset({ tls: { mode: 'SIMPLE' } }),
      'default port default subset',
    ],
    [
      'settings of the port in the subset, which replace all below',
      atPort(top),
      subset(atPort({ tls: { mode: 'SIMPLE' } })),
      'default subset-port default default',
    ],
  ])('takes %s', (_, policy, part, expected) => {
    expect(levels(policy, part, 80)).toBe(expected);
  });

  it('does not look at settings of other ports', () => {
    expect(levels(atPort(top), undefined, 8080)).toBe('top top top top');
    expect(levels(top, subset(atPort()), 8080)).toBe('top top top top');
  });

  it('has the values of the level that it names', () => {
    const blocks = mergeLevels(
      top,
      subset({ outlierDetection: { consecutive5xxErrors: 9 } }),
      80,
    );
    expect(blocks.outlierDetection.value?.consecutive5xxErrors).toBe(9);
    expect(blocks.connectionPool.value).toEqual(top.connectionPool);
  });
});

describe('balancerOf', () => {
  const blocks = (loadBalancer: TrafficPolicy['loadBalancer']) =>
    mergeLevels({ loadBalancer }, undefined, 80);

  it.each<[TrafficPolicy['loadBalancer'], string]>([
    [undefined, 'LEAST_REQUEST'],
    [{}, 'LEAST_REQUEST'],
    [{ simple: 'UNSPECIFIED' }, 'LEAST_REQUEST'],
    [{ simple: 'LEAST_CONN' }, 'LEAST_REQUEST'],
    [{ simple: 'LEAST_REQUEST' }, 'LEAST_REQUEST'],
    [{ simple: 'ROUND_ROBIN' }, 'ROUND_ROBIN'],
    [{ simple: 'RANDOM' }, 'RANDOM'],
    [{ simple: 'PASSTHROUGH' }, 'CLUSTER_PROVIDED'],
    [{ consistentHash: { httpHeaderName: 'x-user' } }, 'RING_HASH'],
    [
      { consistentHash: { useSourceIp: true, maglev: { tableSize: 7 } } },
      'MAGLEV',
    ],
  ])('of %j is %s', (loadBalancer, expected) => {
    expect(balancerOf(blocks(loadBalancer), false)).toBe(expected);
  });

  it('chooses nothing where the client has the address itself', () => {
    expect(balancerOf(blocks({ simple: 'RANDOM' }), true)).toBe(
      'CLUSTER_PROVIDED',
    );
  });
});
