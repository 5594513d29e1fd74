import { scopeOf, type ScopeQuery } from '../../snapshot';
import {
  deployment,
  raw,
  service,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { routingModelSchema, type RoutingModel } from '../model';
import { routingModel, type RoutingOptions } from '../routingModel';
import { RoutingContext } from '../RoutingContext';

const ID = 'backstage.io/kubernetes-id';

export const cartQuery: ScopeQuery = {
  entityRef: 'component:default/cart',
  kubernetesId: 'cart',
  problems: [],
};

/** A pod with a sidecar, of the workload `<namespace>/<app>`. */
export function pod(
  id: string,
  labels: Record<string, string>,
  options: {
    ready?: boolean;
    image?: string;
    sidecar?: 'container' | 'initContainer' | 'none';
    phase?: string;
    deleted?: boolean;
  } = {},
): RawObject {
  const { ready = true, sidecar = 'container' } = options;
  const proxy = { name: 'istio-proxy', image: 'istio/proxyv2:1.30.3' };
  return raw('Pod', id, {
    metadata: {
      labels,
      ...(options.deleted ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
    },
    spec: {
      containers: [
        ...(sidecar === 'container' ? [proxy] : []),
        { name: 'app', image: options.image ?? 'shop/cart:1.9.4' },
      ],
      initContainers: sidecar === 'initContainer' ? [proxy] : [],
    },
    status: {
      phase: options.phase ?? 'Running',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  });
}

/** Service `shop/cart` with versions v1 and v2, a ready pod of each. */
export const cart: RawObject[] = [
  deployment('shop/cart', {
    labels: { [ID]: 'cart' },
    podLabels: { version: 'v1' },
    image: 'shop/cart:1.9.4',
  }),
  {
    ...deployment('shop/cart-v2', { labels: { [ID]: 'cart' } }),
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'cart', version: 'v2' } },
      template: {
        metadata: { labels: { app: 'cart', version: 'v2' } },
        spec: { containers: [{ name: 'app', image: 'shop/cart:2.0.0' }] },
      },
    },
  },
  service('shop/cart', { app: 'cart' }),
  pod('shop/cart-1', { app: 'cart', version: 'v1' }),
  pod(
    'shop/cart-2',
    { app: 'cart', version: 'v2' },
    { image: 'shop/cart:2.0.0' },
  ),
];

export const subsets = raw('DestinationRule', 'shop/cart', {
  spec: {
    host: 'cart',
    subsets: [
      { name: 'v1', labels: { version: 'v1' } },
      { name: 'v2', labels: { version: 'v2' } },
    ],
  },
});

/** The routing model of an entity, checked against the contract. */
export function modelOf(
  query: ScopeQuery,
  objects: readonly RawObject[],
  options?: RoutingOptions,
): RoutingModel {
  const snapshot = snapshotOf(...objects);
  const model = routingModel(snapshot, scopeOf(snapshot, query), options);
  return routingModelSchema.parse(model);
}

/** The model of `shop/cart` with more objects. */
export function cartModel(...objects: RawObject[]): RoutingModel {
  return modelOf(cartQuery, [...cart, ...objects]);
}

/** The context from which parts of the model of `shop/cart` are made. */
export function cartContext(...objects: RawObject[]): RoutingContext {
  const snapshot = snapshotOf(...cart, ...objects);
  return new RoutingContext(snapshot, scopeOf(snapshot, cartQuery), []);
}
