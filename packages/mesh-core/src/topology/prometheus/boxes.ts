import { known } from './known';
import type { GraphRequest } from './graphRequest';
import type { KialiData } from './KialiData';

type BoxBy = GraphRequest['boxBy'][number];

const text = (value: unknown): string =>
  typeof value === 'string' ? value : '';

/** The box that a node belongs into; none where there is no name for it. */
function keyOf(node: KialiData, by: BoxBy): string | undefined {
  const [cluster, namespace, app] = [
    text(node.cluster),
    text(node.namespace),
    text(node.app),
  ];
  switch (by) {
    case 'app':
      return known(app) ? `box_${cluster}_${namespace}_${app}` : undefined;
    case 'namespace':
      return node.parent === undefined && namespace !== 'unknown'
        ? `box_${cluster}_${namespace}`
        : undefined;
    default:
      return node.parent === undefined && cluster !== 'unknown'
        ? `box_${cluster}`
        : undefined;
  }
}

function boxOf(
  id: string,
  by: BoxBy,
  members: readonly KialiData[],
): KialiData {
  const [{ cluster, namespace, app }] = members;
  const any = (flag: string): object =>
    by === 'app' && members.some(member => member[flag])
      ? { [flag]: true }
      : {};
  return {
    id,
    nodeType: 'box',
    cluster,
    namespace: by === 'cluster' ? '' : namespace,
    ...(by === 'app' && { app }),
    isBox: by,
    ...any('isInaccessible'),
    ...any('isOutside'),
    healthData: null,
  };
}

function boxesBy(nodes: readonly KialiData[], by: BoxBy): KialiData[] {
  const boxes = new Map<string, KialiData[]>();
  for (const node of nodes) {
    const key = keyOf(node, by);
    if (key !== undefined) {
      boxes.set(key, [...(boxes.get(key) ?? []), node]);
    }
  }
  if (by !== 'app' && boxes.size < 2) {
    return [];
  }
  return [...boxes].flatMap(([id, members]) => {
    if (members.length < 2) {
      return [];
    }
    const box = boxOf(id, by, members);
    for (const member of members) {
      member.parent = id;
    }
    return [box];
  });
}

/**
 * Puts nodes of one app, namespace or cluster in boxes, the inner ones first; a box has at least two members, and one box alone is
 * drawn of apps only.
 *
 * @param nodes - get their `parent`
 * @returns the boxes, the outer ones first
 * @see https://github.com/kiali/kiali/blob/master/graph/config/common/common.go
 */
export function addBoxes(
  nodes: readonly KialiData[],
  { graphType, boxBy }: GraphRequest,
): KialiData[] {
  const byApp = graphType === 'app' || graphType === 'versionedApp';
  const asked = (['app', 'namespace', 'cluster'] as const).filter(
    by => boxBy.includes(by) || (by === 'app' && byApp),
  );
  return asked.reduce<KialiData[]>(
    (boxes, by) => [...boxesBy([...nodes, ...boxes], by), ...boxes],
    [],
  );
}
