import type { HealthVerdict, Traffic } from './model';
import { defaultTolerances, type Tolerance } from './tolerances';

type State = HealthVerdict['state'];

/** Amounts of requests by response code; rates or shares, only their proportion counts. */
export type CodeAmounts = Readonly<Record<string, number>>;

/** The worst comes first. */
const rank: Record<State, number> = {
  failure: 0,
  degraded: 1,
  'not-ready': 2,
  healthy: 3,
  idle: 4,
  unknown: 5,
};

/**
 * The worst of several verdicts. Nothing known counts less than anything that is.
 *
 * @public
 */
export function worstHealth(verdicts: readonly HealthVerdict[]): HealthVerdict {
  const [worst] = [...verdicts].sort((a, b) => rank[a.state] - rank[b.state]);
  return worst ?? verdict('unknown', 'Nothing is known about it.');
}

function verdict(state: State, reason: string): HealthVerdict {
  return { state, reason, evidence: [] };
}

function percent(value: number): string {
  return `${Number(value.toFixed(value < 1 ? 2 : 1))} %`;
}

/** What codes are called, for people. */
function codeWords(label: string): string {
  if (label === '^-$') {
    return 'no response';
  }
  return label.startsWith('^[1-9]') ? 'a gRPC error' : label;
}

function judge(
  { code, degraded, failure, label }: Tolerance,
  codes: CodeAmounts,
): HealthVerdict {
  const entries = Object.entries(codes);
  const sum = (list: [string, number][]): number =>
    list.reduce((total, [, amount]) => total + amount, 0);
  const total = sum(entries);
  const matching = sum(entries.filter(([name]) => code.test(name)));
  const ratio = total > 0 ? (100 * matching) / total : 0;
  const found = `${percent(ratio)} of the requests end with ${codeWords(label)}`;
  if (ratio <= 0) {
    return verdict('healthy', 'No errors beyond what is tolerated.');
  }
  if (ratio >= failure) {
    return verdict(
      'failure',
      `${found}; from ${failure} % on it is a failure.`,
    );
  }
  return ratio >= degraded
    ? verdict(
        'degraded',
        `${found}; ${degraded === 0 ? 'any share' : `from ${degraded} % on it`} counts as degraded.`,
      )
    : verdict('healthy', 'No errors beyond what is tolerated.');
}

/**
 * Health of requests by Kiali's rules: each tolerance is judged by itself, nothing is added up, and the worst counts.
 *
 * @param codes - amounts by response code; `-` is no response. For gRPC the gRPC status, where there is one
 * @returns `unknown` when no tolerance is about the protocol, as for TCP
 * @see https://kiali.io/docs/features/health/
 */
export function requestHealth(
  protocol: Traffic['protocol'],
  direction: 'inbound' | 'outbound',
  codes: CodeAmounts,
  tolerances: readonly Tolerance[] = defaultTolerances,
): HealthVerdict {
  const judged = tolerances
    .filter(
      each => each.protocol.test(protocol) && each.direction.test(direction),
    )
    .map(each => judge(each, codes));
  return judged.length > 0
    ? worstHealth(judged)
    : verdict('unknown', `There is no rule for ${protocol} traffic.`);
}

/** Replicas of a workload. */
export interface Replicas {
  desired: number;
  current: number;
  available: number;
  /** Proxies that have the current configuration; -1 where there are none. */
  syncedProxies: number;
}

/** Health of a workload by its replicas, in the order in which Kiali asks. */
export function replicaHealth({
  desired,
  current,
  available,
  syncedProxies,
}: Replicas): HealthVerdict {
  const figures = `${available} of ${desired} pods are available`;
  if (desired === 0) {
    return verdict('not-ready', 'The workload is scaled to zero.');
  }
  if (
    current > 0 &&
    available > 0 &&
    (current < desired || available < desired)
  ) {
    return verdict('degraded', `${figures}.`);
  }
  if (available === 0) {
    return verdict('failure', `${figures}.`);
  }
  if (desired === available && available !== current) {
    return verdict('failure', `${current} pods run instead of ${desired}.`);
  }
  if (syncedProxies >= 0 && syncedProxies < desired) {
    return verdict(
      'degraded',
      `${syncedProxies} of ${desired} proxies have the current configuration.`,
    );
  }
  return desired === current && desired === available
    ? verdict('healthy', `${figures}.`)
    : verdict('degraded', `${figures}.`);
}

/**
 * Health of an edge: the worst of what its source tolerates of outbound and its target of inbound traffic. Traffic of a protocol
 * without rules (TCP) is healthy as long as there is some.
 *
 * @param edge - traffic and the shares of its responses
 */
export function edgeHealth(
  edge: {
    traffic: Traffic;
    responses: readonly { code: string; share: number }[];
  },
  tolerances: {
    source?: readonly Tolerance[];
    target?: readonly Tolerance[];
  } = {},
): HealthVerdict {
  const { protocol, ratePerSecond } = edge.traffic;
  if (ratePerSecond <= 0) {
    return verdict('idle', 'There is no traffic.');
  }
  const codes: Record<string, number> = {};
  for (const { code, share } of edge.responses) {
    codes[code] = (codes[code] ?? 0) + share;
  }
  const health = worstHealth([
    requestHealth(protocol, 'outbound', codes, tolerances.source),
    requestHealth(protocol, 'inbound', codes, tolerances.target),
  ]);
  return health.state === 'unknown'
    ? verdict('healthy', 'There is traffic; its errors are not counted.')
    : health;
}
