import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import { kindFacts, type KindFacts, type KindName } from '@fairway/mesh-core';

const read: readonly SourceState['state'][] = [
  'live',
  'stale',
  'not-installed',
];

/**
 * Kinds of a cluster of which some objects were not read: nothing follows from an object of them that is not there. A kind that is
 * read namespace by namespace is one of them, since nobody knows of the other namespaces.
 */
export function kindsNotRead(
  states: readonly SourceState[],
  cluster: string,
): KindName[] {
  const kinds = states
    .filter(state => state.cluster === cluster)
    .filter(state => !read.includes(state.state) || isPart(state))
    .flatMap(({ kind }) => (kind === undefined ? [] : [kind as KindName]));
  return [...new Set(kinds)].sort();
}

function isPart({ kind, namespace }: SourceState): boolean {
  const { listScope }: KindFacts = kindFacts[kind as KindName];
  return namespace !== undefined && listScope?.namespace === undefined;
}
