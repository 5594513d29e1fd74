import { oldestFirst } from '../../snapshot/scope/oldestFirst';
import type { MeshSnapshot } from '../../snapshot';
import type { Finding } from '../../verdict';
import { targetsOf } from './targeting';

const KINDS = ['AuthorizationPolicy', 'RequestAuthentication'] as const;
type Labels = Readonly<Record<string, string>>;

/** A policy that selects pods by labels. */
export interface Selecting {
  kind: (typeof KINDS)[number];
  namespace: string;
  name: string;
  action: string;
  wanted: Labels;
  finding(rest: Omit<Finding, 'ref' | 'path'>): Finding;
}

/**
 * AuthorizationPolicies and RequestAuthentications that select pods by labels.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/authorization.go
 */
export function selectingPolicies(
  snapshot: MeshSnapshot,
  namespaces: readonly string[],
): Selecting[] {
  return KINDS.flatMap(kind =>
    namespaces.flatMap(namespace =>
      oldestFirst(snapshot.list(kind, namespace)).flatMap(policy => {
        const wanted = policy.spec.selector?.matchLabels ?? {};
        const ref = snapshot.refOf(policy);
        const action =
          policy.kind === 'AuthorizationPolicy'
            ? (policy.spec.action ?? 'ALLOW')
            : 'CHECK';
        return Object.keys(wanted).length === 0 ||
          targetsOf(policy.spec).length > 0
          ? []
          : [
              {
                kind,
                namespace,
                name: policy.metadata.name,
                action,
                wanted,
                finding: (rest: Omit<Finding, 'ref' | 'path'>): Finding => ({
                  ...rest,
                  path: 'spec.selector.matchLabels',
                  ref,
                }),
              },
            ];
      }),
    ),
  );
}

/** `app: cart, version: v1`. */
export const labelWords = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
