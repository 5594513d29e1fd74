import { selectsLabels } from '../../snapshot/scope/servicesOf';
import type { MeshSnapshot } from '../../snapshot';
import type { Finding } from '../../verdict';
import { listWords } from './callerWords';
import type { AccessWorkload } from './model';
import {
  labelWords,
  selectingPolicies,
  type Selecting,
} from './selectingPolicies';
import { siblingsOf, type Sibling } from './siblings';
import { targetsOf } from './targeting';

/** Whether ALLOW policies for all pods of the namespace hold the others too: then they refuse what no policy allows. */
function othersAreLimited(
  snapshot: MeshSnapshot,
  namespaces: readonly string[],
): boolean {
  return namespaces
    .flatMap(namespace => snapshot.list('AuthorizationPolicy', namespace))
    .some(
      ({ spec }) =>
        (spec.action ?? 'ALLOW') === 'ALLOW' &&
        Object.keys(spec.selector?.matchLabels ?? {}).length === 0 &&
        targetsOf(spec).length === 0,
    );
}

/** What the other pods lack, for want of the policy. */
const consequences: Readonly<Record<string, string>> = {
  ALLOW: 'It does not limit who may call the others.',
  DENY: 'It refuses nothing to callers of the others.',
  CUSTOM: 'Nobody is asked about calls to the others.',
  AUDIT: 'Calls to the others are not marked.',
  CHECK: 'The others look at no tokens.',
};

/** A label that all have, the recommended ones of Kubernetes first; labels of single versions and of controllers never. */
function commonLabel(siblings: readonly Sibling[]): string | undefined {
  const [first, ...others] = siblings;
  const shared = Object.entries(first.labels)
    .filter(
      ([name, value]) =>
        !/hash|revision/.test(name) &&
        others.every(({ labels }) => labels[name] === value),
    )
    .map(([name, value]) => `${name}: ${value}`);
  const rank = (label: string) =>
    ['app.kubernetes.io/part-of', 'app.kubernetes.io/name'].some(known =>
      label.startsWith(known),
    )
      ? 0
      : 1;
  return shared.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0];
}

function partial(
  policy: Selecting,
  siblings: readonly Sibling[],
  others: readonly Selecting[],
  isLimited: boolean,
): Finding[] {
  const isCovered = ({ labels }: Sibling) =>
    selectsLabels(policy.wanted, labels);
  const covered = siblings.filter(isCovered);
  const missed = siblings.filter(
    sibling =>
      !isCovered(sibling) &&
      // The other half may have a policy of its own.
      !others.some(
        other =>
          other !== policy &&
          other.kind === policy.kind &&
          other.action === policy.action &&
          selectsLabels(other.wanted, sibling.labels),
      ),
  );
  if (covered.length === 0 || missed.length === 0) {
    return [];
  }
  const names = (list: readonly Sibling[]) =>
    listWords(list.map(({ name }) => name));
  const onlyCanary = missed.some(({ isPrimary }) => isPrimary);
  const label = commonLabel(siblings);
  const consequence =
    policy.action === 'ALLOW' && isLimited
      ? 'The others refuse whom it allows.'
      : consequences[policy.action];
  const why = onlyCanary
    ? ' Flagger labels the pods of the primary otherwise.'
    : '';
  return [
    policy.finding({
      code: onlyCanary
        ? 'policy-covers-only-canary'
        : 'policy-covers-some-pods',
      severity: onlyCanary ? 'error' : 'warning',
      message: `${policy.kind} ${policy.name} covers only ${onlyCanary ? 'the canary’s pods' : `the pods of ${names(covered)}`}: it selects ${labelWords(policy.wanted)}, which the pods of ${names(missed)} do not have.${why} ${consequence}`,
      remedy: label
        ? `Select a label that all have, as in ${label}.`
        : 'Give all pods a label in common, and select that.',
    }),
  ];
}

/** A selector that misses these pods by little: one of its labels or values is theirs, and no pod has all of them. */
function missing(
  snapshot: MeshSnapshot,
  policy: Selecting,
  workload: AccessWorkload,
): Finding[] {
  const { wanted, namespace } = policy;
  if (namespace !== workload.namespace) {
    return [];
  }
  const values = new Set(Object.values(workload.labels));
  const isNear = Object.values(wanted).some(value => values.has(value));
  const isAnyones =
    selectsLabels(wanted, workload.labels) ||
    snapshot.byLabels('Pod', namespace, wanted).length > 0 ||
    [
      ...snapshot.list('Deployment', namespace),
      ...snapshot.list('DaemonSet', namespace),
    ].some(({ spec }) =>
      selectsLabels(wanted, spec.template?.metadata?.labels),
    );
  return isNear && !isAnyones
    ? [
        policy.finding({
          code: 'policy-selects-nothing',
          severity: 'warning',
          message: `${policy.kind} ${policy.name} selects ${labelWords(wanted)}, which no pod in namespace ${namespace} has. It does nothing.`,
          remedy: `These pods have ${labelWords(workload.labels)}.`,
        }),
      ]
    : [];
}

/**
 * Policies whose selectors do not fit the pods: those that cover only some of the workloads behind one service, as the canary's but
 * not the primary's under Flagger, and those that select nothing.
 *
 * @see https://docs.flagger.app/usage/how-it-works#canary-target
 */
export function policyCoverage(
  snapshot: MeshSnapshot,
  workload: AccessWorkload,
  rootNamespace: string,
): Finding[] {
  const namespaces = [...new Set([rootNamespace, workload.namespace])];
  const policies = selectingPolicies(snapshot, namespaces);
  const siblings = siblingsOf(snapshot, workload);
  const isLimited = othersAreLimited(snapshot, namespaces);
  return policies.flatMap(policy => [
    ...(siblings.length > 1
      ? partial(policy, siblings, policies, isLimited)
      : []),
    ...missing(snapshot, policy, workload),
  ]);
}
