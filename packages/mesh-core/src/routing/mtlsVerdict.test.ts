import {
  deployment,
  raw,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import type { MtlsVerdict } from './model';
import {
  cart,
  cartContext,
  cartQuery,
  modelOf,
  pod,
} from './__testUtils__/routing';
import { mtlsVerdict } from './mtlsVerdict';

const policy = (
  id: string,
  mode: string | undefined,
  rest: {
    app?: string;
    labels?: Record<string, string>;
    ports?: Record<string, object>;
    created?: string;
  } = {},
) =>
  raw('PeerAuthentication', id, {
    metadata: { creationTimestamp: rest.created },
    spec: {
      ...(mode === undefined ? {} : { mtls: { mode } }),
      ...(rest.app || rest.labels
        ? { selector: { matchLabels: rest.labels ?? { app: rest.app } } }
        : {}),
      ...(rest.ports ? { portLevelMtls: rest.ports } : {}),
    },
  });

const verdictOf = (...objects: RawObject[]): MtlsVerdict =>
  mtlsVerdict(cartContext(...objects));

const root = (mode: string, created?: string) =>
  policy('istio-system/default', mode, { created });

describe('mtlsVerdict', () => {
  it.each<[string, RawObject[], MtlsVerdict['state'], RegExp]>([
    [
      'nothing set',
      [],
      'permissive',
      /^PERMISSIVE, as no PeerAuthentication sets a mode\.$/,
    ],
    ['the mesh', [root('STRICT')], 'strict', /^STRICT, set for the mesh\.$/],
    [
      'the namespace over the mesh',
      [root('STRICT'), policy('shop/a', 'PERMISSIVE')],
      'permissive',
      /set for namespace shop/,
    ],
    [
      'the workload over the namespace',
      [
        root('STRICT'),
        policy('shop/a', 'PERMISSIVE'),
        policy('shop/b', 'DISABLE', { app: 'cart' }),
      ],
      'disabled',
      /set for the workload/,
    ],
    [
      'UNSET inherits',
      [
        root('STRICT'),
        policy('shop/a', 'UNSET'),
        policy('shop/b', undefined, { app: 'cart' }),
      ],
      'strict',
      /set for the mesh/,
    ],
    [
      'other namespaces and workloads do not count',
      [policy('web/a', 'STRICT'), policy('shop/b', 'STRICT', { app: 'x' })],
      'permissive',
      /no PeerAuthentication/,
    ],
    [
      'a selector in the root namespace does not count elsewhere',
      [policy('istio-system/a', 'STRICT', { app: 'cart' })],
      'permissive',
      /no PeerAuthentication/,
    ],
    [
      'the oldest of several',
      [
        policy('shop/a', 'PERMISSIVE', { created: '2026-02-01T00:00:00Z' }),
        policy('shop/b', 'STRICT', { created: '2026-01-01T00:00:00Z' }),
      ],
      'strict',
      /STRICT/,
    ],
    [
      'the oldest of several for the workload',
      [
        policy('shop/a', 'STRICT', {
          app: 'cart',
          created: '2026-02-01T00:00:00Z',
        }),
        policy('shop/b', 'DISABLE', {
          app: 'cart',
          created: '2026-01-01T00:00:00Z',
        }),
      ],
      'disabled',
      /DISABLE/,
    ],
    [
      'a port of its own',
      [
        root('STRICT'),
        policy('shop/b', 'UNSET', {
          app: 'cart',
          ports: { 8080: { mode: 'PERMISSIVE' }, 9090: { mode: 'STRICT' } },
        }),
      ],
      'mixed',
      /^STRICT, set for the mesh, but port 8080 is PERMISSIVE\.$/,
    ],
    [
      'a port that agrees',
      [
        policy('shop/b', 'STRICT', {
          app: 'cart',
          ports: { 8080: { mode: 'STRICT' }, 1: {} },
        }),
      ],
      'strict',
      /set for the workload\.$/,
    ],
    [
      'ports without a selector, which have no effect',
      [
        policy('shop/b', 'STRICT', {
          ports: { 8080: { mode: 'DISABLE' } },
        }),
      ],
      'strict',
      /set for namespace shop\.$/,
    ],
  ])('%s', (_, objects, state, reason) => {
    const verdict = verdictOf(...objects);
    expect(verdict.state).toBe(state);
    expect(verdict.reason).toMatch(reason);
    const decided = !/no PeerAuthentication/.test(verdict.reason);
    expect(verdict.evidence[0]?.ref?.kind).toBe(
      decided ? 'PeerAuthentication' : undefined,
    );
  });

  it('is mixed where versions differ, and says for each', () => {
    const verdict = verdictOf(
      root('STRICT'),
      policy('shop/v2', 'DISABLE', {
        labels: { app: 'cart', version: 'v2' },
      }),
    );
    expect(verdict.state).toBe('mixed');
    expect(verdict.reason).toBe(
      'cart: STRICT, set for the mesh. cart-v2: DISABLE, set for the workload.',
    );
  });

  it('is unknown where nothing could be read', () => {
    expect(modelOf(cartQuery, []).mtls.state).toBe('unknown');
    expect(
      modelOf(cartQuery, cart, { notRead: ['PeerAuthentication'] }).mtls,
    ).toMatchObject({
      state: 'unknown',
      reason: 'The PeerAuthentications were not read.',
    });
  });

  describe('outside of the mesh', () => {
    const workload = (podLabels: Record<string, string> = {}) =>
      deployment('shop/cart', {
        labels: { 'backstage.io/kubernetes-id': 'cart' },
        podLabels,
      });
    const namespace = (labels: Record<string, string>) =>
      raw('Namespace', 'shop', { metadata: { labels } });
    const stateOf = (...objects: RawObject[]) =>
      modelOf(cartQuery, objects).mtls.state;

    it.each<[string, RawObject[], MtlsVerdict['state']]>([
      [
        'pods without a sidecar',
        [
          workload(),
          namespace({ 'istio-injection': 'enabled' }),
          pod('shop/a', { app: 'cart' }, { sidecar: 'none' }),
        ],
        'outside-mesh',
      ],
      [
        'pods with a sidecar',
        [workload(), pod('shop/a', { app: 'cart' })],
        'permissive',
      ],
      [
        'pods with a native sidecar',
        [
          workload(),
          pod('shop/a', { app: 'cart' }, { sidecar: 'initContainer' }),
        ],
        'permissive',
      ],
      [
        'no pods, namespace injected',
        [workload(), namespace({ 'istio-injection': 'enabled' })],
        'permissive',
      ],
      [
        'no pods, namespace of a revision',
        [workload(), namespace({ 'istio.io/rev': 'stable' })],
        'permissive',
      ],
      [
        'no pods, workload opted out',
        [
          workload({ 'sidecar.istio.io/inject': 'false' }),
          namespace({ 'istio-injection': 'enabled' }),
        ],
        'outside-mesh',
      ],
      [
        'no pods, workload opted in',
        [workload({ 'sidecar.istio.io/inject': 'true' }), namespace({})],
        'permissive',
      ],
      ['no pods, nothing said', [workload(), namespace({})], 'outside-mesh'],
      ['no pods, namespace unknown', [workload()], 'outside-mesh'],
      [
        'an ambient namespace',
        [
          workload(),
          namespace({ 'istio.io/dataplane-mode': 'ambient' }),
          pod('shop/a', { app: 'cart' }, { sidecar: 'none' }),
        ],
        'permissive',
      ],
      [
        'an ambient namespace with DISABLE, which ztunnel does not know',
        [
          workload(),
          namespace({ 'istio.io/dataplane-mode': 'ambient' }),
          policy('shop/off', 'DISABLE'),
        ],
        'permissive',
      ],
      [
        'a workload that left the ambient namespace',
        [
          workload({ 'istio.io/dataplane-mode': 'none' }),
          namespace({ 'istio.io/dataplane-mode': 'ambient' }),
        ],
        'outside-mesh',
      ],
    ])('%s', (_, objects, state) => {
      expect(stateOf(...objects)).toBe(state);
    });
  });
});
