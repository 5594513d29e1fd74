import { LABEL_KUBERNETES_ID } from '../../refs/annotations';
import type { Canary, DaemonSet, Deployment } from '../../resources';
import { canaryNames } from '../canaryNames';
import { matchesLabels, parseLabelSelector } from '../labelSelector';
import type { MeshSnapshot } from '../MeshSnapshot';
import type { ScopeQuery } from '../scopeQuery';
import type { ScopedWorkload } from './EntityScope';
import type { ScopeBuilder } from './ScopeBuilder';

const workloadKinds = ['Deployment', 'DaemonSet'] as const;
type WorkloadKind = (typeof workloadKinds)[number];

type LabelsMatch = (labels: Readonly<Record<string, string>>) => boolean;

interface Selection {
  namespace?: string;
  matches: LabelsMatch;
  reason: string;
}

function selectionOf(query: ScopeQuery): Selection | undefined {
  const { namespace } = query;
  if (query.labelSelector !== undefined) {
    const parsed = parseLabelSelector(query.labelSelector);
    const matches: LabelsMatch = labels =>
      parsed.ok && matchesLabels(parsed.requirements, labels);
    const reason = `matches the label selector ${query.labelSelector}`;
    return { namespace, matches, reason };
  }
  if (query.kubernetesId !== undefined) {
    const id = query.kubernetesId;
    const matches: LabelsMatch = labels => labels[LABEL_KUBERNETES_ID] === id;
    return {
      namespace,
      matches,
      reason: `has the label ${LABEL_KUBERNETES_ID}=${id}`,
    };
  }
  return undefined;
}

/** A workload of a Canary, and the Canary itself. */
export interface CanaryOfWorkload {
  canary: Canary;
  part: 'target' | 'primary';
}

/**
 * The Canaries that release a workload. Two Canaries on one target are a mistake that Flagger does not report.
 */
export function canariesOfWorkload(
  snapshot: MeshSnapshot,
  kind: WorkloadKind,
  workload: Deployment | DaemonSet,
): CanaryOfWorkload[] {
  const { namespace, name } = workload.metadata;
  return snapshot
    .list('Canary', namespace)
    .flatMap((canary): CanaryOfWorkload[] => {
      const names = canaryNames(canary);
      if (canary.spec.targetRef?.kind !== kind || !names) {
        return [];
      }
      if (names.target === name) {
        return [{ canary, part: 'target' }];
      }
      return names.primary === name ? [{ canary, part: 'primary' }] : [];
    });
}

class WorkloadSearch {
  private readonly found = new Map<object, ScopedWorkload>();

  constructor(
    private readonly snapshot: MeshSnapshot,
    private readonly builder: ScopeBuilder,
  ) {}

  byName(namespace: string, name: string, reason: string): void {
    for (const kind of workloadKinds) {
      const object = this.snapshot.get(kind, namespace, name);
      if (object) {
        this.add(kind, object, reason);
      }
    }
  }

  bySelection({ namespace, matches, reason }: Selection): void {
    for (const kind of workloadKinds) {
      for (const object of this.snapshot.list(kind, namespace)) {
        if (matches(object.metadata.labels ?? {})) {
          this.add(kind, object, reason);
        }
      }
    }
    for (const canary of this.snapshot.list('Canary', namespace)) {
      if (matches(canary.metadata.labels ?? {})) {
        this.addPartsOf(canary, `is released by a Canary that ${reason}`);
      }
    }
  }

  workloads(): ScopedWorkload[] {
    return [...this.found.values()];
  }

  private add(
    kind: WorkloadKind,
    object: Deployment | DaemonSet,
    reason: string,
  ): void {
    if (this.found.has(object)) {
      return;
    }
    const canaries = canariesOfWorkload(this.snapshot, kind, object);
    const role = canaries.some(({ part }) => part === 'primary')
      ? 'primary'
      : 'target';
    const member = this.builder.add(kind, object as Deployment, reason);
    this.found.set(object, { ...member, role } as ScopedWorkload);
    for (const { canary } of canaries) {
      this.addPartsOf(canary, `belongs to Canary ${canary.metadata.name}`);
    }
  }

  private addPartsOf(canary: Canary, reason: string): void {
    const names = canaryNames(canary);
    const kind = workloadKinds.find(
      known => known === canary.spec.targetRef?.kind,
    );
    if (!names || !kind) {
      return;
    }
    for (const name of [names.target, names.primary]) {
      const { namespace } = canary.metadata;
      const object = this.snapshot.get(kind, namespace, name);
      if (object) {
        this.add(kind, object, reason);
      }
    }
  }
}

/**
 * The workloads that an entity means: those that its query names, and with each one under Flagger the other half of it (target
 * or primary), which is found by Flagger's naming, since Flagger does not copy all labels.
 *
 * @see https://docs.flagger.app/faq#label-selectors
 */
export function workloadsOf(
  builder: ScopeBuilder,
  query: ScopeQuery,
): ScopedWorkload[] {
  const { snapshot } = builder;
  const search = new WorkloadSearch(snapshot, builder);
  if (query.workloads) {
    for (const { cluster, namespace, name } of query.workloads) {
      if (cluster === undefined || cluster === snapshot.cluster) {
        search.byName(namespace, name, 'is named by the entity');
      }
    }
    return search.workloads();
  }
  const selection = selectionOf(query);
  if (selection) {
    search.bySelection(selection);
  }
  return search.workloads();
}
