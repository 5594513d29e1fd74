import { raw, snapshotOf, virtualService } from '../__testUtils__/objects';
import { admittedHosts, gatewayNamesOf } from './gatewaysOf';

describe('gatewayNamesOf', () => {
  it.each([
    [undefined, []],
    [['mesh'], []],
    [['own'], ['shop/own']],
    [['./own', 'own'], ['shop/own']],
    [['edge/public', 'mesh'], ['edge/public']],
    [['public.edge.svc.cluster.local'], ['edge/public']],
  ])('%j is %j', (gateways, names) => {
    const [object] = snapshotOf(virtualService('shop/a', { gateways })).list(
      'VirtualService',
    );
    expect(gatewayNamesOf(object)).toEqual(names);
  });
});

describe('admittedHosts', () => {
  const [gateway] = snapshotOf(raw('IstioGateway', 'edge/public')).list(
    'IstioGateway',
  );
  const hosts = ['a.example.com', 'b.example.com', '*.c.example.com'];

  it.each<[string[], string, string[]]>([
    [[], 'shop', []],
    [['*'], 'shop', hosts],
    [['*.example.com'], 'shop', hosts],
    [['a.example.com'], 'shop', ['a.example.com']],
    [['shop/a.example.com'], 'shop', ['a.example.com']],
    [['shop/a.example.com'], 'web', []],
    [['./*'], 'shop', []],
    [['./*'], 'edge', hosts],
    [['*/b.example.com'], 'web', ['b.example.com']],
    [['x.c.example.com'], 'shop', ['*.c.example.com']],
    [['web/*', 'shop/b.example.com'], 'shop', ['b.example.com']],
  ])('servers with %j admit for %s: %j', (server, namespace, admitted) => {
    expect(admittedHosts(gateway, server, namespace, hosts)).toEqual(admitted);
  });
});
