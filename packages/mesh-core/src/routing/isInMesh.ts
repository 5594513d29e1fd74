import type { Pod } from '../resources';
import { matchesSelector, type ScopedWorkload } from '../snapshot';
import { podLabelsOf } from '../snapshot/scope/servicesOf';
import type { RoutingContext } from './RoutingContext';

const AMBIENT = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';

function podsOf(context: RoutingContext, workload: ScopedWorkload): Pod[] {
  const { selector } = workload.object.spec;
  return context.snapshot
    .byLabels(
      'Pod',
      workload.object.metadata.namespace,
      selector?.matchLabels ?? {},
    )
    .filter(
      ({ metadata }) =>
        metadata.deletionTimestamp === undefined &&
        matchesSelector(selector, metadata.labels),
    );
}

function hasSidecar({ spec }: Pod): boolean {
  return [...(spec.containers ?? []), ...(spec.initContainers ?? [])].some(
    ({ name }) => name === 'istio-proxy',
  );
}

/** Whether the pods of a workload are in ambient mode: ztunnel takes their connections. */
export function isAmbient(
  context: RoutingContext,
  workload: ScopedWorkload,
): boolean {
  const { namespace } = workload.object.metadata;
  const own = podLabelsOf(workload)[AMBIENT];
  const inherited = context.snapshot.get('Namespace', undefined, namespace)
    ?.metadata.labels?.[AMBIENT];
  return (own ?? inherited) === 'ambient';
}

/** Whether a pod would get a sidecar, by the labels of workload and namespace. */
function isInjected(
  context: RoutingContext,
  workload: ScopedWorkload,
): boolean {
  const own = podLabelsOf(workload)[INJECT];
  if (own !== undefined) {
    return own !== 'false';
  }
  const labels =
    context.snapshot.get(
      'Namespace',
      undefined,
      workload.object.metadata.namespace,
    )?.metadata.labels ?? {};
  return (
    labels['istio-injection'] === 'enabled' ||
    labels['istio.io/rev'] !== undefined
  );
}

/** Whether the pods of a workload take part in the mesh. */
export function isInMesh(
  context: RoutingContext,
  workload: ScopedWorkload,
): boolean {
  if (isAmbient(context, workload)) {
    return true;
  }
  const pods = podsOf(context, workload);
  return pods.length > 0
    ? pods.some(hasSidecar)
    : isInjected(context, workload);
}
