import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { compile } from './compile';
import type { RouteCaller } from './CompileOptions';

const web: RouteCaller = {
  kind: 'sidecar',
  namespace: 'shop',
  labels: { app: 'web' },
};

const service = (name: string, ports: object[], more: object = {}) =>
  raw('Service', `shop/${name}`, {
    spec: { clusterIP: '10.0.0.7', selector: { app: name }, ports, ...more },
  });

const db = service('db', [{ name: 'tcp-sql', port: 5432, protocol: 'TCP' }]);
const vault = service('vault', [{ name: 'tls', port: 8443, protocol: 'TCP' }]);
const other = service('other', [{ name: 'tcp', port: 1, protocol: 'TCP' }]);

const virtualService = (host: string, spec: object) =>
  raw('VirtualService', `shop/${host}`, { spec: { hosts: [host], ...spec } });

const to = (host: string, more: object = {}) => ({
  destination: { host, ...more },
});

/** The chains of the caller for a service, with where each goes. */
function chainsOf(port: number, objects: RawObject[], caller = web) {
  return compile(snapshotOf(db, vault, other, ...objects), caller)
    .listeners.filter(listener => listener.port === port)
    .flatMap(({ chains }) => chains)
    .filter(({ destinations }) => destinations)
    .map(({ serverNames = [], destinations = [] }) => ({
      serverNames,
      to: destinations.map(
        ({ host, weight }) => `${host.split('.')[0]} ${weight}`,
      ),
    }));
}

const tcp = (...rules: object[]) => virtualService('db', { tcp: rules });
const tls = (...rules: object[]) => virtualService('vault', { tls: rules });
const targets = (objects: RawObject[], caller?: RouteCaller) =>
  chainsOf(5432, objects, caller)[0]?.to;

describe('rules for connections of bytes', () => {
  it('go to the service where there is no rule', () => {
    expect(targets([])).toEqual(['db 100']);
  });

  it('send everything to the only destination, whatever its weight', () => {
    expect(targets([tcp({ route: [{ ...to('other'), weight: 5 }] })])).toEqual([
      'other 100',
    ]);
  });

  it('split by weight, and leave out what has none', () => {
    const route = [
      { ...to('db'), weight: 80 },
      { ...to('other'), weight: 20 },
      to('vault'),
    ];
    expect(targets([tcp({ route })])).toEqual(['db 80', 'other 20']);
  });

  it.each([
    ['the port', { port: 5432 }, true],
    ['another port', { port: 1 }, false],
    ['the labels', { sourceLabels: { app: 'web' } }, true],
    ['other labels', { sourceLabels: { app: 'api' } }, false],
    ['the namespace', { sourceNamespace: 'shop' }, true],
    ['another namespace', { sourceNamespace: 'web' }, false],
    ['the mesh', { gateways: ['mesh'] }, true],
    ['a gateway', { gateways: ['edge/public'] }, false],
    [
      'two things of which one does not hold',
      { port: 5432, sourceNamespace: 'web' },
      false,
    ],
  ])('hold for %s', (_, match, holds) => {
    expect(targets([tcp({ match: [match], route: [to('other')] })])).toEqual([
      holds ? 'other 100' : 'db 100',
    ]);
  });

  it('hold where any of their conditions does', () => {
    const match = [{ port: 1 }, { port: 5432 }];
    expect(targets([tcp({ match, route: [to('other')] })])).toEqual([
      'other 100',
    ]);
  });

  it('end at the first that takes every connection', () => {
    expect(
      targets([tcp({ route: [to('other')] }, { route: [to('vault')] })]),
    ).toEqual(['other 100']);
  });
});

describe('rules for TLS by its name', () => {
  const rule = (sniHosts: string[], host: string, more: object = {}) => ({
    match: [{ sniHosts, ...more }],
    route: [to(host)],
  });
  const byName = (...rules: object[]) =>
    Object.fromEntries(
      chainsOf(8443, [tls(...rules)]).map(chain => [
        chain.serverNames.join(),
        chain.to,
      ]),
    );

  it('take connections with their names', () => {
    expect(
      byName(rule(['vault'], 'other'), rule(['Vault.shop'], 'db')),
    ).toMatchObject({
      vault: ['other 100'],
      'vault.shop': ['db 100'],
    });
  });

  it('count once where the same names come again', () => {
    expect(
      byName(rule(['vault'], 'other'), rule(['vault'], 'db')),
    ).toMatchObject({ vault: ['other 100'] });
  });

  it.each([
    ['another port', { port: 1 }],
    ['other labels', { sourceLabels: { app: 'api' } }],
    ['a gateway', { gateways: ['edge/public'] }],
  ])('do not hold for %s', (_, more) => {
    expect(byName(rule(['vault'], 'other', more))).not.toHaveProperty('vault');
  });
});
