import type { MeshGraph } from '@fairway/mesh-core';
import {
  formatDuration,
  formatRate,
  formatRatio,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import { endName, type GraphFacts } from './graphFacts';

/** Who is well and who is not around the service, in one sentence. */
export function topologySentence(
  t: MeshTranslate,
  graph: MeshGraph | undefined,
  facts: GraphFacts | undefined,
  name: string,
  windowSeconds: number,
): string {
  if (!graph || !facts) {
    return t('topology.sentence.noGraph', { name });
  }
  if (facts.silent) {
    return t('topology.sentence.idle', {
      name,
      window: formatDuration(windowSeconds * 1_000),
    });
  }
  const { worst, health } = facts;
  if (worst && worst.edge.traffic.errorRatio !== undefined) {
    const state =
      health.state === 'healthy' ? worst.edge.health.state : health.state;
    return t('topology.sentence.failing', {
      name,
      health: t(`health.${state}`),
      percent: formatRatio(worst.edge.traffic.errorRatio),
      source: endName(worst.source, graph),
      target: endName(worst.target, graph),
    });
  }
  if (health.state === 'healthy' && facts.inboundErrorRatio !== undefined) {
    return t('topology.sentence.healthy', {
      name,
      rate: formatRate(facts.inboundRate),
      errors: formatRatio(facts.inboundErrorRatio),
    });
  }
  return t('topology.sentence.state', {
    name,
    reason: health.reason || t(`health.${health.state}`),
  });
}

/** Who is around: callers, dependencies, and what about them needs a look. */
export function topologyDetail(t: MeshTranslate, facts: GraphFacts): string {
  const parts = [
    [
      t('topology.sentence.callers', { count: facts.callers }),
      t('topology.sentence.dependencies', { count: facts.dependencies }),
    ].join(', '),
    facts.undeclared > 0 &&
      t('topology.sentence.undeclared', { count: facts.undeclared }),
    facts.plain > 0 && t('topology.sentence.plain', { count: facts.plain }),
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}
