import type { OutcomeDestination } from '../simulate/Outcome';
import type { DestinationPolicySummary } from '../table/TableAction';
import { describePolicyChange } from './describePolicy';

type Policy = DestinationPolicySummary | undefined;

const usual: DestinationPolicySummary = { lb: 'LEAST_REQUEST', tls: 'auto' };

const said = (before: Policy, after: Policy): string[] =>
  describePolicyChange(before, after, (policy, read) =>
    read({ policy } as OutcomeDestination),
  );

describe('describePolicyChange', () => {
  it.each<[string, Policy, Policy, string[]]>([
    ['nothing', usual, { ...usual }, []],
    [
      'balancing',
      usual,
      { ...usual, lb: 'RANDOM' },
      ['balancing LEAST_REQUEST → RANDOM'],
    ],
    [
      'TLS that is switched off',
      usual,
      { ...usual, tls: 'none' },
      ['transport mTLS where the pods take it → plain text'],
    ],
    [
      'TLS of its own',
      { ...usual, tls: 'none' },
      { ...usual, tls: 'explicit' },
      ['transport plain text → TLS as the DestinationRule says'],
    ],
    [
      'limits',
      { ...usual, maxConnections: 5 },
      { ...usual, maxConnections: 1, http1MaxPendingRequests: 0 },
      ['connections 5 → 1', 'waiting requests no limit → 0'],
    ],
    [
      'outliers',
      { ...usual, consecutive5xx: 5 },
      usual,
      ['pods left out after 5 errors in a row → never'],
    ],
    [
      'a destination without a policy',
      usual,
      undefined,
      [
        'balancing LEAST_REQUEST → none',
        'transport mTLS where the pods take it → none',
        'connections no limit → none',
        'waiting requests no limit → none',
        'pods left out never → none',
      ],
    ],
  ])('names %s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });
});
