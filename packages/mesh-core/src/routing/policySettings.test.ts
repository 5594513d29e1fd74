import type { Subset, TrafficPolicy } from '../resources';
import { policySettings } from './policySettings';

const lines = (policy?: TrafficPolicy, subsets: Subset[] = []): string[] =>
  policySettings(policy, subsets).map(
    ({ area, level, text }) => `${area} | ${level} | ${text}`,
  );

describe('policySettings', () => {
  it.each<[TrafficPolicy, string[]]>([
    [{}, []],
    [{ loadBalancer: {} }, []],
    [{ connectionPool: { http: {} } }, []],
    [
      { loadBalancer: { simple: 'LEAST_REQUEST' } },
      ['loadBalancer | top | Balancing: LEAST_REQUEST'],
    ],
    [
      { loadBalancer: { consistentHash: { httpCookie: { name: 'user' } } } },
      ['loadBalancer | top | Balancing: consistent hash by cookie user'],
    ],
    [
      {
        loadBalancer: {
          consistentHash: { httpQueryParameterName: 'q', useSourceIp: true },
        },
      },
      [
        'loadBalancer | top | Balancing: consistent hash by query parameter q, by source address',
      ],
    ],
    [
      { loadBalancer: { simple: 'RANDOM', warmupDurationSecs: '45s' } },
      ['loadBalancer | top | Balancing: RANDOM, warm-up 45s'],
    ],
    [
      { loadBalancer: { localityLbSetting: { enabled: false } } },
      ['locality | top | Locality: off'],
    ],
    [
      {
        loadBalancer: {
          localityLbSetting: { distribute: [{ from: 'a', to: { b: 100 } }] },
        },
      },
      ['locality | top | Locality: distributes by locality'],
    ],
    [
      {
        loadBalancer: {
          localityLbSetting: { failoverPriority: ['region', 'zone'] },
          zoneAwareLbSetting: { enabled: true },
        },
      },
      [
        'locality | top | Locality: failover in the order of region, zone, zone-aware on',
      ],
    ],
    [
      {
        connectionPool: {
          tcp: {
            maxConnections: 1,
            connectTimeout: '2s',
            idleTimeout: '3s',
            maxConnectionDuration: '4s',
          },
        },
      },
      [
        'connectionPool | top | Pool: 1 connections, connect within 2s, idle connections closed after 3s, connections closed after 4s',
      ],
    ],
    [
      {
        connectionPool: {
          http: { h2UpgradePolicy: 'UPGRADE', idleTimeout: '5s' },
        },
      },
      ['connectionPool | top | Pool: idle after 5s, HTTP/2: UPGRADE'],
    ],
    [
      {
        outlierDetection: {
          consecutiveGatewayErrors: 3,
          consecutiveLocalOriginFailures: 2,
          minHealthPercent: 50,
        },
      },
      [
        'outlierDetection | top | Ejection: after 3 gateway errors, after 2 local failures, while 50 % are healthy',
      ],
    ],
    [
      { outlierDetection: { consecutiveErrors: 7 } },
      ['outlierDetection | top | Ejection: after 7 gateway errors'],
    ],
    [
      { outlierDetection: { consecutive5xxErrors: 0 } },
      ['outlierDetection | top | Ejection: after 0 × 5xx'],
    ],
    [{ tls: {} }, ['tls | top | TLS: DISABLE']],
    [
      { tls: { mode: 'SIMPLE', insecureSkipVerify: false } },
      ['tls | top | TLS: SIMPLE'],
    ],
  ])('%j', (policy, expected) => {
    expect(lines(policy)).toEqual(expected);
  });

  it('has nothing without a policy', () => {
    expect(lines()).toEqual([]);
    expect(lines(undefined, [{ name: 'v1' }])).toEqual([]);
  });

  it('never shows a key or certificate', () => {
    const policy: TrafficPolicy = {
      tls: {
        mode: 'MUTUAL',
        privateKey: '/etc/secret.pem',
        clientCertificate: '/etc/secret.crt',
        credentialName: 'secret-name',
      },
    };
    expect(lines(policy)).toEqual(['tls | top | TLS: MUTUAL']);
  });
});
