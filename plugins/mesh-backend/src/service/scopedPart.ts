import type { Binding, Freshness } from '@fairway/backstage-plugin-mesh-common';
import type { KindName } from '@fairway/mesh-core';
import type { EntityContext, UnscopedContext } from './ContextReader';
import { freshnessOf } from './freshnessOf';

/** What all answers about an entity with workloads have in common. */
export interface ScopedPart {
  status: 'ok';
  entityRef: string;
  revision: number;
  freshness: Freshness;
  binding: Binding;
}

/**
 * @param kinds - what the answer rests on
 * @param now - milliseconds since 1970
 */
export function scopedPart(
  context: EntityContext,
  kinds: ReadonlySet<KindName>,
  now: number,
): ScopedPart {
  const { entityRef, revision, binding, clusters, namespaces, states } =
    context;
  const confirmed = binding.state === 'confirmed';
  return {
    status: 'ok',
    entityRef,
    // Objects that are not shown must not be seen to change.
    revision: confirmed ? revision : 0,
    freshness: freshnessOf(
      states,
      { clusters, kinds, ...(confirmed && { namespaces }) },
      now,
    ),
    binding,
  };
}

/** The answer about an entity without workloads. */
export function unscopedView(
  { unscoped, clusters, states }: UnscopedContext,
  kinds: ReadonlySet<KindName>,
  now: number,
): UnscopedContext['unscoped'] & { freshness: Freshness } {
  return {
    ...unscoped,
    freshness: freshnessOf(states, { clusters, kinds }, now),
  };
}
