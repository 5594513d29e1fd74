import { raw, snapshotOf } from '../../snapshot/__testUtils__/objects';
import { effectiveMtls } from './effectiveMtls';
import type { AccessWorkload, MtlsMode } from './model';

const cart: AccessWorkload = {
  namespace: 'shop',
  labels: { app: 'cart' },
  dataplane: 'sidecar',
};
const policy = (
  id: string,
  mode: string,
  spec: Record<string, unknown> = {},
  created = '2025-01-01T00:00:00Z',
) =>
  raw('PeerAuthentication', id, {
    metadata: { creationTimestamp: created },
    spec: { mtls: { mode }, ...spec },
  });
const own = { selector: { matchLabels: { app: 'cart' } } };
const mesh = policy('istio-system/m', 'STRICT');

describe('effectiveMtls', () => {
  it.each<[string, ReturnType<typeof raw>[], MtlsMode['state'], string]>([
    ['nothing set', [], 'permissive', 'no PeerAuthentication'],
    ['the mesh', [mesh], 'strict', 'the mesh'],
    [
      'the namespace before the mesh',
      [mesh, policy('shop/n', 'DISABLE')],
      'disabled',
      'namespace shop',
    ],
    ['UNSET inherits', [mesh, policy('shop/n', 'UNSET')], 'strict', 'the mesh'],
    [
      'the workload before the namespace',
      [policy('shop/n', 'DISABLE'), policy('shop/w', 'STRICT', own)],
      'strict',
      'the workload',
    ],
    [
      'the port before the workload',
      [
        policy('shop/w', 'STRICT', {
          ...own,
          portLevelMtls: { 8080: { mode: 'DISABLE' } },
        }),
      ],
      'disabled',
      'port 8080',
    ],
    [
      'ports of a policy without selector do not count',
      [
        policy('shop/n', 'STRICT', {
          portLevelMtls: { 8080: { mode: 'DISABLE' } },
        }),
      ],
      'strict',
      'namespace shop',
    ],
    [
      'the oldest of several',
      [
        policy('shop/a', 'STRICT', {}, '2025-02-01T00:00:00Z'),
        policy('shop/b', 'DISABLE'),
      ],
      'disabled',
      'namespace shop',
    ],
    ['another namespace', [policy('zoo/z', 'STRICT')], 'permissive', 'no Peer'],
  ])('%s', (_, objects, state, reason) => {
    const verdict = effectiveMtls(snapshotOf(...objects), cart, 8080);
    expect(verdict.state).toBe(state);
    expect(verdict.reason).toContain(reason);
  });

  it('asks nothing of pods outside the mesh', () => {
    expect(
      effectiveMtls(snapshotOf(mesh), { ...cart, dataplane: 'outside' }).state,
    ).toBe('outside-mesh');
  });
});
