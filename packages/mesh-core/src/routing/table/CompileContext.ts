import { resolveHost } from '../../refs';
import type { DestinationRule, IstioDestination } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { policyLookup, type PolicyLookup } from '../policy/policyLookup';
import { podsBehind } from '../podsBehind';
import type {
  CompileOptions,
  IstioVersion,
  RouteCaller,
} from './CompileOptions';
import type { MeshHost, MeshHosts } from './meshHosts';
import type { DestinationPolicySummary, TableDestination } from './TableAction';

/** Options with the defaults of Istio in place. */
export interface ResolvedOptions extends CompileOptions {
  istioVersion: IstioVersion;
  rootNamespace: string;
}

/**
 * Fills in what is not said.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function resolveOptions(options: CompileOptions): ResolvedOptions {
  return {
    ...options,
    istioVersion: options.istioVersion ?? '1.31',
    rootNamespace: options.rootNamespace ?? 'istio-system',
  };
}

/** A destination before it has a share. */
export type Target = Omit<TableDestination, 'weight'>;

/** What is the same for all listeners of a proxy. */
export interface CompileContext {
  snapshot: MeshSnapshot;
  caller: RouteCaller;
  /** Namespace and labels of the proxy's pod. */
  proxy: { namespace: string; labels: Readonly<Record<string, string>> };
  options: ResolvedOptions;
  world: MeshHosts;
  /** Hosts that the proxy has clusters for. */
  clusters: ReadonlyMap<string, MeshHost>;
  /** The destination as the proxy has it. `host` is a full name. */
  target(host: string, port: number, subset?: string): Target;
}

function policySummary(
  lookup: PolicyLookup,
  { caller, proxy }: Pick<CompileContext, 'caller' | 'proxy'>,
  destination: { host: string; port: number; subset?: string },
): {
  exists: boolean;
  policy: DestinationPolicySummary;
  rules: readonly DestinationRule[];
} {
  const found = lookup.find({
    client: {
      ...proxy,
      kind: caller.kind === 'gateway' ? 'gateway' : 'sidecar',
    },
    ...destination,
  });
  const pool = found.blocks.connectionPool.value;
  const ejection = found.blocks.outlierDetection.value;
  const summary: DestinationPolicySummary = {
    lb: found.balancer,
    tls: found.tls.state,
    maxConnections: pool?.tcp?.maxConnections,
    http1MaxPendingRequests: pool?.http?.http1MaxPendingRequests,
    consecutive5xx: ejection?.consecutive5xxErrors,
  };
  const policy = Object.fromEntries(
    Object.entries(summary).filter(([, value]) => value !== undefined),
  ) as unknown as DestinationPolicySummary;
  return {
    exists: found.subsetExists !== false,
    policy,
    rules: found.rules,
  };
}

/** Pods that are ready behind a destination, where the snapshot has pods at all. */
function endpointsOf(
  snapshot: MeshSnapshot,
  known: MeshHost,
  labels: Readonly<Record<string, string>> | undefined,
): number | undefined {
  if (known.name === undefined || snapshot.list('Pod').length === 0) {
    return undefined;
  }
  const service = snapshot.get('Service', known.namespace, known.name);
  return service?.spec.selector
    ? podsBehind(snapshot, service, labels).ready
    : undefined;
}

/**
 * Prepares what all listeners of a proxy share; destinations are looked up once.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function compileContext(
  parts: Omit<CompileContext, 'target'>,
): CompileContext {
  const { snapshot, clusters, world, options } = parts;
  const lookup = policyLookup(snapshot, options);
  const cache = new Map<string, Target>();
  const find = (host: string, port: number, subset?: string): Target => {
    const real = world.aliases.get(host) ?? host;
    const base = { host: real, port, ...(subset ? { subset } : {}) };
    const known = clusters.get(real);
    if (
      !known?.ports.some(own => own.number === port && own.protocol !== 'udp')
    ) {
      return { ...base, exists: false };
    }
    const { exists, policy, rules } = policySummary(lookup, parts, base);
    if (!exists) {
      return { ...base, exists };
    }
    const rule = rules.at(0);
    const labels = subset ? subsetLabels(rules, subset) : undefined;
    const endpoints = endpointsOf(snapshot, known, labels);
    return {
      ...base,
      exists,
      policy,
      ...(rule ? { rule: snapshot.refOf(rule) } : {}),
      ...(endpoints === undefined ? {} : { endpoints }),
    };
  };
  return {
    ...parts,
    target: (host, port, subset) => {
      const key = `${host} ${port} ${subset ?? ''}`;
      const target = cache.get(key) ?? find(host, port, subset);
      cache.set(key, target);
      return target;
    },
  };
}

function subsetLabels(
  rules: readonly DestinationRule[],
  name: string,
): Readonly<Record<string, string>> | undefined {
  return rules
    .flatMap(({ spec }) => spec.subsets ?? [])
    .find(subset => subset.name === name)?.labels;
}

/**
 * The full name of a destination. It stays as it is written: one in upper case is no host of the mesh.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function destinationHost(
  { host }: Pick<IstioDestination, 'host'>,
  namespace: string,
  clusterDomain: string | undefined,
): string {
  const resolved = resolveHost(host, namespace, clusterDomain);
  return host + resolved.slice(host.length);
}
