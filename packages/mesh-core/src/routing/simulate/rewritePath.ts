import { lazyPattern } from '../patterns/lazyPattern';
import { PatternWork } from '../patterns/PatternWork';
import { replaceAll } from '../patterns/replaceAll';
import type { RouteMatch } from '../table/RouteTable';
import type { PathRewrite } from '../table/TableAction';

/** Path and what stands behind it. A fragment is not sent on. */
function divide(text: string): [path: string, query: string] {
  const [whole] = text.split('#', 1);
  const start = whole.indexOf('?');
  return start < 0 ? [whole, ''] : [whole.slice(0, start), whole.slice(start)];
}

/** The part of a path that a match took: all of it for exact and regex, nothing said is the prefix `/`. */
function matchedLength(path: string, match: RouteMatch): number {
  if (match.pathElements !== undefined) {
    return match.pathElements.length;
  }
  const { exact, prefix, regex } = match.uri ?? {};
  if (exact !== undefined || regex !== undefined) {
    return path.length;
  }
  return prefix === undefined ? 1 : prefix.length;
}

type Rewrite = (path: string, work: PatternWork) => string;

const compiled = new WeakMap<PathRewrite, Rewrite>();

/** The substitution of RE2 counts groups with `\1`; the pattern acts on every place that it fits. One that is refused changes nothing. */
function regexRewrite({
  pattern,
  substitution,
}: Extract<PathRewrite, { kind: 'regex' }>): Rewrite {
  const lazy = lazyPattern(pattern);
  return (path, work) => {
    const ready = lazy.compile(work);
    return ready.problem === undefined
      ? (replaceAll(ready, path, substitution, work) ?? path)
      : path;
  };
}

/**
 * The path that is sent on. The query stays.
 *
 * @param text - as it was matched, with the query
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-routeaction
 */
export function rewritePath(
  text: string,
  match: RouteMatch,
  rewrite: PathRewrite | undefined,
  work: PatternWork = new PatternWork(),
): string {
  const [path, query] = divide(text);
  if (!rewrite) {
    return path + query;
  }
  switch (rewrite.kind) {
    case 'full':
      return rewrite.value + query;
    case 'prefix':
      return rewrite.value + path.slice(matchedLength(path, match)) + query;
    default: {
      const replace = compiled.get(rewrite) ?? regexRewrite(rewrite);
      compiled.set(rewrite, replace);
      return replace(path, work) + query;
    }
  }
}
