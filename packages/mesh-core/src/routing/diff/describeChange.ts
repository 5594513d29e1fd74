import type {
  DestinationPolicySummary,
  TableFault,
  TableMirror,
  TableRetries,
} from '../table/TableAction';
import type {
  ChangedHeaders,
  Outcome,
  OutcomeDestination,
} from '../simulate/Outcome';
import {
  describeDestinations,
  describeOutcome,
  namingOf,
  type Naming,
} from './describeOutcome';
import type { Aspect } from './outcomeChange';

type Routed = Extract<Outcome, { outcome: 'route' }>;

const SECOND = 1000;

/** As Istio writes it, as in `2s` and `500ms`. */
export function describeDuration(ms: number): string {
  return ms >= SECOND && ms % 100 === 0 ? `${ms / SECOND}s` : `${ms}ms`;
}

function describeRetries(retries: TableRetries | null): string {
  if (!retries || retries.attempts === 0) {
    return 'none';
  }
  const { attempts, on, perTryTimeoutMs, codes = [], backoffMs } = retries;
  return [
    `${attempts}`,
    ...(perTryTimeoutMs === undefined
      ? []
      : [`of ${describeDuration(perTryTimeoutMs)} each`]),
    ...(on ? [`on ${on}`] : []),
    ...(codes.length > 0 ? [`for ${codes.join(', ')}`] : []),
    ...(backoffMs === undefined
      ? []
      : [`${describeDuration(backoffMs)} apart`]),
  ].join(' ');
}

/** Only numbers where the rest is the same. */
function retriesChange(
  before: TableRetries | null,
  after: TableRetries | null,
): [string, string] {
  const sameRest =
    before &&
    after &&
    describeRetries({ ...before, attempts: 1 }) ===
      describeRetries({ ...after, attempts: 1 });
  const describe = (retries: TableRetries | null): string =>
    sameRest && retries ? `${retries.attempts}` : describeRetries(retries);
  return [describe(before), describe(after)];
}

function describeMirrors(
  mirrors: readonly TableMirror[] | undefined,
  naming: Naming,
): string {
  return mirrors?.length
    ? mirrors
        .map(mirror => {
          const missing = mirror.exists ? '' : ' (does not exist)';
          return `${mirror.percent} % to ${naming(mirror)}${missing}`;
        })
        .join(', ')
    : 'none';
}

function describeFault(fault: TableFault | undefined): string {
  const { delay, abort } = fault ?? {};
  const code =
    abort &&
    ('status' in abort ? `${abort.status}` : `gRPC ${abort.grpcStatus}`);
  return (
    [
      ...(delay
        ? [`${delay.percent} % delayed by ${describeDuration(delay.ms)}`]
        : []),
      ...(abort ? [`${abort.percent} % aborted with ${code}`] : []),
    ].join(', ') || 'none'
  );
}

function describeHeaders(headers: ChangedHeaders | undefined): string {
  const set = Object.entries(headers?.set ?? {}).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const removed = headers?.removed ?? [];
  return (
    [
      ...(set.length > 0 ? [`set ${set.join(', ')}`] : []),
      ...(removed.length > 0 ? [`without ${removed.join(', ')}`] : []),
    ].join(', ') || 'as sent'
  );
}

function describePolicy(policy: DestinationPolicySummary | undefined): string {
  if (!policy) {
    return 'none';
  }
  const { lb, tls, ...limits } = policy;
  const names = {
    maxConnections: 'connections',
    http1MaxPendingRequests: 'pending requests',
    consecutive5xx: 'errors in a row',
  };
  return [
    lb,
    `TLS ${tls}`,
    ...Object.entries(names).flatMap(([key, name]) => {
      const value = limits[key as keyof typeof limits];
      return value === undefined ? [] : [`${value} ${name}`];
    }),
  ].join(', ');
}

/** Of each destination; once where all say the same. */
function each(
  { destinations }: Routed,
  naming: Naming,
  describe: (destination: OutcomeDestination) => string,
): string {
  const texts = destinations.map(describe);
  return new Set(texts).size < 2
    ? (texts.at(0) ?? 'none')
    : destinations
        .map((destination, index) => `${naming(destination)} ${texts[index]}`)
        .join('; ');
}

type Describe = (outcome: Routed, naming: Naming) => string;

const ROUTED: Readonly<
  Partial<Record<Aspect, readonly [label: string, describe: Describe]>>
> = {
  destinations: [
    '',
    ({ destinations, statusIfMissing }, naming) =>
      describeDestinations(destinations, naming, statusIfMissing),
  ],
  fault: ['fault', ({ fault }) => describeFault(fault)],
  path: [
    'path',
    (outcome, naming) =>
      each(outcome, naming, ({ path }) => path ?? outcome.path),
  ],
  authority: [
    'host sent on',
    (outcome, naming) =>
      each(outcome, naming, ({ authority }) => authority ?? outcome.authority),
  ],
  timeout: [
    'timeout',
    ({ timeoutMs }) =>
      timeoutMs === null ? 'none' : describeDuration(timeoutMs),
  ],
  mirrors: [
    'mirror',
    ({ mirrors }, naming) => describeMirrors(mirrors, naming),
  ],
  requestHeaders: [
    'request headers',
    (outcome, naming) =>
      each(outcome, naming, one => describeHeaders(one.requestHeaders)),
  ],
  responseHeaders: [
    'response headers',
    (outcome, naming) =>
      each(outcome, naming, one => describeHeaders(one.responseHeaders)),
  ],
  policy: [
    'policy',
    (outcome, naming) =>
      each(outcome, naming, one => describePolicy(one.policy)),
  ],
  missing: [
    'status of a missing destination',
    ({ statusIfMissing }) => `${statusIfMissing ?? 'none'}`,
  ],
};

function describeAspect(
  before: Routed,
  after: Routed,
  aspect: Aspect,
  naming: Naming,
): string[] {
  if (aspect === 'retries') {
    return [
      `retries ${retriesChange(before.retries, after.retries).join(' → ')}`,
    ];
  }
  const found = ROUTED[aspect];
  if (!found) {
    return [];
  }
  const [label, describe] = found;
  const change = `${describe(before, naming)} → ${describe(after, naming)}`;
  return [label ? `${label} ${change}` : change];
}

function destinationsOf(
  outcome: Outcome,
): readonly Pick<OutcomeDestination, 'host' | 'port' | 'subset'>[] {
  switch (outcome.outcome) {
    case 'route':
      return [...outcome.destinations, ...(outcome.mirrors ?? [])];
    case 'tcp':
      return outcome.destinations;
    default:
      return [];
  }
}

/** Aspects that follow from others. */
function isImplied(aspect: Aspect, all: readonly Aspect[]): boolean {
  return (
    (aspect === 'missing' || aspect === 'policy') &&
    all.includes('destinations')
  );
}

/** What became of what, as in `100 % v1 → 100 % v2; timeout 2s → none`. */
export function describeChange(
  before: Outcome,
  after: Outcome,
  aspects: readonly Aspect[],
): string {
  const naming = namingOf([
    ...destinationsOf(before),
    ...destinationsOf(after),
  ]);
  if (before.outcome === 'route' && after.outcome === 'route') {
    return aspects
      .filter(aspect => !isImplied(aspect, aspects))
      .flatMap(aspect => describeAspect(before, after, aspect, naming))
      .join('; ');
  }
  return `${describeOutcome(before, naming)} → ${describeOutcome(after, naming)}`;
}
