import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../../kubernetes';
import {
  byKey,
  policyConditions,
  serviceConditions,
  Waypoints,
} from './ambientStatus';
import { Namespaces } from './attachment';
import { classStatus, gatewayStatus } from './gatewayStatus';
import { deployedNameOf, managedObjects } from './managedObjects';
import { routeStatus } from './routeStatus';
import {
  gatewayKind,
  GatewayObject,
  isGateway,
  routeKinds,
  RouteObject,
} from './shapes';

const classKind = 'gatewayclasses.gateway.networking.k8s.io';
const policyKind = 'authorizationpolicies.security.istio.io';
const watchedKinds = new Set<string>([
  classKind,
  gatewayKind,
  ...routeKinds,
  'referencegrants.gateway.networking.k8s.io',
  policyKind,
  'namespaces',
  'services',
]);

/**
 * Plays the part of istiod that writes to the cluster: proxies for Gateways of the Gateway API, and the statuses of
 * Gateways, their classes and routes, of Services with a waypoint, and of policies in ambient mode.
 */
export class GatewayController {
  readonly #store: ObjectStore;
  #dirty = true;

  constructor(store: ObjectStore) {
    this.#store = store;
    store.subscribe(({ kind }) => {
      this.#dirty ||= watchedKinds.has(kind.key);
    });
  }

  /** Brings everything into line, as of `nowMs`. Calling it twice changes nothing. */
  reconcile(nowMs: number): void {
    if (!this.#dirty) {
      return;
    }
    const namespaces: Namespaces = new Map(
      this.#store.list('namespaces').items.map(item => [nameOf(item), item]),
    );
    const gateways = this.#store.list(gatewayKind).items.filter(isGateway);
    this.#reconcileClasses(nowMs);
    this.#reconcileGateways(gateways, namespaces, nowMs);
    this.#reconcileRoutes(gateways, namespaces, nowMs);
    this.#reconcileAmbient(gateways, namespaces, nowMs);
    this.#dirty = false;
  }

  #reconcileClasses(nowMs: number): void {
    for (const item of this.#store.list(classKind).items) {
      this.#writeStatus(item, classStatus(item, nowMs));
    }
  }

  #reconcileGateways(
    gateways: readonly GatewayObject[],
    namespaces: Namespaces,
    nowMs: number,
  ): void {
    const routes = this.#routes();
    for (const gateway of gateways) {
      for (const object of managedObjects(gateway)) {
        this.#applyManaged(object);
      }
      const service = this.#store.get({
        kind: 'services',
        namespace: namespaceOf(gateway),
        name: deployedNameOf(gateway) ?? '',
      });
      if (service) {
        const surroundings = { service, routes, namespaces, nowMs };
        this.#writeStatus(gateway, gatewayStatus(gateway, surroundings));
      }
    }
  }

  #reconcileRoutes(
    gateways: readonly GatewayObject[],
    namespaces: Namespaces,
    nowMs: number,
  ): void {
    const surroundings = { store: this.#store, gateways, namespaces, nowMs };
    for (const route of this.#routes()) {
      this.#writeStatus(route, routeStatus(route, surroundings));
    }
  }

  #reconcileAmbient(
    gateways: readonly GatewayObject[],
    namespaces: Namespaces,
    nowMs: number,
  ): void {
    const waypoints: Waypoints = new Set(
      gateways
        .filter(({ spec }) => spec.gatewayClassName === 'istio-waypoint')
        .map(item => `${namespaceOf(item)}/${nameOf(item)}`),
    );
    const services = this.#store.list('services').items;
    for (const item of services) {
      const found = serviceConditions(item, namespaces, waypoints, nowMs);
      this.#writeConditions(item, found);
    }
    const known = byKey(services);
    for (const item of this.#store.list(policyKind).items) {
      this.#writeConditions(
        item,
        policyConditions(item, known, namespaces, waypoints, nowMs),
      );
    }
  }

  #routes(): RouteObject[] {
    return routeKinds.flatMap(
      kind => this.#store.list(kind).items as RouteObject[],
    );
  }

  /** Other controllers add to what istiod makes: their fields stay. */
  #applyManaged(object: KubernetesObject): void {
    const kind = `${object.kind.toLowerCase()}s`;
    const existing = this.#store.get({
      kind: object.kind === 'Deployment' ? `${kind}.apps` : kind,
      namespace: namespaceOf(object),
      name: nameOf(object),
    });
    if (!existing) {
      this.#store.apply(object);
      return;
    }
    this.#store.apply({
      ...existing,
      metadata: { ...existing.metadata, ...object.metadata },
      ...(object.spec ? { spec: { ...existing.spec, ...object.spec } } : {}),
    });
  }

  #writeConditions(object: KubernetesObject, conditions: unknown): void {
    if (conditions !== undefined) {
      this.#writeStatus(object, { ...object.status, conditions });
    }
  }

  #writeStatus(
    object: KubernetesObject,
    status: KubernetesObject['status'],
  ): void {
    if (status !== undefined) {
      this.#store.apply({ ...object, status });
    }
  }
}
