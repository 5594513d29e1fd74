import type { GraphOptions, GraphTarget } from './GraphOptions';
import type { TrafficKind } from './TrafficKind';

/** A namespace whose traffic is asked for. */
export interface AskedNamespace {
  readonly name: string;
  /** True when its pods are in ambient mode: nobody beside them reports requests that arrive, so the callers' reports count. */
  readonly ambient: boolean;
}

/** Label selectors of the traffic of a namespace or a node, in the order in which Kiali asks. */
export function trafficSelectors(
  options: GraphOptions,
  { name: namespace, ambient }: AskedNamespace,
  kind: TrafficKind,
): string[] {
  const { ambientTraffic, target } = options;
  const noTunnels = ambientTraffic === 'none' || ambientTraffic === 'waypoint';
  const prefix = kind === 'bytes' && noTunnels ? 'app!="ztunnel",' : '';
  const list = target
    ? targetSelectors(options, namespace, target, {
        kind,
        byCallers: ambient && kind === 'requests',
      })
    : [
        `${reporter(options, 'source')},source_workload_namespace!="${namespace}",destination_workload_namespace="unknown",destination_workload="unknown",destination_service=~"^.+\\\\.${namespace}\\\\..+$"`,
        ...(ambient && kind !== 'bytes'
          ? [
              `reporter="source",source_workload_namespace!="${namespace}",destination_workload_namespace="${namespace}"`,
            ]
          : []),
        `${reporter(options, 'destination')},destination_workload_namespace="${namespace}"`,
        `${reporter(options, 'source')},source_workload_namespace="${namespace}"`,
      ];
  return list.map(selector => prefix + selector);
}

function targetSelectors(
  options: GraphOptions,
  namespace: string,
  target: GraphTarget,
  { kind, byCallers }: { kind: TrafficKind; byCallers: boolean },
): string[] {
  const { clusterName } = options;
  const by = (side: 'source' | 'destination') =>
    (kind === 'bytes' ? `reporter="${side}"` : reporter(options, side)) +
    (clusterName ? `,${side}_cluster="${clusterName}"` : '');
  const arriving = byCallers
    ? by('destination').replace('destination', 'source|destination')
    : by('destination');
  switch (target.kind) {
    case 'workload':
      return [
        `${arriving},destination_workload_namespace="${namespace}",destination_workload="${target.name}"`,
        `${by('source')},source_workload_namespace="${namespace}",source_workload="${target.name}"`,
      ];
    case 'app': {
      const version = (side: string) =>
        target.version && options.graphType === 'versionedApp'
          ? `,${side}_canonical_revision="${target.version}"`
          : '';
      return [
        `${arriving},destination_service_namespace="${namespace}",destination_canonical_service="${target.name}"${version('destination')}`,
        `${by('source')},source_workload_namespace="${namespace}",source_canonical_service="${target.name}"${version('source')}`,
      ];
    }
    case 'service': {
      const host = `destination_service=~"^${target.name}\\\\.${namespace}\\\\..*$"`;
      const arrived = `${by('destination')},destination_service_namespace="${namespace}",${host}`;
      return kind === 'bytes'
        ? [arrived]
        : [`${by('source')},destination_workload="unknown",${host}`, arrived];
    }
    default:
      return target satisfies never;
  }
}

/** Reporters of one side of a call, waypoints included unless they are not wanted. */
export function reporter(
  { ambientTraffic }: GraphOptions,
  side: 'source' | 'destination',
): string {
  return ambientTraffic === 'total' || ambientTraffic === 'waypoint'
    ? `reporter=~"waypoint|${side}"`
    : `reporter="${side}"`;
}
