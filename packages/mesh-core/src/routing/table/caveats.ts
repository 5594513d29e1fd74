import type { MeshSnapshot } from '../../snapshot';
import type { ResolvedOptions } from './CompileContext';
import type { RouteCaller } from './CompileOptions';
import type { Caveat } from './RouteTable';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/**
 * What may change the answers for a proxy and is not modelled.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/envoyfilter/rc_patch.go
 */
export function caveatsOf(
  snapshot: MeshSnapshot,
  caller: RouteCaller,
  options: ResolvedOptions,
): Caveat[] {
  return [
    ...extensions(snapshot, caller, options),
    ...outside(caller),
    ...ambient(snapshot, caller),
    ...networks(snapshot),
  ];
}

type Selector = Readonly<Record<string, string>> | undefined;

interface Placement {
  namespace: string;
  selector: Selector;
  targets: readonly { kind?: string; name?: string }[];
}

/** Whether an object acts on a proxy: by labels in its own namespace, for all in the root namespace, or by the name of a Gateway. */
function actsOn(
  { namespace, selector, targets }: Placement,
  caller: RouteCaller,
  rootNamespace: string,
): boolean {
  if (caller.kind === 'none') {
    return false;
  }
  if (namespace !== caller.namespace && namespace !== rootNamespace) {
    return false;
  }
  const labels = caller.kind === 'waypoint' ? {} : caller.labels;
  const gateway =
    caller.kind === 'waypoint' ? caller.name : labels[GATEWAY_NAME];
  if (targets.length > 0) {
    return targets.some(
      ({ kind, name }) =>
        kind === 'GatewayClass' || (kind === 'Gateway' && name === gateway),
    );
  }
  const wanted = Object.entries(selector ?? {});
  // A waypoint takes what is attached to it, and nothing that selects by labels.
  return caller.kind === 'waypoint'
    ? wanted.length === 0
    : wanted.every(([key, value]) => labels[key] === value);
}

/** Objects that may change everything a proxy does. */
function extensions(
  snapshot: MeshSnapshot,
  caller: RouteCaller,
  { rootNamespace }: ResolvedOptions,
): Caveat[] {
  const filters = snapshot.list('EnvoyFilter').map(object => ({
    code: 'envoy-filter' as const,
    object,
    selector: object.spec.workloadSelector?.labels,
    targets: object.spec.targetRefs ?? [],
  }));
  const plugins = snapshot.list('WasmPlugin').map(object => ({
    code: 'wasm-plugin' as const,
    object,
    selector: object.spec.selector?.matchLabels,
    targets: [
      ...(object.spec.targetRef ? [object.spec.targetRef] : []),
      ...(object.spec.targetRefs ?? []),
    ],
  }));
  return [...filters, ...plugins]
    .filter(({ object, selector, targets }) =>
      actsOn(
        { namespace: object.metadata.namespace, selector, targets },
        caller,
        rootNamespace,
      ),
    )
    .map(({ code, object }) => ({
      code,
      message: `${object.kind} ${object.metadata.namespace}/${object.metadata.name} acts on this proxy and may change the result.`,
      ref: snapshot.refOf(object),
    }));
}

function outside(caller: RouteCaller): Caveat[] {
  return caller.kind === 'none'
    ? [
        {
          code: 'outside-mesh',
          message:
            'The client has no proxy. Routes and policies of the mesh do not act on its requests, and pods that demand mutual TLS refuse them.',
        },
      ]
    : [];
}

/** Pods of a namespace in ambient mode have no sidecar: rules act at the waypoint of the service that is called. */
function ambient(snapshot: MeshSnapshot, caller: RouteCaller): Caveat[] {
  if (caller.kind !== 'sidecar') {
    return [];
  }
  const namespace = snapshot.get('Namespace', undefined, caller.namespace);
  const mode =
    caller.labels[DATAPLANE_MODE] ??
    namespace?.metadata.labels?.[DATAPLANE_MODE];
  return mode === 'ambient'
    ? [
        {
          code: 'no-waypoint',
          message: `Pods of ${caller.namespace} are in ambient mode and have no sidecar. Ask for the waypoint of the service instead.`,
          ...(namespace ? { ref: snapshot.refOf(namespace) } : {}),
        },
      ]
    : [];
}

/** A gateway that passes on by server name joins networks: some endpoints are then in another one. */
function networks(snapshot: MeshSnapshot): Caveat[] {
  const bridge = snapshot
    .list('IstioGateway')
    .find(({ spec }) =>
      (spec.servers ?? []).some(({ tls }) => tls?.mode === 'AUTO_PASSTHROUGH'),
    );
  return bridge
    ? [
        {
          code: 'multi-network',
          message:
            'The mesh spans several networks. Endpoints of other networks are not in this answer.',
          ref: snapshot.refOf(bridge),
        },
      ]
    : [];
}
