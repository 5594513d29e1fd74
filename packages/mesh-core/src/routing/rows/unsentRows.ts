import type { HttpMatch } from '../../resources';
import type { UnsentRule } from '../table/RouteTable';
import type { HostRows } from './hostRows';
import type { UnsentRow } from './model';
import type { RowReader } from './RowReader';

function matchOf(
  reader: RowReader,
  { source }: UnsentRule,
): HttpMatch | undefined {
  if (source.delegate) {
    // Its matches are those of the delegate joined with those of the root.
    return undefined;
  }
  const { namespace, name } = source.owner;
  const object = reader.reader.snapshot.get('VirtualService', namespace, name);
  return object?.spec.http?.[source.rule]?.match?.[source.match ?? 0];
}

const labelText = (labels: Readonly<Record<string, string>> = {}): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');

/** Why the caller does not get a rule. What the rule says about others is not repeated: only conditions on callers are. */
function reasonOf(reader: RowReader, unsent: UnsentRule): string {
  const { gateways, port, sourceNamespace, sourceLabels } =
    matchOf(reader, unsent) ?? {};
  switch (unsent.reason) {
    case 'other-port':
      return port ? `It is for port ${port} only.` : 'It is for another port.';
    case 'other-gateways':
      return gateways?.length
        ? `It is for ${gateways.join(', ')} only.`
        : 'It is for other gateways.';
    case 'other-namespace':
      return sourceNamespace
        ? `It is for callers in namespace ${sourceNamespace} only.`
        : 'It is for callers in another namespace.';
    case 'other-labels':
      return sourceLabels
        ? `It is for callers with ${labelText(sourceLabels)} only.`
        : 'It is for other callers.';
    case 'waypoint-labels':
      return 'A waypoint does not know the labels of callers.';
    default:
      return 'A rule before it takes every request, so Istio leaves it out.';
  }
}

/** The rules for a host that the caller does not get, as far as they concern the entity. */
export function unsentRows(rows: HostRows): UnsentRow[] {
  const { reader, virtualHost } = rows;
  return (virtualHost.unsent ?? [])
    .filter(({ source }) => reader.isVisible(source))
    .map(unsent => {
      const { owner, rule, rootRule } = unsent.source;
      const place = rootRule ?? rule;
      const before = virtualHost.routes.filter(
        ({ source }) =>
          source?.owner.name === owner.name &&
          source.owner.namespace === owner.namespace &&
          (source.rootRule ?? source.rule) <= place,
      );
      const source = reader.original(unsent.source);
      return {
        ref: source.delegate ?? source.owner,
        path: source.path,
        after: Math.max(0, ...before.map(route => rows.positionOf(route))),
        reason: reasonOf(reader, unsent),
      };
    });
}
