import { resolveGatewayName } from '../../refs';
import type {
  HttpMatch,
  StringMatch,
  VirtualService,
  VirtualServiceHttpRoute,
} from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { exportToOf } from './visibleVirtualServices';
import { isExportedTo } from '../../snapshot/scope';

function conflicts(root?: StringMatch, delegate?: StringMatch): boolean {
  if (!root || !delegate) {
    return false;
  }
  if (root.regex !== undefined || delegate.regex !== undefined) {
    return true;
  }
  if (root.exact !== undefined) {
    return root.exact !== delegate.exact;
  }
  const inner = delegate.exact ?? delegate.prefix ?? '';
  return !inner.startsWith(root.prefix ?? '');
}

type TextMap = Readonly<Record<string, StringMatch>>;

function mapsConflict(root: TextMap = {}, delegate: TextMap = {}): boolean {
  return Object.keys(root).some(key => conflicts(root[key], delegate[key]));
}

function callersConflict(root: HttpMatch, delegate: HttpMatch): boolean {
  const labels = delegate.sourceLabels ?? {};
  return (
    (!!root.port && !!delegate.port && root.port !== delegate.port) ||
    (!!root.sourceNamespace &&
      root.sourceNamespace !== delegate.sourceNamespace) ||
    Object.entries(root.sourceLabels ?? {}).some(
      ([key, value]) => key in labels && labels[key] !== value,
    ) ||
    (!!root.gateways?.length &&
      (delegate.gateways ?? []).some(name => !root.gateways?.includes(name)))
  );
}

function hasConflict(root: HttpMatch, delegate: HttpMatch): boolean {
  return (
    (root.ignoreUriCase ?? false) !== (delegate.ignoreUriCase ?? false) ||
    conflicts(root.uri, delegate.uri) ||
    conflicts(root.scheme, delegate.scheme) ||
    conflicts(root.method, delegate.method) ||
    conflicts(root.authority, delegate.authority) ||
    mapsConflict(root.headers, delegate.headers) ||
    mapsConflict(root.withoutHeaders, delegate.withoutHeaders) ||
    mapsConflict(root.queryParams, delegate.queryParams) ||
    callersConflict(root, delegate)
  );
}

function joined(root?: string, delegate?: string): string | undefined {
  return [root, delegate].filter(Boolean).join('-') || undefined;
}

function mergeMatch(root: HttpMatch, delegate: HttpMatch): HttpMatch {
  return {
    ...root,
    ...delegate,
    name: joined(root.name, delegate.name),
    headers: { ...root.headers, ...delegate.headers },
    withoutHeaders: { ...root.withoutHeaders, ...delegate.withoutHeaders },
    queryParams: { ...root.queryParams, ...delegate.queryParams },
    sourceLabels: { ...root.sourceLabels, ...delegate.sourceLabels },
    gateways: delegate.gateways?.length ? delegate.gateways : root.gateways,
  };
}

function mergeMatches(
  root: readonly HttpMatch[],
  delegate: readonly HttpMatch[],
): HttpMatch[] | undefined {
  if (root.length === 0 || delegate.length === 0) {
    return [...root, ...delegate];
  }
  const merged: HttpMatch[] = [];
  for (const inner of delegate) {
    const fitting = root.filter(outer => !hasConflict(outer, inner));
    if (fitting.length === 0) {
      return undefined;
    }
    merged.push(...fitting.map(outer => mergeMatch(outer, inner)));
  }
  return merged;
}

const INHERITED = [
  'rewrite',
  'directResponse',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrorPercentage',
  'mirrorPercent',
  'mirrors',
  'corsPolicy',
  'headers',
] as const;

function mergeRule(
  root: VirtualServiceHttpRoute,
  delegate: VirtualServiceHttpRoute,
): VirtualServiceHttpRoute | undefined {
  const match = mergeMatches(root.match ?? [], delegate.match ?? []);
  if (!match) {
    return undefined;
  }
  const inherited = Object.fromEntries(
    INHERITED.filter(key => delegate[key] === undefined).map(key => [
      key,
      root[key],
    ]),
  );
  return {
    ...delegate,
    ...inherited,
    match,
    name: joined(root.name, delegate.name),
  };
}

/** A rule with where it comes from. */
export interface OwnedRule {
  rule: VirtualServiceHttpRoute;
  /** Short host names of the rule are Services of this namespace. */
  namespace: string;
  /** Of the rule in its own object. */
  index: number;
  /** The object that supplied the rule, when it is not the one that is bound. */
  delegate?: VirtualService;
  /** Of the rule that names the delegate. */
  rootIndex?: number;
}

/** Names of gateways are read beside the object that gives them. */
function withGateways(
  rule: VirtualServiceHttpRoute,
  namespace: string,
): VirtualServiceHttpRoute {
  const match = rule.match?.map(entry =>
    entry.gateways
      ? {
          ...entry,
          gateways: entry.gateways.map(name =>
            resolveGatewayName(name, namespace),
          ),
        }
      : entry,
  );
  return match ? { ...rule, match } : rule;
}

/** What a rule that names a delegate comes to. */
function delegated(
  snapshot: MeshSnapshot,
  rule: VirtualServiceHttpRoute,
  rootIndex: number,
  namespace: string,
  defaultExportTo: readonly string[] | undefined,
): OwnedRule[] {
  const owner = rule.delegate?.namespace || namespace;
  const found = snapshot.get(
    'VirtualService',
    owner,
    rule.delegate?.name ?? '',
  );
  if (
    !found ||
    found.spec.hosts?.length ||
    !isExportedTo(exportToOf(found.spec, defaultExportTo), owner, namespace)
  ) {
    return [];
  }
  return (found.spec.http ?? []).flatMap((inner, index) => {
    const merged = inner.delegate
      ? undefined
      : mergeRule(withGateways(rule, namespace), withGateways(inner, owner));
    return merged
      ? [{ rule: merged, namespace: owner, index, delegate: found, rootIndex }]
      : [];
  });
}

/**
 * The rules of a VirtualService with those of its delegates in their place. A delegate has no hosts of its own; where it is missing or
 * not visible, only the rule that names it is lost, and so is each rule of it that contradicts the root.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/virtualservice.go
 */
export function rulesWithDelegates(
  snapshot: MeshSnapshot,
  { metadata, spec }: VirtualService,
  defaultExportTo?: readonly string[],
): OwnedRule[] {
  const { namespace } = metadata;
  return (spec.http ?? []).flatMap((rule, index) =>
    rule.delegate
      ? delegated(snapshot, rule, index, namespace, defaultExportTo)
      : [{ rule, namespace, index }],
  );
}
