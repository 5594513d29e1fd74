import { aState } from '../__testUtils__/smallWorld';
import { freshnessOf, canaryKinds, routingKinds } from './freshnessOf';

const NOW = Date.parse('2026-11-25T10:00:00Z');

describe('freshnessOf', () => {
  const states = [
    aState('VirtualService', 'stale'),
    aState('Canary'),
    aState('Event', 'forbidden', { namespace: 'shop', id: 'shop' }),
    aState('Event', 'live', { namespace: 'payments', id: 'payments' }),
    aState('Canary', 'live', { cluster: 'eu', id: 'eu' }),
    aState('GatewayClass', 'not-installed'),
    aState('Canary', 'unavailable', { kind: undefined, id: 'cluster' }),
    aState('Canary', 'unavailable', {
      kind: undefined,
      cluster: undefined,
      id: 'plugin',
    }),
  ];
  const read = (namespaces?: ReadonlySet<string>) =>
    freshnessOf(
      states,
      {
        clusters: ['sandbox'],
        kinds: canaryKinds,
        ...(namespaces && { namespaces }),
      },
      NOW,
    );

  it('has the sources behind the answer, and no namespace of others', () => {
    const { observedAt, sources } = read(new Set(['shop']));
    expect(observedAt).toBe('2026-11-25T10:00:00.000Z');
    expect(sources).toEqual([
      states[0],
      states[1],
      states[2],
      states[6],
      states[7],
    ]);
  });

  it('names no namespace while none is known', () => {
    expect(read().sources.map(({ namespace }) => namespace)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('counts the Gateway API for routes, not for releases', () => {
    expect(routingKinds.has('GRPCRoute')).toBe(true);
    expect(canaryKinds.has('GRPCRoute')).toBe(false);
  });
});
