import { parseDurationMs } from '../../../snapshot';
import type { Element } from '../../Authored';
import type { CanarySubject } from '../../CanaryRule';

const DURATION = /^[0-9]+(m|s)/;

/** A duration of a Canary and where it stands. */
export interface DurationField {
  path: string;
  text: string;
}

/** All fields that the definition holds to the pattern of a duration. */
export function durationFields({ authored }: CanarySubject): DurationField[] {
  const paths = [
    'spec.analysis.interval',
    ...authored
      .elements('spec.analysis.metrics')
      .map(({ path }) => `${path}.interval`),
    ...authored
      .elements('spec.analysis.webhooks')
      .map(({ path }) => `${path}.timeout`),
  ];
  return paths.flatMap(path => {
    const text = authored.text(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** Whether the API server takes it: the pattern has no end. */
export function isAcceptedDuration(text: string): boolean {
  return DURATION.test(text);
}

/** Milliseconds between two ticks as written; `undefined` where that is no duration. */
export function writtenIntervalMs({
  authored,
}: CanarySubject): number | undefined {
  const text = authored.text('spec.analysis.interval');
  return text === undefined ? undefined : parseDurationMs(text);
}

/** Checks of metrics, as written. */
export function metricsOf({ authored }: CanarySubject): Element[] {
  return authored.elements('spec.analysis.metrics');
}

/** Hooks of these types; no type is `rollout`. */
export function webhooksOf(
  { authored }: CanarySubject,
  ...types: readonly string[]
): Element[] {
  return authored
    .elements('spec.analysis.webhooks')
    .filter(({ fields }) => types.includes(String(fields.type || 'rollout')));
}

/** The names that Flagger knows a query for. */
export const BUILTIN_METRICS: readonly unknown[] = [
  'request-success-rate',
  'request-duration',
];

export function isGatewayApi({ provider }: CanarySubject): boolean {
  return provider.startsWith('gatewayapi');
}

/** Istio's router moves bytes rather than requests. */
export function isTcp({ canary }: CanarySubject): boolean {
  return canary.spec.service?.appProtocol?.toLowerCase() === 'tcp';
}

/** Whether the gateways are named, and the mesh is not among them. */
export function leavesMeshOut({ canary }: CanarySubject): boolean {
  const gateways = canary.spec.service?.gateways ?? [];
  return gateways.length > 0 && !gateways.includes('mesh');
}

/** The weights that a run with equal steps visits, in percent. */
export function visitedWeights(step: number, max: number): number[] {
  const weights: number[] = [];
  for (let weight = step; weights.length < 100; weight += step) {
    weights.push(Math.min(weight, 100));
    if (weight >= Math.min(max, 100)) {
      break;
    }
  }
  return weights;
}

/** `5 minutes`, `90 seconds`. */
export function timeWords(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return minutes >= 1 && Number.isInteger(minutes)
    ? `${minutes} minute${minutes === 1 ? '' : 's'}`
    : `${Math.round(milliseconds / 1_000)} seconds`;
}
