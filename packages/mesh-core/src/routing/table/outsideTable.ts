import type { MeshSnapshot } from '../../snapshot';
import { compileContext, type ResolvedOptions } from './CompileContext';
import type { RouteCaller } from './CompileOptions';
import { knownNames } from './knownNames';
import { meshHosts } from './meshHosts';
import type { RouteTable } from './RouteTable';

type OutsideCaller = Extract<RouteCaller, { kind: 'none' }>;

/**
 * What happens to the requests of a client without proxy: Kubernetes leads each port of a Service to a pod that is ready. No rule of the mesh
 * is asked.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function outsideTable(
  snapshot: MeshSnapshot,
  caller: OutsideCaller,
  options: ResolvedOptions,
): Omit<RouteTable, 'caveats'> {
  const namespace = caller.namespace ?? '';
  const proxy = { namespace, labels: {} };
  const world = meshHosts(snapshot, namespace, options.clusterDomain);
  const services = [...world.hosts.values()].filter(
    ({ name }) => name !== undefined,
  );
  const context = compileContext({
    snapshot,
    caller,
    proxy,
    options,
    world,
    clusters: world.hosts,
  });
  return {
    caller,
    istioVersion: options.istioVersion,
    listeners: services.flatMap(({ host, ports }) =>
      ports.map(({ number: port }) => {
        const { exists, endpoints } = context.target(host, port);
        const destination = {
          host,
          port,
          weight: 100,
          exists,
          ...(endpoints === undefined ? {} : { endpoints }),
        };
        return {
          port,
          host,
          chains: [
            {
              transport: 'any' as const,
              serverNames: [],
              destinations: [destination],
            },
          ],
        };
      }),
    ),
    names: knownNames(services, namespace),
    unknownHosts: 'ALLOW_ANY',
    pathNormalization: 'NONE',
  };
}
