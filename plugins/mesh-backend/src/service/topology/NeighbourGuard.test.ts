import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { aNode, anEdge } from '@fairway/mesh-test-utils';
import { EntityAuthorizer, EntityIndex, EntityReader } from '../../access';
import {
  anEntity,
  aRelease,
  aService,
  snapshotOf,
} from '../../__testUtils__/smallWorld';
import { NeighbourGuard } from './NeighbourGuard';

const snapshot = snapshotOf('sandbox', [
  ...aService('shop', 'checkout'),
  ...aService('shop', 'cart'),
  ...aRelease('shop', 'cart', [80, 20]),
  ...aService('payments', 'payments'),
  ...aService('payments', 'payments-db', ''),
  ...aService('istio-ingress', 'public-gateway', ''),
]);
const entities = [
  ...['checkout', 'cart', 'payments'].map(name => anEntity(name)),
  anEntity('vault', {
    'backstage.io/kubernetes-id': 'vault',
    'backstage.io/kubernetes-namespace': 'secret',
  }),
];

const graph = {
  nodes: [
    aNode('shop/checkout', { focus: true }),
    aNode('shop/cart-primary'),
    aNode('payments/payments'),
    aNode('payments/payments-db'),
    aNode('istio-ingress/public-gateway', { kind: 'gateway' }),
    aNode('api.example.com', {
      kind: 'external',
      namespace: undefined,
      cluster: undefined,
      workload: undefined,
    }),
    aNode('shop/cart-service', {
      kind: 'service',
      workload: undefined,
      service: 'cart',
    }),
    aNode('gone/gone'),
    aNode('secret/vault'),
    aNode('far/away', { cluster: 'mars' }),
  ].map(node => ({ ...node, entityRef: undefined })),
  edges: [anEdge('shop/checkout', 'payments/payments')],
};

async function judge(options: {
  visible?: Entity[];
  allowed?: (ref: string) => boolean;
}) {
  const { visible = entities, allowed = () => true } = options;
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async requests =>
    requests.map(request => ({
      result:
        'resourceRef' in request && allowed(request.resourceRef ?? '')
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    })),
  );
  const now = () => 0;
  const auth = mockServices.auth();
  const guard = new NeighbourGuard({
    index: new EntityIndex({
      auth,
      catalog: catalogServiceMock({ entities }),
      now,
    }),
    entities: new EntityReader({
      auth,
      catalog: catalogServiceMock({ entities: visible }),
      now,
    }),
    authorizer: new EntityAuthorizer({ auth, permissions, now }),
  });
  const verdicts = await guard.judge(
    graph,
    cluster => (cluster === 'sandbox' ? snapshot : undefined),
    new Set(['shop']),
    mockCredentials.user('user:default/casey'),
  );
  return {
    hidden: [...verdicts.hidden].sort(),
    entityRefs: Object.fromEntries(verdicts.entityRefs),
    permissions,
  };
}

describe('NeighbourGuard', () => {
  it('names the entities of nodes, also of primaries and Services', async () => {
    const { hidden, entityRefs, permissions } = await judge({});
    expect(hidden).toEqual(['far/away']);
    expect(entityRefs).toEqual({
      'shop/checkout': 'component:default/checkout',
      'shop/cart-primary': 'component:default/cart',
      'shop/cart-service': 'component:default/cart',
      'payments/payments': 'component:default/payments',
    });
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
  });

  it('hides the nodes of an entity whose topology the caller may not read, and what lies around it', async () => {
    const { hidden, entityRefs } = await judge({
      allowed: ref => ref !== 'component:default/payments',
    });
    expect(hidden).toEqual([
      'far/away',
      'payments/payments',
      'payments/payments-db',
    ]);
    expect(entityRefs).not.toHaveProperty('payments/payments');
  });

  it('hides the nodes of an entity that the caller does not see in the catalog', async () => {
    const { hidden } = await judge({ visible: [entities[0], entities[1]] });
    expect(hidden).toEqual([
      'far/away',
      'payments/payments',
      'payments/payments-db',
      'secret/vault',
    ]);
  });

  it('never hides the nodes that are looked at', async () => {
    const { hidden } = await judge({ allowed: () => false });
    expect(hidden).not.toContain('shop/checkout');
    expect(hidden).toContain('shop/cart-primary');
    expect(hidden).not.toContain('istio-ingress/public-gateway');
    expect(hidden).not.toContain('api.example.com');
  });
});
