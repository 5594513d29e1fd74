import type {
  RouteOutcome,
  RouteRowDestination,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import type { SplitSegment } from '@fairway/backstage-plugin-mesh-react';
import type { ResourceRef } from '@fairway/mesh-core';

type Sent = Extract<RouteOutcome, { outcome: 'route' | 'tcp' }>;
type Destination = Sent['destinations'][number];

/** A place that a request, or a copy of it, may get to. */
export interface End {
  id: string;
  host: string;
  subset?: string;
  port?: number;
  role: SplitSegment['role'];
  version?: string;
  /** Of the requests; of copies for a mirror. */
  percent: number;
  isMirror: boolean;
  exists: boolean;
  /** Ready ones; absent where this is not known. */
  endpoints?: number;
  /** The DestinationRule in effect. */
  rule?: ResourceRef;
}

/** Whether an end takes some of the requests, and not only copies. */
export function isTaking({ isMirror, percent }: End): boolean {
  return !isMirror && percent > 0;
}

/** Whether what gets there is answered by nobody. */
export function isDead({ exists, endpoints }: End): boolean {
  return !exists || endpoints === 0;
}

const ORDER = { primary: 0, canary: 1, other: 2 } as const;

function knownOf(
  result: SimulationResult,
  { host, port, subset }: Destination,
): RouteRowDestination | undefined {
  const action = result.trace.won?.action;
  return action?.kind === 'route' || action?.kind === 'forward'
    ? action.destinations.find(
        one => one.host === host && one.port === port && one.subset === subset,
      )
    : undefined;
}

function endOf(
  result: SimulationResult,
  destination: Destination,
  index: number,
  sum: number,
): End {
  const known = knownOf(result, destination);
  return {
    id: `${index}`,
    host: destination.host ?? destination.cluster ?? '',
    subset: destination.subset,
    port: destination.port,
    role: known?.role ?? 'other',
    version: known?.version,
    percent: sum > 0 ? (destination.weight / sum) * 100 : 0,
    isMirror: false,
    exists: destination.exists,
    endpoints: known?.endpoints,
    rule: known?.rule,
  };
}

/** Where a request may end up: primary, canary, the others as written, then copies. Nothing where it is not sent on. */
export function endsOf(result: SimulationResult): End[] {
  const { outcome } = result;
  if (outcome.outcome !== 'route' && outcome.outcome !== 'tcp') {
    return [];
  }
  const { destinations } = outcome;
  const sum = destinations.reduce((total, { weight }) => total + weight, 0);
  const mirrors = outcome.outcome === 'route' ? (outcome.mirrors ?? []) : [];
  return [
    ...destinations
      .map((one, index) => endOf(result, one, index, sum))
      .sort((one, other) => ORDER[one.role] - ORDER[other.role]),
    ...mirrors.map(({ host, port, subset, percent, exists }, index): End => ({
      id: `mirror ${index}`,
      host,
      subset,
      port,
      role: 'other',
      percent,
      isMirror: true,
      exists,
    })),
  ];
}
