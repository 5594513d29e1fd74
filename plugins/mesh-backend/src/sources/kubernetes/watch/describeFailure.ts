import { assertNever } from '../../../assertNever';
import type { Failure } from '../http';
import { collectionOf, type WatchTarget } from './WatchTarget';

/**
 * Says in one or two sentences what went wrong and, where somebody can do something about it, what. Names no address and no token.
 */
export function describeFailure(failure: Failure, target: WatchTarget): string {
  const { cluster, namespace } = target;
  const collection = collectionOf(target);
  const where = namespace ? `namespace ${namespace}` : 'all namespaces';
  switch (failure.type) {
    case 'unreachable':
      return `Cluster ${cluster} cannot be reached${failure.detail ? ` (${failure.detail})` : ''}.`;
    case 'backend':
      return failure.detail;
    case 'timeout':
      return `Cluster ${cluster} did not answer in time.`;
    case 'cut':
      return `The connection to cluster ${cluster} was cut.`;
    case 'unauthorized':
      return `Cluster ${cluster} rejects the credentials (401). Check the token of the cluster in the configuration of the kubernetes plugin.`;
    case 'forbidden':
      return `The credentials for cluster ${cluster} may not list and watch ${collection} in ${where} (403). The roles in docs/rbac allow it.`;
    case 'not-found':
      return `Cluster ${cluster} does not serve ${collection}.`;
    case 'gone':
      return `Cluster ${cluster} has forgotten the state that the watch of ${collection} stood at. Everything is listed again.`;
    case 'throttled':
      return `Cluster ${cluster} asks to slow down (429).`;
    case 'server-error':
      return `Cluster ${cluster} answers with an error (${failure.status}).`;
    case 'malformed':
      return `Cluster ${cluster} answers in an unknown shape. ${failure.detail}`;
    default:
      return assertNever(failure);
  }
}
