import { raw, snapshotOf } from '../../snapshot/__testUtils__/objects';
import {
  istioServers,
  mergeServers,
  proxyPorts,
  type ProxyServer,
} from './gatewayServers';

const proxy = { namespace: 'ingress', labels: { istio: 'edge', app: 'edge' } };

function gateway(id: string, servers: object[], selector: object = {}) {
  return raw('IstioGateway', id, { spec: { selector, servers } });
}

const http = (number: number, hosts: string[], more: object = {}) => ({
  port: { number, name: 'http', protocol: 'HTTP' },
  hosts,
  ...more,
});
const https = (number: number, hosts: string[], tls: object) => ({
  port: { number, name: 'https', protocol: 'HTTPS' },
  hosts,
  tls,
});

function serversOf(...gateways: ReturnType<typeof gateway>[]): ProxyServer[] {
  return istioServers({ snapshot: snapshotOf(...gateways), proxy });
}

describe('istioServers', () => {
  it.each([
    [{}, 1],
    [{ istio: 'edge' }, 1],
    [{ istio: 'edge', app: 'edge' }, 1],
    [{ istio: 'other' }, 0],
    [{ istio: 'edge', zone: 'a' }, 0],
  ])('are those of Gateways that select the proxy by %j', (selector, count) => {
    const found = serversOf(gateway('shop/a', [http(80, ['*'])], selector));
    expect(found).toHaveLength(count);
  });

  it('take hosts with the namespaces that they admit', () => {
    const [{ hosts, gateway: name }] = serversOf(
      gateway('shop/a', [
        http(80, ['a.example', '*/b.example', './c.example', 'team/d.example']),
      ]),
    );
    expect(name).toBe('shop/a');
    expect(hosts).toEqual([
      'a.example',
      'b.example',
      'shop/c.example',
      'team/d.example',
    ]);
  });

  it('admit everything where one entry does', () => {
    const [{ hosts }] = serversOf(
      gateway('shop/a', [http(80, ['team/a.example', '*/*'])]),
    );
    expect(hosts).toEqual(['*']);
  });

  it.each([
    [{ mode: 'SIMPLE' }, { tls: 'terminate' }],
    [{ mode: 'PASSTHROUGH' }, { tls: 'passthrough' }],
    [{ mode: 'AUTO_PASSTHROUGH' }, { tls: 'passthrough' }],
    [{ mode: 'MUTUAL' }, { tls: 'terminate', clientCertificate: 'required' }],
    [
      { mode: 'ISTIO_MUTUAL' },
      { tls: 'terminate', clientCertificate: 'required' },
    ],
    [
      { mode: 'OPTIONAL_MUTUAL' },
      { tls: 'terminate', clientCertificate: 'optional' },
    ],
  ])('read TLS %j', (tls, expected) => {
    const [server] = serversOf(gateway('shop/a', [https(443, ['*'], tls)]));
    expect(server).toMatchObject(expected);
    expect('clientCertificate' in server).toBe('clientCertificate' in expected);
  });

  it.each([
    [{}, 'none'],
    [{ tls: { httpsRedirect: true } }, 'redirect'],
    [{ tls: { httpsRedirect: false } }, 'none'],
    [{ tls: { mode: 'SIMPLE' } }, 'none'],
  ])('do not end TLS on a port of plain HTTP: %j', (more, tls) => {
    const [server] = serversOf(gateway('shop/a', [http(80, ['*'], more)]));
    expect(server.tls).toBe(tls);
  });

  it('come from the oldest Gateway first', () => {
    const older = raw('IstioGateway', 'shop/z', {
      metadata: { creationTimestamp: '2026-01-01T00:00:00Z' },
      spec: { servers: [http(80, ['z.example'])] },
    });
    const younger = raw('IstioGateway', 'shop/a', {
      metadata: { creationTimestamp: '2026-02-01T00:00:00Z' },
      spec: { servers: [http(80, ['a.example'])] },
    });
    expect(
      istioServers({ snapshot: snapshotOf(younger, older), proxy }).map(
        ({ gateway: name }) => name,
      ),
    ).toEqual(['shop/z', 'shop/a']);
  });
});

describe('proxyPorts', () => {
  const service = (ports: object[], selector: object = { istio: 'edge' }) =>
    raw('Service', 'ingress/edge', { spec: { selector, ports } });

  it.each([
    ['the target port', [{ port: 80, targetPort: 8080 }], 80, [8080]],
    ['a target port as text', [{ port: 80, targetPort: '8080' }], 80, [8080]],
    ['the port without a target', [{ port: 80 }], 80, [80]],
    [
      'the port with a named target',
      [{ port: 80, targetPort: 'web' }],
      80,
      [80],
    ],
    ['a port that no Service has', [{ port: 80 }], 9000, [9000]],
  ])('are %s', (_, ports, asked, expected) => {
    const portsOf = proxyPorts(snapshotOf(service(ports)), proxy);
    expect(portsOf(asked)).toEqual(expected);
  });

  it('are those of every Service in front of the proxy', () => {
    const other = raw('Service', 'ingress/internal', {
      spec: {
        selector: { app: 'edge' },
        ports: [{ port: 80, targetPort: 81 }],
      },
    });
    const portsOf = proxyPorts(
      snapshotOf(service([{ port: 80, targetPort: 8080 }]), other),
      proxy,
    );
    expect(portsOf(80)).toEqual([8080, 81]);
  });

  it('ignore Services of other pods and namespaces', () => {
    const foreign = raw('Service', 'shop/edge', {
      spec: {
        selector: { istio: 'edge' },
        ports: [{ port: 80, targetPort: 1 }],
      },
    });
    const portsOf = proxyPorts(
      snapshotOf(
        service([{ port: 80, targetPort: 2 }], { istio: 'other' }),
        foreign,
      ),
      proxy,
    );
    expect(portsOf(80)).toEqual([80]);
  });
});

describe('mergeServers', () => {
  const server = (
    name: string,
    protocol: string,
    hosts: string[],
    more: Partial<ProxyServer> = {},
  ): ProxyServer => ({
    gateway: name,
    port: { number: 443, protocol },
    hosts,
    tls: 'none',
    bind: '',
    ...more,
  });
  const same = (port: number) => [port];
  const names = (servers: ProxyServer[]) =>
    mergeServers(servers, same).map(({ kind, servers: list }) => ({
      kind,
      gateways: list.map(({ gateway: name }) => name),
    }));

  it('lets servers of plain HTTP share a port and hosts', () => {
    expect(
      names([server('a', 'HTTP', ['*']), server('b', 'HTTP', ['*'])]),
    ).toEqual([{ kind: 'http', gateways: ['a', 'b'] }]);
  });

  it('gives a host with TLS to the first server', () => {
    const tls = { tls: 'terminate' as const };
    expect(
      names([
        server('a', 'HTTPS', ['a.example'], tls),
        server('b', 'HTTPS', ['a.example', 'b.example'], tls),
        server('c', 'HTTPS', ['c.example'], tls),
      ]),
    ).toEqual([{ kind: 'tls', gateways: ['a', 'c'] }]);
  });

  it('tells hosts of other addresses apart', () => {
    const tls = { tls: 'terminate' as const };
    expect(
      names([
        server('a', 'HTTPS', ['a.example'], tls),
        server('b', 'HTTPS', ['a.example'], { ...tls, bind: '10.0.0.1' }),
      ]),
    ).toEqual([{ kind: 'tls', gateways: ['a', 'b'] }]);
  });

  it('gives a port to the first kind that takes it', () => {
    expect(
      names([
        server('a', 'HTTP', ['*']),
        server('b', 'HTTPS', ['b.example'], { tls: 'terminate' }),
        server('c', 'TCP', ['*']),
      ]),
    ).toEqual([{ kind: 'http', gateways: ['a'] }]);
  });

  it('has one server of bytes on a port', () => {
    expect(
      names([server('a', 'TCP', ['*']), server('b', 'TCP', ['*'])]),
    ).toEqual([{ kind: 'tcp', gateways: ['a'] }]);
  });

  it('serves each port that the number stands for', () => {
    const merged = mergeServers([server('a', 'HTTP', ['*'])], () => [1, 2]);
    expect(merged.map(({ port }) => port)).toEqual([1, 2]);
  });
});
