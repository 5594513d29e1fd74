import {
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { callerTls } from './callerTls';
import { effectiveMtls } from './effectiveMtls';
import { cart, inAmbient, own, peers } from './__testUtils__/access';

const sent = (objects: RawObject[], workload = cart, port = 8080) =>
  callerTls(snapshotOf(...objects), workload, port).state;
const taken = (objects: RawObject[], workload = cart, port = 8080) =>
  effectiveMtls(snapshotOf(...objects), workload, port).state;

describe('callerTls', () => {
  it('trap 37: callers go by the namespace, not by a STRICT workload, and are refused', () => {
    const objects = [
      peers('shop/n', 'DISABLE'),
      peers('shop/w', 'STRICT', own),
    ];
    expect(sent(objects)).toBe('plain-text');
    expect(taken(objects)).toBe('strict');
  });

  it('trap 37: a STRICT port changes nothing for them either', () => {
    const objects = [
      peers('istio-system/m', 'DISABLE'),
      peers('shop/w', 'UNSET', {
        ...own,
        portLevelMtls: { 8080: { mode: 'STRICT' } },
      }),
    ];
    expect(sent(objects)).toBe('plain-text');
    expect(taken(objects)).toBe('strict');
    expect(taken(objects, cart, 9090)).toBe('disabled');
  });

  it.each<[string, RawObject[], string]>([
    ['nothing set', [], 'mutual-tls'],
    ['STRICT', [peers('shop/n', 'STRICT')], 'mutual-tls'],
    [
      'the namespace before the mesh',
      [peers('istio-system/m', 'DISABLE'), peers('shop/n', 'PERMISSIVE')],
      'mutual-tls',
    ],
    [
      'UNSET inherits',
      [peers('istio-system/m', 'DISABLE'), peers('shop/n', 'UNSET')],
      'plain-text',
    ],
    [
      'pods that switched it off',
      [peers('shop/w', 'DISABLE', own)],
      'plain-text',
    ],
    [
      'a port that switched it off',
      [
        peers('shop/w', 'STRICT', {
          ...own,
          portLevelMtls: { 8080: { mode: 'DISABLE' } },
        }),
      ],
      'plain-text',
    ],
    [
      'other pods that switched it off',
      [peers('shop/w', 'DISABLE', { selector: { matchLabels: { app: 'x' } } })],
      'mutual-tls',
    ],
  ])('%s', (_, objects, expected) => {
    expect(sent(objects)).toBe(expected);
  });

  it('sends plain text out of the mesh, and mutual TLS to ztunnel whatever is set', () => {
    expect(sent([], { ...cart, dataplane: 'outside' })).toBe('plain-text');
    expect(sent([peers('shop/n', 'DISABLE')], inAmbient)).toBe('mutual-tls');
    expect(taken([peers('shop/n', 'DISABLE')], inAmbient)).toBe('permissive');
  });

  it('knows no policy for single workloads in the root namespace', () => {
    const inRoot = { ...cart, namespace: 'istio-system' };
    const objects = [peers('istio-system/w', 'STRICT', own)];
    expect(taken(objects, inRoot)).toBe('permissive');
    expect(taken([peers('istio-system/m', 'STRICT')], inRoot)).toBe('strict');
  });
});
