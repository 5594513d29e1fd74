import type { AuthorizationPolicy } from '../resources';
import { objectSummary } from './objectSummaries';

type Rules = AuthorizationPolicy['spec']['rules'];

const policyWith = (rules: Rules): AuthorizationPolicy => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'callers', namespace: 'shop' },
  spec: { action: 'DENY', rules },
});

describe('the summary of an AuthorizationPolicy', () => {
  // kube-apiserver answers the fields of custom resources in the order of the alphabet, a Git repository in that of their author.
  it.each<[string, Rules]>([
    [
      'the alphabet',
      [
        {
          from: [
            {
              source: {
                namespaces: ['web'],
                notNamespaces: ['istio-system'],
                notRequestPrincipals: ['*'],
                principals: ['a'],
              },
            },
          ],
          to: [
            {
              operation: { hosts: ['h'], notMethods: ['GET'], notPaths: ['/'] },
            },
          ],
        },
      ],
    ],
    [
      'its author',
      [
        {
          from: [
            {
              source: {
                notRequestPrincipals: ['*'],
                principals: ['a'],
                notNamespaces: ['istio-system'],
                namespaces: ['web'],
              },
            },
          ],
          to: [
            {
              operation: { notPaths: ['/'], notMethods: ['GET'], hosts: ['h'] },
            },
          ],
        },
      ],
    ],
  ])('is the same when the fields come in the order of %s', (_, rules) => {
    expect(objectSummary('AuthorizationPolicy', policyWith(rules))).toBe(
      'DENY hosts h and not methods GET and not paths / from principals a and not requestPrincipals * and namespaces web and not namespaces istio-system',
    );
  });

  it('names methods and paths as a request line', () => {
    const rules = [
      {
        to: [
          { operation: { paths: ['/pay'], methods: ['POST'], ports: ['80'] } },
        ],
      },
    ];
    expect(objectSummary('AuthorizationPolicy', policyWith(rules))).toBe(
      'DENY POST /pay and ports 80',
    );
  });
});

describe('the summary of other kinds', () => {
  it('is absent where there is none', () => {
    expect(
      objectSummary('Namespace', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop' },
      }),
    ).toBeUndefined();
  });
});
