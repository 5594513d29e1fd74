import type { KindName } from '../resources';
import { hostsOf } from './hostsOf';
import { raw, snapshotOf } from './__testUtils__/objects';

function hosts(kind: KindName, rest: Record<string, unknown>): string[] {
  const id = kind === 'Namespace' ? 'shop' : 'shop/object';
  const [object] = snapshotOf(raw(kind, id, rest)).list(kind);
  return hostsOf(kind, object);
}

const to = (host: string) => ({ destination: { host } });
const server = (...names: string[]) => ({
  hosts: names,
  port: { number: 80, name: 'http', protocol: 'HTTP' },
});
const own = (name: string) => `${name}.shop.svc.cluster.local`;

describe('hostsOf', () => {
  it.each<[string, KindName, Record<string, unknown>, string[]]>([
    ['nothing', 'VirtualService', {}, []],
    [
      'hosts and destinations of all protocols',
      'VirtualService',
      {
        hosts: ['a', 'Shop.Example.com', '*.example.org'],
        http: [{ route: [to('b'), to('c.web.svc.cluster.local')] }],
        tls: [{ match: [{ sniHosts: ['x'] }], route: [to('d')] }],
        tcp: [{ route: [to('e')] }, {}],
      },
      [
        own('a'),
        'shop.example.com',
        '*.example.org',
        own('b'),
        'c.web.svc.cluster.local',
        own('d'),
        own('e'),
      ],
    ],
    [
      'mirrors',
      'VirtualService',
      {
        http: [
          { mirror: { host: 'a' } },
          { mirrors: [to('b'), to('c')] },
          { delegate: { name: 'd' } },
          { redirect: { authority: 'e' } },
        ],
      },
      [own('a'), own('b'), own('c')],
    ],
    [
      'each host once',
      'VirtualService',
      { hosts: ['a', own('a')], http: [{ route: [to('a'), to('A')] }] },
      [own('a')],
    ],
    ['a policy', 'DestinationRule', { host: 'a' }, [own('a')]],
    ['a policy without a host', 'DestinationRule', {}, []],
    [
      'external hosts',
      'ServiceEntry',
      { hosts: ['api.mail.example', '*.sms.example'] },
      ['api.mail.example', '*.sms.example'],
    ],
    [
      'hosts of servers, without their namespaces',
      'IstioGateway',
      {
        servers: [server('shop/a.example.com', '*'), server('./b.example.com')],
      },
      ['a.example.com', '*', 'b.example.com'],
    ],
    [
      'hosts of listeners, all where none is given',
      'GatewayApiGateway',
      {
        listeners: [
          { name: 'a', port: 80, protocol: 'HTTP', hostname: 'a.example.com' },
          { name: 'b', port: 81, protocol: 'HTTP' },
        ],
      },
      ['a.example.com', '*'],
    ],
    [
      'hosts that a Sidecar knows',
      'Sidecar',
      { egress: [{ hosts: ['./*', 'web/api.example.com'] }] },
      ['*', 'api.example.com'],
    ],
    [
      'names, parents and backends of a route',
      'HTTPRoute',
      {
        hostnames: ['a.example.com'],
        parentRefs: [
          { name: 'edge' },
          { kind: 'Service', group: '', name: 'a' },
          { kind: 'Service', group: '', name: 'b', namespace: 'web' },
        ],
        rules: [{ backendRefs: [{ name: 'c' }] }],
      },
      ['a.example.com', own('a'), 'b.web.svc.cluster.local', own('c')],
    ],
    [
      'mirrors of rules and of backends of a route',
      'HTTPRoute',
      {
        rules: [
          {
            filters: [
              {
                type: 'RequestMirror',
                requestMirror: { backendRef: { name: 'm' } },
              },
            ],
            backendRefs: [
              {
                name: 'a',
                filters: [
                  {
                    type: 'RequestMirror',
                    requestMirror: { backendRef: { name: 'n' } },
                  },
                ],
              },
            ],
          },
        ],
      },
      [own('a'), own('m'), own('n')],
    ],
    [
      'a host that is no Service',
      'GRPCRoute',
      { rules: [{ backendRefs: [{ kind: 'Hostname', name: 'API.example' }] }] },
      ['api.example'],
    ],
    [
      'what Flagger makes',
      'Canary',
      { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' } },
      [own('a'), own('a-primary'), own('a-canary')],
    ],
    ['a Canary without a target', 'Canary', {}, []],
    ['a Service', 'Service', {}, [own('object')]],
    ['kinds without hosts', 'PeerAuthentication', {}, []],
  ])('of %s', (_, kind, spec, expected) => {
    expect(hosts(kind, { spec })).toEqual(expected);
  });

  it('has none for kinds of Kubernetes', () => {
    expect(hosts('Namespace', {})).toEqual([]);
    expect(hosts('ConfigMap', { data: { mesh: 'rootNamespace: x' } })).toEqual(
      [],
    );
  });
});
