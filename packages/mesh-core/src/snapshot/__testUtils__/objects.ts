import {
  kindFacts,
  kindNameOf,
  type KindFacts,
  type KindName,
} from '../../resources';
import { applyChanges } from '../applyChanges';
import { emptySnapshot } from '../emptySnapshot';
import type { MeshSnapshot, SnapshotChange } from '../MeshSnapshot';

/** An object as it comes from a cluster. */
export interface RawObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    resourceVersion?: string;
    creationTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** Builds a raw object; `id` is `namespace/name`, or `name` for kinds without namespaces. */
export function raw(
  kind: KindName,
  id: string,
  rest: Record<string, unknown> & { metadata?: Record<string, unknown> } = {},
): RawObject {
  const facts: KindFacts = kindFacts[kind];
  const [first, second] = id.split('/');
  const { metadata, ...fields } = rest;
  return {
    apiVersion: facts.group
      ? `${facts.group}/${facts.versions[0]}`
      : facts.versions[0],
    kind: facts.kind,
    metadata:
      second === undefined
        ? { name: first, ...metadata }
        : { namespace: first, name: second, ...metadata },
    ...fields,
  };
}

export function upsertOf(object: RawObject): SnapshotChange {
  const kind = kindNameOf(object.apiVersion, object.kind);
  if (!kind) {
    throw new Error(`not a kind that is read: ${object.kind}`);
  }
  return { type: 'upsert', kind, object };
}

/** A snapshot of cluster `sandbox` with these objects. */
export function snapshotOf(...objects: RawObject[]): MeshSnapshot {
  return applyChanges(emptySnapshot('sandbox'), objects.map(upsertOf));
}

/** A Deployment whose pods are labelled `app: <name>` and more. */
export function deployment(
  id: string,
  options: {
    labels?: Record<string, string>;
    podLabels?: Record<string, string>;
    image?: string;
    replicas?: number;
    ready?: number;
  } = {},
): RawObject {
  const name = id.split('/')[1];
  const { replicas = 2, ready = replicas } = options;
  return raw('Deployment', id, {
    metadata: { labels: options.labels },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, ...options.podLabels } },
        spec: {
          containers: [
            { name: 'app', image: options.image ?? `registry/${name}:1.0.0` },
          ],
        },
      },
    },
    status: { replicas, readyReplicas: ready, availableReplicas: ready },
  });
}

export function service(
  id: string,
  selector?: Record<string, string>,
  spec: Record<string, unknown> = {},
): RawObject {
  return raw('Service', id, {
    spec: {
      selector,
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
      ...spec,
    },
  });
}

export function virtualService(
  id: string,
  spec: Record<string, unknown>,
  metadata: Record<string, unknown> = {},
): RawObject {
  return raw('VirtualService', id, { metadata, spec });
}

/** A rule that sends everything to hosts, each with a weight where given as `host=weight`. */
export function routeTo(...hosts: string[]): Record<string, unknown> {
  return {
    route: hosts.map(text => {
      const [host, weight] = text.split('=');
      return {
        destination: { host },
        ...(weight === undefined ? {} : { weight: Number(weight) }),
      };
    }),
  };
}

export function canary(
  id: string,
  rest: {
    spec?: Record<string, unknown>;
    status?: Record<string, unknown>;
    metadata?: Record<string, unknown>;
    analysis?: Record<string, unknown>;
  } = {},
): RawObject {
  const name = id.split('/')[1];
  return raw('Canary', id, {
    metadata: rest.metadata,
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      service: { port: 8080 },
      analysis: {
        interval: '1m',
        threshold: 5,
        maxWeight: 50,
        stepWeight: 10,
        ...rest.analysis,
      },
      ...rest.spec,
    },
    ...(rest.status ? { status: rest.status } : {}),
  });
}

/** What Flagger makes of `namespace/name`: target, primary, three Services, Canary and VirtualService with the weights. */
export function underFlagger(
  id: string,
  weights: { primary: number; canary: number } = { primary: 100, canary: 0 },
): RawObject[] {
  const [namespace, name] = id.split('/');
  return [
    deployment(id, { labels: { 'backstage.io/kubernetes-id': name } }),
    deployment(`${id}-primary`),
    service(id, { app: `${name}-primary` }),
    service(`${id}-primary`, { app: `${name}-primary` }),
    service(`${id}-canary`, { app: name }),
    canary(id),
    virtualService(id, {
      hosts: [name],
      http: [
        routeTo(
          `${name}-primary=${weights.primary}`,
          `${name}-canary=${weights.canary}`,
        ),
      ],
    }),
    raw('DestinationRule', `${namespace}/${name}-primary`, {
      spec: { host: `${name}-primary` },
    }),
    raw('DestinationRule', `${namespace}/${name}-canary`, {
      spec: { host: `${name}-canary` },
    }),
  ];
}

/** The objects with the labels on those of one kind, and no labels on all others. */
export function labelled(
  objects: readonly RawObject[],
  kind: string,
  labels: Record<string, string>,
): RawObject[] {
  return objects.map(object => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: object.kind === kind ? labels : {},
    },
  }));
}
