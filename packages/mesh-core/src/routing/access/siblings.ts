import { canaryNames, type MeshSnapshot } from '../../snapshot';
import { selectsLabels } from '../../snapshot/scope/servicesOf';
import { workloadsBehind } from '../podsBehind';
import type { AccessWorkload } from './model';

type Labels = Readonly<Record<string, string>>;

/** A workload that serves together with another one. */
export interface Sibling {
  name: string;
  /** Of its pods. */
  labels: Labels;
  /** The copy that Flagger keeps, which serves users between releases. */
  isPrimary: boolean;
}

/** Workloads of a namespace by name, with the labels of their pods. */
function workloadsIn(
  snapshot: MeshSnapshot,
  namespace: string,
): Map<string, Labels> {
  const workloads = [
    ...snapshot.list('Deployment', namespace),
    ...snapshot.list('DaemonSet', namespace),
  ];
  return new Map(
    workloads.map(({ metadata, spec }) => [
      metadata.name,
      spec.template?.metadata?.labels ?? {},
    ]),
  );
}

/**
 * The workloads that answer for one service: those behind the Services of a workload, and both halves of a release under Flagger.
 * Itself is one of them, where it is known.
 */
export function siblingsOf(
  snapshot: MeshSnapshot,
  { namespace, labels }: AccessWorkload,
): Sibling[] {
  const all = workloadsIn(snapshot, namespace);
  const names = new Set(
    [...all]
      .filter(([, own]) => selectsLabels(own, labels))
      .map(([name]) => name),
  );
  for (const service of snapshot.list('Service', namespace)) {
    if (selectsLabels(service.spec.selector, labels)) {
      for (const { metadata } of workloadsBehind(snapshot, service)) {
        names.add(metadata.name);
      }
    }
  }
  const primaries = new Set<string>();
  for (const canary of snapshot.list('Canary', namespace)) {
    const made = canaryNames(canary);
    if (made && (names.has(made.target) || names.has(made.primary))) {
      names.add(made.target).add(made.primary);
      primaries.add(made.primary);
    }
  }
  return [...names].sort().flatMap(name => {
    const own = all.get(name);
    return own ? [{ name, labels: own, isPrimary: primaries.has(name) }] : [];
  });
}
