import { factsOf, type WatchTarget } from './WatchTarget';

/** Objects per page of a list. */
export const PAGE_SIZE = 500;

/**
 * Path and query of one page of a list.
 *
 * @param version - API version, as in `v1beta1`
 * @param continueToken - of the page before
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export function listPath(
  target: WatchTarget,
  version: string,
  continueToken?: string,
): string {
  return collectionPath(target, version, {
    limit: String(PAGE_SIZE),
    ...(continueToken && { continue: continueToken }),
  });
}

/** Path and query of the smallest request that tells whether a collection can be read. */
export function probePath(target: WatchTarget, version: string): string {
  return collectionPath(target, version, { limit: '1' });
}

/**
 * Path and query of a watch. It ends by itself: an abort at this side of the proxy leaves the connection to the API server open.
 *
 * @param timeoutSeconds - after which the API server ends the watch
 */
export function watchPath(
  target: WatchTarget,
  version: string,
  resourceVersion: string,
  timeoutSeconds: number,
): string {
  return collectionPath(target, version, {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds: String(timeoutSeconds),
  });
}

function collectionPath(
  target: WatchTarget,
  version: string,
  query: Record<string, string>,
): string {
  const { group, plural, listScope } = factsOf(target);
  const api = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const namespace = target.namespace
    ? `/namespaces/${encodeURIComponent(target.namespace)}`
    : '';
  const search = new URLSearchParams({
    ...query,
    ...(listScope?.fieldSelector && {
      fieldSelector: listScope.fieldSelector,
    }),
  });
  return `${api}${namespace}/${plural}?${search}`;
}
