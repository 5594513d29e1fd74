import {
  deployment,
  raw,
  service,
  underFlagger,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import type { RoutingModel } from './model';
import { shopScope, shopSnapshot } from './__testUtils__/shop';
import { routingModel } from './routingModel';
import { cartModel, modelOf } from './__testUtils__/routing';

const policy = (id: string, spec: Record<string, unknown> = {}) =>
  raw('AuthorizationPolicy', id, { spec });
const fromWeb = { rules: [{ from: [{ source: { namespaces: ['web'] } }] }] };
const strict = raw('PeerAuthentication', 'istio-system/m', {
  spec: { mtls: { mode: 'STRICT' } },
});
const injected = raw('Namespace', 'shop', {
  metadata: { labels: { 'istio-injection': 'enabled' } },
});

/** Names of workloads and what is said of them. */
const saidOf = ({ access = [] }: RoutingModel) =>
  access.map(({ workloads, at, callers }) => [
    workloads.map(({ ref, role }) => `${ref.name} ${role}`).join(', '),
    at.kind,
    callers.sentence,
  ]);

describe('access in the routing model', () => {
  it('says once what holds for all workloads', () => {
    expect(saidOf(cartModel(strict))).toEqual([
      ['cart target, cart-v2 target', 'pods', 'Anyone in the mesh may call.'],
    ]);
  });

  it('tells the primary from the canary, with the finding', () => {
    const model = modelOf(
      {
        entityRef: 'component:default/checkout',
        kubernetesId: 'checkout',
        problems: [],
      },
      [
        ...underFlagger('shop/checkout'),
        injected,
        strict,
        policy('shop/callers', {
          selector: { matchLabels: { app: 'checkout' } },
          ...fromWeb,
        }),
      ],
    );
    expect(saidOf(model)).toEqual([
      [
        'checkout target',
        'pods',
        'Namespace web may call everything. All others are refused.',
      ],
      ['checkout-primary primary', 'pods', 'Anyone in the mesh may call.'],
    ]);
    expect(model.findings.map(({ code }) => code)).toContain(
      'policy-covers-only-canary',
    );
  });

  it('is left out when the policies were not read', () => {
    const model = modelOf(
      { entityRef: 'component:default/x', kubernetesId: 'x', problems: [] },
      [deployment('shop/x', { labels: { 'backstage.io/kubernetes-id': 'x' } })],
      { notRead: ['AuthorizationPolicy'] },
    );
    expect(model.access).toBeUndefined();
  });

  it('takes pods without a proxy for open', () => {
    const model = modelOf(
      { entityRef: 'component:default/x', kubernetesId: 'x', problems: [] },
      [
        deployment('shop/x', { labels: { 'backstage.io/kubernetes-id': 'x' } }),
        strict,
        policy('shop/p'),
      ],
    );
    expect(saidOf(model)).toEqual([
      [
        'x target',
        'pods',
        'Anyone may call: the pods are outside of the mesh.',
      ],
    ]);
  });

  it('asks the waypoint and the pods in ambient mode', () => {
    const ambient = (labels: Record<string, string>): RawObject =>
      raw('Namespace', 'shop', {
        metadata: {
          labels: { 'istio.io/dataplane-mode': 'ambient', ...labels },
        },
      });
    const attached = policy('shop/p', {
      targetRefs: [{ kind: 'Service', name: 'cart' }],
      rules: [{ to: [{ operation: { methods: ['GET'] } }] }],
    });
    const own: RawObject[] = [
      deployment('shop/cart', {
        labels: { 'backstage.io/kubernetes-id': 'cart' },
      }),
      service('shop/cart', { app: 'cart' }),
      attached,
    ];
    const query = {
      entityRef: 'component:default/cart',
      kubernetesId: 'cart',
      problems: [],
    };
    const without = modelOf(query, [...own, ambient({})]);
    expect(saidOf(without)).toEqual([
      ['cart target', 'pods', 'Anyone may call, in plain text too.'],
    ]);
    expect(without.findings.map(({ code }) => code)).toEqual([
      'policy-not-read',
    ]);
    const model = modelOf(query, [
      ...own,
      ambient({ 'istio.io/use-waypoint': 'waypoint' }),
      raw('GatewayApiGateway', 'shop/waypoint', {
        spec: { gatewayClassName: 'istio-waypoint', listeners: [] },
      }),
    ]);
    expect(saidOf(model)).toEqual([
      [
        'cart target',
        'waypoint',
        'Anyone in the mesh may call GET. All others are refused.',
      ],
      ['cart target', 'pods', 'Anyone may call, in plain text too.'],
    ]);
    expect(model.findings).toEqual([]);
  });
});

describe('access in the demo world', () => {
  const snapshot = shopSnapshot();
  const modelFor = (id: string) =>
    routingModel(snapshot, shopScope(snapshot, id), { notRead: ['Pod'] });

  it('payments: whom the policies name, and nobody else', () => {
    const [entry] = modelFor('payments').access ?? [];
    expect(entry.callers.verdict).toBe('limited');
    expect(entry.callers.sentence).toContain(
      'shop/checkout, payments/fraud and istio-ingress/mtls-gateway may call GET, POST /v1/*.',
    );
  });

  it('checkout: a token for most requests', () => {
    const [entry] = modelFor('checkout').access ?? [];
    expect(entry.token.state).toBe('required-for-some');
    expect(entry.callers.sentence).toContain(
      'Refused: anyone in the mesh without a token of https://login.shop.example/ and not from namespace istio-system calling with a method other than OPTIONS on a path other than /healthz.',
    );
  });

  it('legacy-ledger: outside of the mesh', () => {
    const [entry] = modelFor('legacy-ledger').access ?? [];
    expect(entry.callers.sentence).toContain('outside of the mesh');
  });
});
