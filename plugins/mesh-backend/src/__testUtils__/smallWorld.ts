import type { Entity } from '@backstage/catalog-model';
import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import type { ClusterSource } from '@fairway/backstage-plugin-mesh-node';
import {
  applyChanges,
  emptySnapshot,
  kindFacts,
  type KindName,
  type MeshSnapshot,
} from '@fairway/mesh-core';

interface RawObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    resourceVersion?: string;
  };
  [field: string]: unknown;
}

function kindNameOf({ apiVersion, kind }: RawObject): KindName {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const entry = Object.entries(kindFacts).find(
    ([, facts]) => facts.kind === kind && facts.group === group,
  );
  if (!entry) {
    throw new Error(`${apiVersion} ${kind} is no kind that is read`);
  }
  return entry[0] as KindName;
}

/** A snapshot of a cluster with some objects. */
export function snapshotOf(
  cluster: string,
  objects: readonly RawObject[],
): MeshSnapshot {
  return applyChanges(
    emptySnapshot(cluster),
    objects.map(object => ({
      type: 'upsert' as const,
      kind: kindNameOf(object),
      object,
    })),
  );
}

export function aNamespace(name: string, owner?: string): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      resourceVersion: '1',
      ...(owner && { annotations: { 'fairway.dev/owner': owner } }),
    },
  };
}

/** A Deployment with its Service, both labelled for an entity unless told otherwise. */
export function aService(
  namespace: string,
  name: string,
  id: string | undefined = name,
): RawObject[] {
  const labels = {
    app: name,
    ...(id && { 'backstage.io/kubernetes-id': id }),
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels, resourceVersion: '1' },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels },
          spec: { containers: [{ name, image: `shop/${name}:1.0.0` }] },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels, resourceVersion: '1' },
      spec: {
        selector: { app: name },
        ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
      },
    },
  ];
}

/** A Canary in progress, with the primary and the VirtualService that Flagger makes for it. */
export function aRelease(
  namespace: string,
  name: string,
  weights: [primary: number, canary: number],
): RawObject[] {
  const host = (part: string, weight: number) => ({
    destination: { host: `${name}-${part}` },
    weight,
  });
  const [primary] = aService(namespace, `${name}-primary`, '');
  return [
    primary,
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: {
        name,
        namespace,
        labels: { 'backstage.io/kubernetes-id': name },
        resourceVersion: '1',
      },
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        service: { port: 80 },
        analysis: {
          interval: '1m',
          threshold: 5,
          maxWeight: 50,
          stepWeight: 10,
        },
      },
      status: { phase: 'Progressing', canaryWeight: weights[1] },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name, namespace, resourceVersion: '1' },
      spec: {
        hosts: [name],
        http: [
          { route: [host('primary', weights[0]), host('canary', weights[1])] },
        ],
      },
    },
  ];
}

export function anEntity(
  name: string,
  annotations: Record<string, string> = { 'backstage.io/kubernetes-id': name },
  relations: [type: string, targetRef: string][] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service' },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

export function aState(
  kind: KindName,
  state: SourceState['state'] = 'live',
  more: Partial<SourceState> = {},
): SourceState {
  return {
    id: `kubernetes:sandbox/${kindFacts[kind].plural}`,
    type: 'kubernetes',
    cluster: 'sandbox',
    kind,
    state,
    since: '2026-11-25T10:00:00.000Z',
    ...more,
  };
}

/** Clusters that a test holds in its hands. */
export class FakeClusterSource implements ClusterSource {
  readonly snapshots = new Map<string, MeshSnapshot>();
  sourceStates: SourceState[] = [aState('Deployment'), aState('Canary')];
  readonly #listeners = new Set<(cluster: string) => void>();

  constructor(...snapshots: MeshSnapshot[]) {
    snapshots.forEach(snapshot =>
      this.snapshots.set(snapshot.cluster, snapshot),
    );
  }

  set(snapshot: MeshSnapshot): void {
    this.snapshots.set(snapshot.cluster, snapshot);
    this.#listeners.forEach(listener => listener(snapshot.cluster));
  }

  clusters(): readonly string[] {
    return [...this.snapshots.keys()].sort();
  }

  snapshot(cluster: string): MeshSnapshot | undefined {
    return this.snapshots.get(cluster);
  }

  states(): readonly SourceState[] {
    return this.sourceStates;
  }

  subscribe(listener: (cluster: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
