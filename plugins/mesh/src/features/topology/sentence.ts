import type { HealthVerdict, MeshGraph } from '@fairway/mesh-core';
import {
  formatDuration,
  formatRate,
  formatRatio,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import {
  endName,
  isTrouble,
  type Connection,
  type GraphFacts,
  type Trouble,
} from './graphFacts';

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
  if (worst?.edge.traffic.errorRatio !== undefined && explains(worst, health)) {
    return t('topology.sentence.callsFail', {
      name,
      how: t(`topology.sentence.how.${howOf(worst, health)}`),
      percent: formatRatio(worst.edge.traffic.errorRatio),
      source: endName(worst.source, graph),
      target: endName(worst.target, graph),
    });
  }
  if (isTrouble(health.state) && health.reason) {
    return t('topology.sentence.because', {
      name,
      how: t(`topology.sentence.how.${health.state}`),
      reason: health.reason,
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

/** How the service is; where its own health says nothing, how the connection is. */
function howOf({ edge }: Connection, health: HealthVerdict): Trouble {
  const states = [health.state, edge.health.state];
  return states.find(isTrouble) ?? 'degraded';
}

/** Whether the worst connection is as bad as the service itself; pods that are missing are not its doing. */
function explains({ edge }: Connection, health: HealthVerdict): boolean {
  return health.state !== 'failure' || edge.health.state === 'failure';
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
