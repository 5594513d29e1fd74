import type { Outcome, OutcomeDestination } from '../simulate/Outcome';
import { isSame } from './fingerprints';
import type { RouteDifference } from './RouteDiff';

type Routed = Extract<Outcome, { outcome: 'route' }>;

/** A part of an outcome that can differ by itself. */
export type Aspect =
  /** Another kind of outcome. */
  | 'outcome'
  | 'destinations'
  | 'answer'
  | 'fault'
  | 'path'
  | 'authority'
  | 'timeout'
  | 'retries'
  | 'mirrors'
  | 'requestHeaders'
  | 'responseHeaders'
  | 'policy'
  | 'missing';

/** Where destinations are and which share of the requests each gets: weights of 1 and 1 are those of 50 and 50. */
function places(destinations: readonly OutcomeDestination[]): unknown {
  const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
  return destinations.map(
    ({ host, port, subset, weight, exists, cluster }) => ({
      ...{ host, port, subset, exists, cluster },
      share: total === 0 ? 0 : weight / total,
    }),
  );
}

type Read = (outcome: Routed) => unknown;

const of =
  (read: (destination: OutcomeDestination) => unknown): Read =>
  ({ destinations }) =>
    destinations.map(read);

const ROUTED: readonly (readonly [Aspect, Read])[] = [
  ['destinations', ({ destinations }) => places(destinations)],
  ['fault', ({ fault }) => fault],
  ['path', outcome => [outcome.path, of(({ path }) => path)(outcome)]],
  [
    'authority',
    outcome => [outcome.authority, of(({ authority }) => authority)(outcome)],
  ],
  ['timeout', ({ timeoutMs }) => timeoutMs],
  ['retries', ({ retries }) => retries],
  ['mirrors', ({ mirrors }) => mirrors],
  ['requestHeaders', of(({ requestHeaders }) => requestHeaders)],
  ['responseHeaders', of(({ responseHeaders }) => responseHeaders)],
  ['policy', of(({ policy }) => policy)],
  ['missing', ({ statusIfMissing }) => statusIfMissing],
];

/** Without the name of the rule, which logs show and requests do not feel. */
function withoutRoute(outcome: Outcome): unknown {
  return { ...outcome, route: undefined };
}

/** What differs between two outcomes, in the order in which it matters; nothing when a client cannot tell them apart. */
export function changedAspects(before: Outcome, after: Outcome): Aspect[] {
  if (before.outcome !== after.outcome) {
    return ['outcome'];
  }
  if (before.outcome === 'route' && after.outcome === 'route') {
    return ROUTED.filter(([, read]) => !isSame(read(before), read(after))).map(
      ([aspect]) => aspect,
    );
  }
  if (before.outcome === 'tcp' && after.outcome === 'tcp') {
    return isSame(places(before.destinations), places(after.destinations))
      ? []
      : ['destinations'];
  }
  return isSame(withoutRoute(before), withoutRoute(after)) ? [] : ['answer'];
}

const FIRST_ERROR = 400;

function missingShare(destinations: readonly OutcomeDestination[]): number {
  const sum = (list: readonly OutcomeDestination[]): number =>
    list.reduce((total, { weight }) => total + weight, 0);
  const total = sum(destinations);
  return total === 0
    ? 1
    : sum(destinations.filter(({ exists }) => !exists)) / total;
}

/** Share (0–1) of the requests that get no answer of a service, or an error that the proxy makes. Faults that are injected do not count. */
export function failureRatio(outcome: Outcome): number {
  switch (outcome.outcome) {
    case 'route':
    case 'tcp':
      return missingShare(outcome.destinations);
    case 'direct':
      return outcome.status >= FIRST_ERROR ? 1 : 0;
    case 'redirect':
    case 'cors_preflight':
    case 'passthrough':
      return 0;
    default:
      return 1;
  }
}

/** What a change means to whoever sends the request. */
export function kindOf(
  before: Outcome,
  after: Outcome,
  aspects: readonly Aspect[],
): RouteDifference['kind'] {
  const [was, is] = [failureRatio(before), failureRatio(after)];
  if (was !== is) {
    return is > was ? 'breaks' : 'repairs';
  }
  if (before.outcome === 'passthrough' && after.outcome === 'passthrough') {
    return 'changes';
  }
  const moves: readonly Aspect[] = ['outcome', 'destinations', 'answer'];
  return aspects.some(aspect => moves.includes(aspect)) ? 'moves' : 'changes';
}
