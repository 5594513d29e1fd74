import type { MeshSnapshot } from '../../snapshot';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';
import type { DestinationService } from './destinationService';
import type {
  BalancerName,
  LocalityPolicy,
  PolicyBlocks,
  UpstreamTls,
} from './model';

/**
 * The algorithm that chooses the endpoint. Where the client has the address itself, none is needed.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export function balancerOf(
  { loadBalancer: { value } }: PolicyBlocks,
  passthrough: boolean,
): BalancerName {
  if (passthrough || value?.simple === 'PASSTHROUGH') {
    return 'CLUSTER_PROVIDED';
  }
  if (value?.consistentHash) {
    return value.consistentHash.maglev ? 'MAGLEV' : 'RING_HASH';
  }
  const simple = value?.simple;
  return simple === 'ROUND_ROBIN' || simple === 'RANDOM'
    ? simple
    : 'LEAST_REQUEST';
}

/**
 * Whether near endpoints are preferred. Failover acts only together with outlier detection.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export function localityOf(blocks: PolicyBlocks): LocalityPolicy {
  const setting = blocks.loadBalancer.value?.localityLbSetting;
  const verdict = (
    state: LocalityPolicy['state'],
    reason: string,
  ): LocalityPolicy => ({ state, reason, evidence: [] });
  if (setting?.enabled === false) {
    return verdict('off', 'Locality is switched off in the policy.');
  }
  if (setting?.distribute?.length) {
    return verdict('distribute', 'The policy distributes by locality.');
  }
  return blocks.outlierDetection.value
    ? verdict('failover', 'Near endpoints first, others when they fail.')
    : verdict('no-effect', 'Without outlier detection there is no failover.');
}

/** The mode that the namespace or the mesh sets for all workloads; those of single workloads do not count for clients. */
function isDisabledFor(
  snapshot: MeshSnapshot,
  namespace: string,
  rootNamespace: string,
): boolean {
  for (const place of [namespace, rootNamespace]) {
    const policy = oldestFirst(snapshot.list('PeerAuthentication', place)).find(
      ({ spec }) => Object.keys(spec.selector?.matchLabels ?? {}).length === 0,
    );
    const mode = policy?.spec.mtls?.mode;
    if (mode !== undefined && mode !== 'UNSET') {
      return mode === 'DISABLE';
    }
  }
  return false;
}

/**
 * How the client encrypts. A TLS setting of the rule wins; else mutual TLS by itself, except towards external hosts, addresses that
 * the client chose, and namespaces that switched it off.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/
 */
export function upstreamTls(
  snapshot: MeshSnapshot,
  blocks: PolicyBlocks,
  service: DestinationService | undefined,
  settings: { passthrough: boolean; auto: boolean; rootNamespace: string },
): UpstreamTls {
  const verdict = (
    state: UpstreamTls['state'],
    reason: string,
  ): UpstreamTls => ({ state, reason, evidence: [] });
  const { value } = blocks.tls;
  if (value) {
    const mode = value.mode ?? 'DISABLE';
    return verdict(
      mode === 'DISABLE' ? 'none' : 'explicit',
      `The policy sets TLS mode ${mode}.`,
    );
  }
  if (!settings.auto) {
    return verdict('none', 'Automatic mutual TLS is off in the mesh.');
  }
  if (service?.external) {
    return verdict('none', 'The host is outside the mesh.');
  }
  if (settings.passthrough) {
    return verdict('none', 'The client connects to an address of its choice.');
  }
  return service &&
    isDisabledFor(snapshot, service.namespace, settings.rootNamespace)
    ? verdict(
        'none',
        `PeerAuthentication disables it for ${service.namespace}.`,
      )
    : verdict('auto', 'Mutual TLS where the endpoint takes part in the mesh.');
}
