import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../../snapshot/__testUtils__/objects';
import { authorize } from '../authorize';
import type { AccessDecision } from '../decisionModel';
import type { AccessOptions, AccessRequest, AccessWorkload } from '../model';

type Spec = Record<string, unknown>;
type Metadata = Record<string, unknown>;

/** Pods `app: cart` in namespace `shop`, with a sidecar. */
export const cart: AccessWorkload = {
  namespace: 'shop',
  labels: { app: 'cart' },
  dataplane: 'sidecar',
};
export const inAmbient: AccessWorkload = { ...cart, dataplane: 'ambient' };

/** The waypoint `waypoint` of namespace `shop`, as Service `cart` is called through it. */
export const waypoint: AccessWorkload = {
  namespace: 'shop',
  labels: { 'gateway.networking.k8s.io/gateway-name': 'waypoint' },
  dataplane: 'waypoint',
  service: { kind: 'Service', namespace: 'shop', name: 'cart' },
};

/** A request by `shop/web` of which everything is known. */
export const get: AccessRequest = {
  port: 8080,
  principal: 'cluster.local/ns/shop/sa/web',
  sourceIp: '10.0.1.7',
  remoteIp: '203.0.113.9',
  destinationIp: '10.0.2.3',
  sni: 'outbound_.80_._.cart.shop.svc.cluster.local',
  host: 'cart.shop',
  method: 'GET',
  path: '/items?page=2',
  headers: { 'user-agent': 'curl/8.5' },
  jwt: null,
};
export const plain: AccessRequest = { ...get, principal: null };
export const tcp: AccessRequest = { ...get, protocol: 'tcp' };

export const policy = (
  id: string,
  spec: Spec = {},
  metadata: Metadata = {},
): RawObject => raw('AuthorizationPolicy', id, { metadata, spec });
export const peers = (id: string, mode: string, spec: Spec = {}): RawObject =>
  raw('PeerAuthentication', id, { spec: { mtls: { mode }, ...spec } });
export const tokens = (id: string, ...jwtRules: Spec[]): RawObject =>
  raw('RequestAuthentication', id, { spec: { jwtRules } });

/** Selects the pods of {@link cart}. */
export const own = { selector: { matchLabels: { app: 'cart' } } };
export const from = (source: Spec) => ({ from: [{ source }] });
export const to = (operation: Spec) => ({ to: [{ operation }] });
export const when = (key: string, ...values: string[]) => ({
  when: [{ key, values }],
});
/** A policy `shop/p` with these rules. */
export const rules = (action: string, ...list: Spec[]): RawObject =>
  policy('shop/p', { action, rules: list });

/** What becomes of a request to {@link cart}. */
export function decisionFor(
  objects: readonly RawObject[],
  request: AccessRequest = get,
  workload: AccessWorkload = cart,
  options?: AccessOptions,
): AccessDecision {
  return authorize(snapshotOf(...objects), workload, request, options);
}
