import type { OutcomeDestination } from '../simulate/Outcome';
import type { DestinationPolicySummary } from '../table/TableAction';

type Read = (policy: DestinationPolicySummary) => string;

const TRANSPORT: Readonly<Record<DestinationPolicySummary['tls'], string>> = {
  auto: 'mTLS where the pods take it',
  none: 'plain text',
  explicit: 'TLS as the DestinationRule says',
};

const limit = (value: number | undefined): string =>
  value === undefined ? 'no limit' : `${value}`;

const PARTS: readonly (readonly [label: string, read: Read])[] = [
  ['balancing', ({ lb }) => lb],
  ['transport', ({ tls }) => TRANSPORT[tls]],
  ['connections', ({ maxConnections }) => limit(maxConnections)],
  [
    'waiting requests',
    ({ http1MaxPendingRequests }) => limit(http1MaxPendingRequests),
  ],
  [
    'pods left out',
    ({ consecutive5xx }) =>
      consecutive5xx === undefined
        ? 'never'
        : `after ${consecutive5xx} errors in a row`,
  ],
];

/** Reads one thing of each destination; says it once where all are alike. */
export type ForEach<T> = (
  side: T,
  read: (destination: OutcomeDestination) => string,
) => string;

/**
 * What changes in the policies for destinations, part by part, as in `balancing LEAST_REQUEST → RANDOM`.
 *
 * @param forEach - joins what is said of each destination
 */
export function describePolicyChange<T>(
  before: T,
  after: T,
  forEach: ForEach<T>,
): string[] {
  return PARTS.flatMap(([label, read]) => {
    const [was, is] = [before, after].map(side =>
      forEach(side, ({ policy }) => (policy ? read(policy) : 'none')),
    );
    return was === is ? [] : [`${label} ${was} → ${is}`];
  });
}
