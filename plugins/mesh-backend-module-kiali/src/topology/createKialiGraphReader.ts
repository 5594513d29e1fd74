import { fromKiali, mergeGraphs } from '@fairway/mesh-core';
import { KialiError } from '../client';
import type { KialiGraphReader } from './KialiTopologySource';

/**
 * Reads Kiali's graphs into the model.
 *
 * @param clusters - Kiali's name of a cluster by the one of Backstage; without it all nodes are taken to be of the cluster that was
 *   asked about. A cluster that has no name in Backstage stays without one
 */
export function createKialiGraphReader(
  clusters: ReadonlyMap<string, string> | undefined,
): KialiGraphReader {
  const names = new Map(
    [...(clusters ?? [])].map(([name, kialiName]) => [kialiName, name]),
  );
  return {
    read(raw, target) {
      const read = fromKiali(raw, {
        clusterName: kialiName =>
          clusters ? names.get(kialiName) : target.cluster,
      });
      if (!read.ok) {
        throw new KialiError({ type: 'malformed', detail: read.problem });
      }
      return read.graph;
    },
    merge: mergeGraphs,
  };
}
