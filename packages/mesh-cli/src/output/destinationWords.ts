import type {
  TableAction,
  TableFault,
  TableMirror,
  TableRetries,
} from '@fairway/mesh-core';

/** What names a destination, before or after a request was simulated. */
interface Target {
  host?: string;
  port?: number;
  subset?: string;
  cluster?: string;
}

/** `cart.shop.svc.cluster.local:8080 subset v2` */
export function targetWords({ host, port, subset, cluster }: Target): string {
  const address =
    host === undefined ? (cluster ?? 'nowhere') : `${host}:${port}`;
  return subset ? `${address} subset ${subset}` : address;
}

/** A duration as people write it: `1.5 s`, `250 ms`. */
export function durationWords(ms: number): string {
  return ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`;
}

function percentWords(percent: number): string {
  return `${Math.round(percent * 100) / 100} %`;
}

/** Shares of the sum of the weights, in percent, one for each. A single destination takes everything whatever its weight. */
export function shares(weights: readonly number[]): string[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map(weight =>
    percentWords(
      weights.length === 1 || sum === 0
        ? 100 / weights.length
        : (100 * weight) / sum,
    ),
  );
}

function retryWords({
  attempts,
  on,
  perTryTimeoutMs,
  codes,
}: TableRetries): string {
  const times = attempts === 1 ? 'retried once' : `retried ${attempts} times`;
  const each =
    perTryTimeoutMs === undefined
      ? ''
      : `, ${durationWords(perTryTimeoutMs)} each`;
  return `${times} on ${[on, ...(codes ?? [])].join(',')}${each}`;
}

function faultWords({ delay, abort }: TableFault): string[] {
  return [
    ...(delay
      ? [`${percentWords(delay.percent)} delayed by ${durationWords(delay.ms)}`]
      : []),
    ...(abort
      ? [
          `${percentWords(abort.percent)} answered ${'status' in abort ? abort.status : `gRPC status ${abort.grpcStatus}`} on purpose`,
        ]
      : []),
  ];
}

function mirrorWords(mirror: TableMirror): string {
  const state = mirror.exists ? '' : ', which does not exist';
  return `${percentWords(mirror.percent)} mirrored to ${targetWords(mirror)}${state}`;
}

/** What happens on the way to a destination. */
export interface OnTheWay {
  timeoutMs: number | null;
  retries: TableRetries | null;
  fault?: TableFault;
  mirrors?: readonly TableMirror[];
}

/** Timeout, retries, faults and mirrors, a text each. */
export function onTheWayWords({
  timeoutMs,
  retries,
  fault,
  mirrors,
}: OnTheWay): string[] {
  return [
    timeoutMs === null ? 'no timeout' : `timeout ${durationWords(timeoutMs)}`,
    retries === null ? 'no retries' : retryWords(retries),
    ...(fault ? faultWords(fault) : []),
    ...(mirrors ?? []).map(mirrorWords),
  ];
}

/** What is changed of a request before it is sent on, a text each. */
export function changeWords(
  action: Extract<TableAction, { kind: 'route' }>,
): string[] {
  const { rewrite, authority, requestHeaders } = action;
  const names = [
    ...(requestHeaders?.set ?? []).map(([name]) => `sets ${name}`),
    ...(requestHeaders?.add ?? []).map(([name]) => `adds ${name}`),
    ...(requestHeaders?.remove ?? []).map(name => `removes ${name}`),
  ];
  return [
    ...(rewrite?.kind === 'regex'
      ? [`path ${rewrite.pattern} becomes ${rewrite.substitution}`]
      : []),
    ...(rewrite && rewrite.kind !== 'regex'
      ? [
          `${rewrite.kind === 'prefix' ? 'matched path' : 'path'} becomes ${rewrite.value}`,
        ]
      : []),
    ...(authority === undefined ? [] : [`host becomes ${authority}`]),
    ...names,
  ];
}
