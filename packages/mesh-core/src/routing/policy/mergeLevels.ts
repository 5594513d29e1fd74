import type { Subset, TrafficPolicy } from '../../resources';
import type { LeveledBlock, PolicyBlocks, PolicyLevel } from './model';

type PortSettings = NonNullable<TrafficPolicy['portLevelSettings']>[number];

const keep = <T>(
  value: T | undefined,
  level: PolicyLevel,
  otherwise: LeveledBlock<T> = { level: 'default' },
): LeveledBlock<T> => (value === undefined ? otherwise : { level, value });

function blocksOf(
  from: TrafficPolicy | PortSettings | undefined,
  level: PolicyLevel,
  below?: PolicyBlocks,
): PolicyBlocks {
  return {
    loadBalancer: keep(from?.loadBalancer, level, below?.loadBalancer),
    connectionPool: keep(from?.connectionPool, level, below?.connectionPool),
    outlierDetection: keep(
      from?.outlierDetection,
      level,
      below?.outlierDetection,
    ),
    tls: keep(from?.tls, level, below?.tls),
  };
}

const settingsOf = (
  policy: TrafficPolicy | undefined,
  port: number,
): PortSettings | undefined =>
  policy?.portLevelSettings?.find(setting => setting.port?.number === port);

/**
 * Merges the levels of a policy. Settings of a port replace all four blocks, those they leave out fall back to the proxy's defaults;
 * a subset replaces block by block; settings of a port in a subset replace all four again.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/util/util.go
 */
export function mergeLevels(
  policy: TrafficPolicy | undefined,
  subset: Subset | undefined,
  port: number,
): PolicyBlocks {
  const subsetPort = settingsOf(subset?.trafficPolicy, port);
  if (subsetPort) {
    return blocksOf(subsetPort, 'subset-port');
  }
  const forPort = settingsOf(policy, port);
  const base = forPort ? blocksOf(forPort, 'port') : blocksOf(policy, 'top');
  return blocksOf(subset?.trafficPolicy, 'subset', base);
}
