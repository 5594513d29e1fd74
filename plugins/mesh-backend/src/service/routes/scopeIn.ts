import { InputError, NotAllowedError } from '@backstage/errors';
import type { EntityContext } from '../ContextReader';
import type { ClusterScope } from '../ScopeCache';

/**
 * The scope of an entity in one of its clusters.
 *
 * @throws NotAllowedError when the cluster does not confirm that the workloads belong to the entity
 * @throws InputError for a cluster in which the entity has no workloads; it names those in which it has
 */
export function scopeIn(
  { binding, scopes, entityRef }: EntityContext,
  cluster: string,
): ClusterScope {
  if (binding.state !== 'confirmed') {
    throw new NotAllowedError(binding.reason);
  }
  const found = scopes.find(({ scope }) => scope.cluster === cluster);
  if (!found) {
    const clusters = scopes.map(({ scope }) => scope.cluster).join(', ');
    throw new InputError(
      `${entityRef} has no workloads in cluster ${cluster}. Ask for one of: ${clusters}.`,
    );
  }
  return found;
}
