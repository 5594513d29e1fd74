import type { MeshEdge, MeshNode, Traffic } from '@fairway/mesh-core';
import { formatRate, formatRatio } from '../format/numbers';
import type { MeshTranslate } from '../meshTranslationRef';

/** A node or an edge that a reader has chosen. @public */
export interface GraphSelection {
  kind: 'node' | 'edge';
  id: string;
}

/** How a connection is protected. @public */
export type Transport = 'mtls' | 'plain' | 'partly' | 'unknown';

/**
 * How the traffic of an edge is protected.
 *
 * @public
 */
export function transportOf(edge: Pick<MeshEdge, 'mtlsRatio'>): Transport {
  const { mtlsRatio } = edge;
  if (mtlsRatio === undefined) {
    return 'unknown';
  }
  // proxies lose a report now and then; a hundredth of that is not plain text
  if (mtlsRatio >= 0.999) {
    return 'mtls';
  }
  return mtlsRatio <= 0.001 ? 'plain' : 'partly';
}

/** Traffic of all protocols in one line, as in `38.0 rps`; undefined where none was measured. @public */
export function ratesOf(traffic: readonly Traffic[]): string | undefined {
  const measured = traffic.filter(one => one.ratePerSecond > 0);
  return measured.length === 0
    ? undefined
    : measured
        .map(one => formatRate(one.ratePerSecond, one.protocol))
        .join(', ');
}

/** The worst error ratio (0–1) of some traffic; undefined where errors are not measured. @public */
export function worstErrorRatio(
  traffic: readonly Traffic[],
): number | undefined {
  const ratios = traffic
    .map(one => one.errorRatio)
    .filter(ratio => ratio !== undefined);
  return ratios.length === 0 ? undefined : Math.max(...ratios);
}

/** What stands on an edge. @public */
export function edgeLabel(edge: MeshEdge): { rate: string; errors?: string } {
  const { ratePerSecond, protocol, errorRatio } = edge.traffic;
  return {
    rate: formatRate(ratePerSecond, protocol),
    ...(errorRatio ? { errors: formatRatio(errorRatio) } : {}),
  };
}

/** The traffic of a node that says most: what comes in, or what goes out where nothing does. @public */
export function nodeTraffic(
  t: MeshTranslate,
  node: MeshNode,
): { rate?: string; errors?: string; errorRatio?: number } {
  const inbound = ratesOf(node.inbound);
  const side = inbound ? node.inbound : node.outbound;
  const rate = inbound ?? ratesOf(node.outbound);
  const errorRatio = worstErrorRatio(side);
  return {
    rate:
      rate &&
      t(inbound ? 'topology.canvas.in' : 'topology.canvas.out', { rate }),
    errors:
      errorRatio === undefined
        ? undefined
        : t('topology.canvas.errors', { percent: formatRatio(errorRatio) }),
    errorRatio,
  };
}

/** What a node is, below its name: version, kind, or that it is outside the mesh. @public */
export function nodeSubtitle(t: MeshTranslate, node: MeshNode): string {
  if (node.kind === 'hidden') {
    return t('topology.canvas.hidden');
  }
  const parts = [
    // what Istio calls workloads without a version
    node.version === 'latest' ? undefined : node.version,
    node.kind === 'workload'
      ? undefined
      : t(`topology.canvas.kind.${node.kind}`),
    node.outsideMesh ? t('topology.canvas.outside') : undefined,
  ].filter(Boolean);
  return parts.length > 0
    ? parts.join(' · ')
    : t(`topology.canvas.kind.${node.kind}`);
}
