import type { KialiData } from './KialiData';
import { rateTexts } from './rateText';
import type { Rates, TrafficEdge } from './trafficMap';

function shares(rates: Rates, total: number): Record<string, string> {
  return Object.fromEntries(
    [...rates]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, ((value / total) * 100).toFixed(1)]),
  );
}

function responsesOf(edge: TrafficEdge, total: number): unknown {
  return Object.fromEntries(
    [...edge.responses]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { flags, hosts }]) => [
        code,
        {
          ...(flags.size > 0 && { flags: shares(flags, total) }),
          ...(hosts.size > 0 && { hosts: shares(hosts, total) }),
        },
      ]),
  );
}

/** A share in percent, where there is any. */
function percent(name: string, part: number, whole: number): object {
  return part > 0 && whole > 0
    ? { [name]: ((part / whole) * 100).toFixed(1) }
    : {};
}

function trafficOf(edge: TrafficEdge, sourceOut: number): unknown {
  const { protocol, rates } = edge;
  const total = rates.get(protocol) ?? 0;
  if (total <= 0) {
    return { protocol };
  }
  const failed = ['4xx', '5xx', 'Err', 'NoResponse'].reduce(
    (all, name) => all + (rates.get(`${protocol}${name}`) ?? 0),
    0,
  );
  const isRequests = protocol !== 'tcp';
  return {
    protocol,
    rates: {
      ...rateTexts(rates),
      ...(isRequests && {
        ...percent(`${protocol}PercentErr`, failed, total),
        ...percent(`${protocol}PercentReq`, total, sourceOut),
      }),
    },
    responses: responsesOf(edge, total),
  };
}

const whole = (value: number | undefined): string | undefined =>
  value?.toFixed(0);

/** An edge in Kiali's shape. */
export function kialiEdgeData(
  edge: TrafficEdge,
  outOf: (edge: TrafficEdge) => number,
): KialiData {
  const { source, target, protocol, mtlsRatio, waypoint } = edge;
  const told = {
    destPrincipal: edge.destPrincipal || undefined,
    isMTLS: whole(mtlsRatio === undefined ? undefined : mtlsRatio * 100),
    responseTime: whole(edge.responseTimeMs),
    sourcePrincipal: edge.sourcePrincipal || undefined,
    throughput: whole(edge.throughput),
  };
  return {
    id: `${source}.${target}.${protocol}`,
    source,
    target,
    ...Object.fromEntries(
      Object.entries(told).filter(([, value]) => value !== undefined),
    ),
    traffic: trafficOf(edge, outOf(edge)),
    ...(waypoint && {
      waypoint: {
        direction: waypoint.direction,
        ...(waypoint.fromEdge && {
          fromEdge: kialiEdgeData(waypoint.fromEdge, outOf),
        }),
      },
    }),
  };
}
