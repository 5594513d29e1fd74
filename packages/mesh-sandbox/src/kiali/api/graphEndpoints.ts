import { evaluateInstant, type SeriesStore } from '../../prometheus';
import { buildGraph } from '../graph/buildGraph';
import type { TelemetrySource } from '../graph/GraphContext';
import type { GraphOptions, GraphTarget } from '../graph/GraphOptions';
import { readGraphOptions } from '../graph/readGraphOptions';
import { KialiError } from '../KialiError';
import type { KialiWorld } from '../KialiWorld';
import type { KialiAnswer, KialiRequest, KialiServices } from './KialiRequest';

/**
 * Graph of namespaces, or of one node.
 *
 * @throws KialiError 400 for parameters, 403 for a namespace that does not exist
 */
export function graph(
  { store, world, cluster, clock }: KialiServices,
  { parameters }: KialiRequest,
  node?: { namespace: string; target: GraphTarget },
): KialiAnswer {
  const options = readGraphOptions(parameters, node, clock() / 1000);
  checkNamespaces(world, options);
  const telemetry = telemetryOf(store, options.queryTimeS * 1000);
  const body = buildGraph({ options, world, telemetry }, cluster);
  return { status: 200, body };
}

function checkNamespaces(world: KialiWorld, options: GraphOptions): void {
  const known = world.namespaces();
  for (const name of options.namespaces) {
    const found = known.find(one => one.name === name);
    if (!found) {
      throw new KialiError(
        403,
        `Requested namespace [${name}] is not accessible.`,
      );
    }
    if ((found.createdAtMs ?? 0) / 1000 > options.queryTimeS) {
      throw new KialiError(
        400,
        `Namespace [${name}] did not exist at requested queryTime [${formatTime(options.queryTimeS)}]`,
      );
    }
  }
}

function telemetryOf(store: SeriesStore, timeMs: number): TelemetrySource {
  return query => {
    const result = evaluateInstant(store, query, timeMs);
    return result.type === 'vector'
      ? result.series.map(({ metric, points }) => ({
          labels: metric,
          value: points[0][1],
        }))
      : [];
  };
}

/** `2026-11-23 04:58:16 +0000 UTC` */
function formatTime(timeS: number): string {
  const [date, time] = new Date(timeS * 1000).toISOString().split('T');
  return `${date} ${time.slice(0, 8)} +0000 UTC`;
}
