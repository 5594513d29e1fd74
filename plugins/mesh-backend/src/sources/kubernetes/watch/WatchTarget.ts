import { kindFacts, type KindFacts, type KindName } from '@fairway/mesh-core';

/** What one list and one watch read: a kind of a cluster, in all namespaces or in one. */
export interface WatchTarget {
  cluster: string;
  kind: KindName;
  namespace?: string;
}

/** Where the kind of a target lives in the API. */
export function factsOf(target: WatchTarget): KindFacts {
  return kindFacts[target.kind];
}

/** Name of the collection, unique in a cluster: `virtualservices.networking.istio.io`, `pods`. */
export function collectionOf(target: WatchTarget): string {
  const { group, plural } = factsOf(target);
  return group ? `${plural}.${group}` : plural;
}

/** Id of the source in answers: `kubernetes:<cluster>/<collection>[/<namespace>]`. */
export function sourceIdOf(target: WatchTarget): string {
  const namespace = target.namespace ? `/${target.namespace}` : '';
  return `kubernetes:${target.cluster}/${collectionOf(target)}${namespace}`;
}
