import { graphQueries, type GraphRequest } from '@fairway/mesh-core';

const squeeze = (promql: string): string =>
  promql.replace(/\s+/g, '').replace(/\[\d+s\]/g, '[]');

const secondsOf = (promql: string): number | undefined => {
  const [, seconds] = /\[(\d+)s\]/.exec(promql) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
};

function namespacesOf({ target }: GraphRequest): readonly string[] {
  return target.kind === 'namespaces' ? target.namespaces : [target.namespace];
}

/**
 * The request with what only the queries show: a namespace that is younger than the window was asked for less, and one of the ambient mesh
 * for more.
 *
 * @param queries - that were asked of Prometheus
 */
export function askedRequest(
  request: GraphRequest,
  queries: readonly string[],
): GraphRequest {
  const asked = new Map(queries.map(query => [squeeze(query), query]));
  const ambientNamespaces = namespacesOf(request).filter(namespace => {
    const ambient = { ...request, ambientNamespaces: [namespace] };
    const usual = new Set(
      graphQueries(request).map(({ promql }) => squeeze(promql)),
    );
    return graphQueries(ambient).some(({ promql }) => {
      const text = squeeze(promql);
      return !usual.has(text) && asked.has(text);
    });
  });
  const known = { ...request, ambientNamespaces };
  const shorterWindows: Record<string, number> = {};
  for (const { namespace, promql } of graphQueries(known)) {
    const query = asked.get(squeeze(promql));
    const seconds = query && secondsOf(query);
    if (seconds && seconds < request.windowSeconds) {
      shorterWindows[namespace] = seconds;
    }
  }
  return { ...known, shorterWindows };
}
