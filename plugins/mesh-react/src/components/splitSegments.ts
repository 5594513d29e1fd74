import type { RouteRowDestination } from '@fairway/backstage-plugin-mesh-common';
import type { LiveWeights, RouteDestination } from '@fairway/mesh-core';

/**
 * One part of a split. `percent` is 0–100; `broken` is a destination that leads nowhere.
 *
 * @public
 */
export interface SplitSegment {
  id: string;
  role: 'primary' | 'canary' | 'other';
  percent: number;
  label: string;
  version?: string;
  broken?: boolean;
}

const ORDER = { primary: 0, canary: 1, other: 2 } as const;

/** Whether requests to a destination find nobody. `unknown` is no failure. @public */
export function isBroken(destination: RouteDestination): boolean {
  switch (destination.target.state) {
    case 'no-ready-endpoints':
    case 'no-workload-in-subset':
    case 'subset-not-defined':
    case 'unknown-host':
      return true;
    default:
      return false;
  }
}

/** The destinations of a rule as segments: primary, canary, then the others as written. @public */
export function segmentsOfDestinations(
  destinations: readonly RouteDestination[],
): SplitSegment[] {
  return destinations
    .map((destination, index) => ({
      id: `${index}`,
      role: destination.role,
      percent: destination.share * 100,
      label: destination.subset
        ? `${destination.host} ${destination.subset}`
        : destination.host,
      version: destination.version,
      broken: isBroken(destination),
    }))
    .sort((one, other) => ORDER[one.role] - ORDER[other.role]);
}

/**
 * The destinations of a row as the proxy shares requests among them: primary, canary, then the others as written.
 *
 * @param name - how a destination is called
 * @public
 */
export function segmentsOfRow(
  destinations: readonly RouteRowDestination[],
  name: (destination: RouteRowDestination) => string,
): SplitSegment[] {
  return destinations
    .map((destination, index) => ({
      id: `${index}`,
      role: destination.role,
      percent: destination.share * 100,
      label: name(destination),
      version: destination.version,
      broken: !destination.exists || destination.endpoints === 0,
    }))
    .sort((one, other) => ORDER[one.role] - ORDER[other.role]);
}

/** The live weights of a canary as segments; what takes nothing is left out. @public */
export function segmentsOfWeights(
  weights: Extract<LiveWeights, { state: 'known' }>,
  names: { primary: string; canary: string },
  versions: { primary?: string; canary?: string },
): SplitSegment[] {
  const segments: SplitSegment[] = [
    {
      id: 'primary',
      role: 'primary',
      percent: weights.primary,
      label: names.primary,
      version: versions.primary,
    },
    {
      id: 'canary',
      role: 'canary',
      percent: weights.canary,
      label: names.canary,
      version: versions.canary,
    },
  ];
  return segments.filter(segment => segment.percent > 0);
}
