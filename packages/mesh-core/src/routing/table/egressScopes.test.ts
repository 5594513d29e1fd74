import {
  raw,
  service,
  snapshotOf,
  virtualService,
} from '../../snapshot/__testUtils__/objects';
import { compile } from './compile';
import { scopeOfPort, type EgressScope } from './egressScopes';

const scope = (port?: number): EgressScope => ({
  ...(port === undefined ? {} : { port }),
  services: [],
  routes: [],
});

describe('scopeOfPort', () => {
  const open = scope();
  const bound = scope(8080);

  it.each([
    ['the listener of the port', [open, bound], 8080, bound],
    ['the one without port for others', [bound, open], 9000, open],
    ['none where each has another port', [bound], 9000, undefined],
    ['the first without port', [open, scope()], 9000, open],
    ['none of none', [], 80, undefined],
  ])('is %s', (_, scopes, port, expected) => {
    expect(scopeOfPort(scopes, port)).toBe(expected);
  });
});

describe('what the egress of a Sidecar lets a proxy know', () => {
  const mesh = [
    service('shop/cart'),
    service('shop/user'),
    service('payments/vault'),
    virtualService('shop/cart', { hosts: ['cart'] }),
    virtualService('payments/vault', { hosts: ['vault'] }),
  ];

  /** Names of the services that a proxy of `shop` has virtual hosts for on port 8080. */
  function known(...egress: object[]): string[] {
    const table = compile(
      snapshotOf(
        ...mesh,
        raw('Sidecar', 'shop/default', {
          spec: egress.length > 0 ? { egress } : {},
        }),
      ),
      { kind: 'sidecar', namespace: 'shop', labels: {} },
    );
    const names = table.listeners
      .filter(({ port }) => port === 8080)
      .flatMap(({ chains }) => chains)
      .flatMap(({ virtualHosts = [] }) => virtualHosts)
      .flatMap(({ domains }) => domains)
      .filter(domain => domain.endsWith('.svc.cluster.local'))
      .map(domain => domain.split('.').slice(0, 2).join('.'));
    return [...new Set(names)].sort();
  }

  it.each<[string, object[], string[]]>([
    ['all of it', [], ['cart.shop', 'user.shop', 'vault.payments']],
    [
      'everything by a star',
      [{ hosts: ['*/*'] }],
      ['cart.shop', 'user.shop', 'vault.payments'],
    ],
    ['its namespace', [{ hosts: ['./*'] }], ['cart.shop', 'user.shop']],
    ['one namespace', [{ hosts: ['payments/*'] }], ['vault.payments']],
    ['one host', [{ hosts: ['./cart.shop.svc.cluster.local'] }], ['cart.shop']],
    ['nothing', [{ hosts: ['~/*'] }], []],
    [
      'what a listener of another port does not take away',
      [
        { port: { number: 9000, protocol: 'HTTP' }, hosts: ['payments/*'] },
        { hosts: ['./*'] },
      ],
      ['cart.shop', 'user.shop'],
    ],
    [
      'only the part of the listener with its port',
      [
        { port: { number: 8080, protocol: 'HTTP' }, hosts: ['payments/*'] },
        { hosts: ['./*'] },
      ],
      ['vault.payments'],
    ],
  ])('is %s', (_, egress, expected) => {
    expect(known(...egress)).toEqual(expected);
  });
});
