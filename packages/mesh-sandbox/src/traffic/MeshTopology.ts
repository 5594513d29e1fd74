import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../kubernetes';
import { waypointOf } from '../world/gateways/ambientStatus';
import { RouteObject, routeKinds } from '../world/gateways/shapes';
import {
  canonicalOf,
  isAmbient,
  isGatewayTemplate,
  isInjected,
} from '../world/podOf';
import { isWorkload, selects, WorkloadObject } from '../world/workloadShapes';

/** A workload as telemetry names it. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  /** Label `app` of the pods. */
  readonly app?: string;
  /** Label `version` of the pods. */
  readonly version?: string;
  readonly canonicalService: string;
  readonly canonicalRevision: string;
  readonly serviceAccount: string;
  /** True when its pods have a proxy, or ztunnel carries their traffic. */
  readonly inMesh: boolean;
  /** True when ztunnel carries the traffic of its pods: nobody beside them looks at requests. */
  readonly ambient: boolean;
  readonly isGateway: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly availableReplicas: number;
}

/** A Service, or an external host when `external` is set. */
export interface ServiceHost {
  readonly host: string;
  readonly name: string;
  readonly namespace: string;
  readonly external: boolean;
}

/** Where a route leads: workloads with their shares (sum 1), or nowhere with Envoy's response flag. */
export type Resolution =
  | {
      readonly workloads: readonly {
        readonly workload: Workload;
        readonly share: number;
      }[];
    }
  | { readonly flag: 'NC' | 'UH' };

function splitKey(key: string): { namespace: string; name: string } {
  const [namespace, name = ''] = key.split('/');
  return { namespace, name };
}

/** What the traffic model needs to know of the cluster, as it is at one revision of the store. */
export class MeshTopology {
  readonly #store: ObjectStore;
  readonly #workloads: readonly Workload[];
  readonly #namespaces: ReadonlyMap<string, KubernetesObject>;

  constructor(store: ObjectStore) {
    this.#store = store;
    const namespaces = new Map(
      store.list('namespaces').items.map(item => [nameOf(item), item]),
    );
    this.#namespaces = namespaces;
    this.#workloads = store
      .list('deployments.apps')
      .items.filter(isWorkload)
      .map(item => toWorkload(item, namespaces.get(namespaceOf(item))));
  }

  /** Workloads of a canonical service (`<namespace>/<name>`) that have available pods. */
  callers(key: string): Workload[] {
    const { namespace, name } = splitKey(key);
    return this.#workloads.filter(
      workload =>
        workload.namespace === namespace &&
        workload.canonicalService === name &&
        workload.availableReplicas > 0,
    );
  }

  /** The Service `<namespace>/<name>`, or the external host of a ServiceEntry. */
  service(key: string): ServiceHost | undefined {
    const { namespace, name } = splitKey(key);
    if (name !== '') {
      return (
        this.#store.get({ kind: 'services', namespace, name }) &&
        serviceHost(namespace, name)
      );
    }
    const entry = this.#store
      .list('serviceentries.networking.istio.io')
      .items.find(item =>
        (item.spec?.hosts as string[] | undefined)?.includes(key),
      );
    return (
      entry && {
        host: key,
        name: key,
        namespace: namespaceOf(entry),
        external: true,
      }
    );
  }

  /** The Service that a destination host names, seen from a namespace: `cart`, `cart.shop`, `cart.shop.svc…`. */
  serviceOfHost(host: string, fromNamespace: string): ServiceHost | undefined {
    const [name, namespace = fromNamespace] = host.split('.');
    return this.service(`${namespace}/${name}`) ?? this.service(host);
  }

  /** Workloads behind a Service, of one subset when given. */
  resolve(service: ServiceHost, subset?: string): Resolution {
    const labels =
      subset === undefined ? {} : this.#subsetLabels(service, subset);
    if (labels === undefined) {
      return { flag: 'NC' };
    }
    const selector = this.#store.get({ kind: 'services', ...service })?.spec
      ?.selector;
    const wanted = {
      ...(selector as Record<string, string> | undefined),
      ...labels,
    };
    const serving = this.#workloads.filter(
      workload =>
        workload.namespace === service.namespace &&
        workload.availableReplicas > 0 &&
        selects(wanted, workload.labels),
    );
    const replicas = serving.reduce(
      (sum, { availableReplicas }) => sum + availableReplicas,
      0,
    );
    return replicas === 0
      ? { flag: 'UH' }
      : {
          workloads: serving.map(workload => ({
            workload,
            share: workload.availableReplicas / replicas,
          })),
        };
  }

  /** VirtualServices, oldest first. */
  virtualServices(): readonly KubernetesObject[] {
    return this.#store.list('virtualservices.networking.istio.io').items;
  }

  /** Routes of the Gateway API: HTTPRoutes, or GRPCRoutes. */
  gatewayApiRoutes(protocol: 'grpc' | 'http'): readonly RouteObject[] {
    const [http, grpc] = routeKinds;
    return this.#store.list(protocol === 'grpc' ? grpc : http)
      .items as RouteObject[];
  }

  /** True when calls of ambient pods to a Service go through a waypoint. */
  hasWaypoint(service: ServiceHost): boolean {
    const object = this.#store.get({ kind: 'services', ...service });
    return (
      object !== undefined && waypointOf(object, this.#namespaces) !== undefined
    );
  }

  #subsetLabels(
    service: ServiceHost,
    subset: string,
  ): Record<string, string> | undefined {
    const rule = this.#store
      .list('destinationrules.networking.istio.io')
      .items.find(
        item =>
          this.serviceOfHost(String(item.spec?.host), namespaceOf(item))
            ?.host === service.host,
      );
    const subsets = (rule?.spec?.subsets ?? []) as {
      name: string;
      labels?: Record<string, string>;
    }[];
    const found = subsets.find(({ name }) => name === subset);
    return found && (found.labels ?? {});
  }
}

function serviceHost(namespace: string, name: string): ServiceHost {
  return {
    host: `${name}.${namespace}.svc.cluster.local`,
    name,
    namespace,
    external: false,
  };
}

function toWorkload(
  object: WorkloadObject,
  namespace: KubernetesObject | undefined,
): Workload {
  const { template } = object.spec;
  const labels = template.metadata.labels ?? {};
  const canonical = canonicalOf(labels, nameOf(object));
  const isGateway = isGatewayTemplate(template);
  const injected = isGateway || isInjected(labels, namespace);
  const ambient = !injected && isAmbient(labels, namespace);
  return {
    namespace: namespaceOf(object),
    name: nameOf(object),
    app: labels.app,
    version: labels.version,
    canonicalService: canonical.service,
    canonicalRevision: canonical.revision,
    serviceAccount: template.spec.serviceAccountName ?? 'default',
    inMesh: injected || ambient,
    ambient,
    isGateway,
    labels,
    availableReplicas: Number(object.status?.availableReplicas ?? 0),
  };
}
