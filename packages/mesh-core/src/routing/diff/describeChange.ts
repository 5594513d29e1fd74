import type { TableFault, TableMirror } from '../table/TableAction';
import type {
  ChangedHeaders,
  Outcome,
  OutcomeDestination,
} from '../simulate/Outcome';
import { describeDuration } from './describeDuration';
import {
  describeDestinations,
  describeOutcome,
  namingOf,
  type Naming,
} from './describeOutcome';
import { describePolicyChange } from './describePolicy';
import { describeRetriesChange } from './describeRetries';
import type { Aspect } from './outcomeChange';

type Routed = Extract<Outcome, { outcome: 'route' }>;
type Passed = Extract<Outcome, { outcome: 'passthrough' }>;

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

function describeHeaders(
  headers: ChangedHeaders | undefined,
  unchanged: string,
): string {
  const set = Object.entries(headers?.set ?? {}).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const removed = headers?.removed ?? [];
  return (
    [
      ...(set.length > 0 ? [`set ${set.join(', ')}`] : []),
      ...(removed.length > 0 ? [`without ${removed.join(', ')}`] : []),
    ].join(', ') || unchanged
  );
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
      describeDestinations(destinations, naming, `${statusIfMissing ?? 503}`),
  ],
  fault: ['fault', ({ fault }) => describeFault(fault)],
  path: [
    'path sent on',
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
      each(outcome, naming, one =>
        describeHeaders(one.requestHeaders, 'as sent'),
      ),
  ],
  responseHeaders: [
    'response headers',
    (outcome, naming) =>
      each(outcome, naming, one =>
        describeHeaders(one.responseHeaders, 'as answered'),
      ),
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
    return [describeRetriesChange(before.retries, after.retries)];
  }
  if (aspect === 'policy') {
    return describePolicyChange(before, after, (side, read) =>
      each(side, naming, read),
    );
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

/** Both sides are passed on; only what the proxy looks at differs. */
function describePassing({ level }: Passed): string {
  return `passed on to the address as ${level === 'http' ? 'HTTP' : 'bytes'}`;
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
  if (before.outcome === 'passthrough' && after.outcome === 'passthrough') {
    return `${describePassing(before)} → ${describePassing(after)}`;
  }
  return `${describeOutcome(before, naming)} → ${describeOutcome(after, naming)}`;
}
