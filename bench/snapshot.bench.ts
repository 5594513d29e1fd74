import {
  applyChange,
  applyChanges,
  emptySnapshot,
  parseScopeQuery,
  scopeOf,
  type KindName,
  type MeshSnapshot,
  type SnapshotChange,
} from '@fairway/mesh-core';
import { median, percentile, type Bench, type BenchRow } from './BenchRow';

const SERVICES = 1_000;
const NAMESPACES = 50;
const CLUSTER = 'bench';

type Raw = Record<string, unknown>;

function meta(namespace: string, name: string, version: number): Raw {
  return {
    name,
    namespace,
    uid: `${namespace}-${name}-${version}`,
    resourceVersion: String(version),
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: {
      app: name,
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/part-of': namespace,
      'backstage.io/kubernetes-id': name,
    },
    managedFields: [{ manager: 'bench', fieldsV1: { 'f:spec': {} } }],
  };
}

function podTemplate(name: string): Raw {
  return {
    metadata: { labels: { app: name, version: 'v1' } },
    spec: {
      containers: ['app', 'istio-proxy'].map(container => ({
        name: container,
        image: `registry.internal/${name}/${container}:1.2.3`,
        resources: { requests: { cpu: '100m', memory: '64Mi' } },
        env: Array.from({ length: 20 }, (_, i) => ({
          name: `SETTING_${i}`,
          value: `value-${i}`,
        })),
      })),
    },
  };
}

function pod(namespace: string, service: string, index: number): Raw {
  const name = `${service}-7d9c5b6f4-${index}`;
  const template = podTemplate(service);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...meta(namespace, name, 1),
      labels: { app: service, version: 'v1' },
    },
    spec: template.spec,
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: ['app', 'istio-proxy'].map(container => ({
        name: container,
        ready: true,
        restartCount: 0,
        image: container,
      })),
    },
  };
}

function rulesOf(name: string): Raw[] {
  const match = (prefix: string): Raw => ({
    match: [{ uri: { prefix }, headers: { 'x-user': { exact: 'a' } } }],
    route: [{ destination: { host: name, subset: 'v1' } }],
    timeout: '2s',
    retries: { attempts: 3, perTryTimeout: '500ms', retryOn: '5xx' },
  });
  return [
    match('/a'),
    match('/b'),
    { route: [{ destination: { host: name, subset: 'v1' } }] },
  ];
}

/** Ten objects of one service: what a service with two pods has in a real cluster, in about the real proportions. */
function objectsOf(index: number): [KindName, Raw][] {
  const namespace = `team-${index % NAMESPACES}`;
  const name = `service-${index}`;
  const metadata = meta(namespace, name, 1);
  const template = podTemplate(name);
  const workload = { selector: { matchLabels: { app: name } }, template };
  const networking = { apiVersion: 'networking.istio.io/v1', metadata };
  return [
    [
      'Deployment',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: { replicas: 2, ...workload },
      },
    ],
    [
      'ReplicaSet',
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata,
        spec: { replicas: 2, ...workload },
      },
    ],
    ['Pod', pod(namespace, name, 0)],
    ['Pod', pod(namespace, name, 1)],
    ['Pod', pod(namespace, name, 2)],
    [
      'Service',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] },
      },
    ],
    [
      'EndpointSlice',
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          ...metadata,
          labels: { 'kubernetes.io/service-name': name },
        },
        addressType: 'IPv4',
        endpoints: [
          { addresses: ['10.0.0.1'], conditions: { ready: true } },
          { addresses: ['10.0.0.2'], conditions: { ready: true } },
        ],
        ports: [{ name: 'http', port: 8080 }],
      },
    ],
    [
      'VirtualService',
      {
        ...networking,
        kind: 'VirtualService',
        spec: { hosts: [name], http: rulesOf(name) },
      },
    ],
    [
      'DestinationRule',
      {
        ...networking,
        kind: 'DestinationRule',
        spec: {
          host: name,
          subsets: [{ name: 'v1', labels: { version: 'v1' } }],
          trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } },
        },
      },
    ],
    [
      'AuthorizationPolicy',
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata,
        spec: {
          selector: { matchLabels: { app: name } },
          rules: [{ from: [{ source: { namespaces: [namespace] } }] }],
        },
      },
    ],
  ];
}

/** The answers of the lists, as they come from the wire: one text per kind. */
function lists(): Map<KindName, string> {
  const byKind = new Map<KindName, Raw[]>();
  for (let index = 0; index < SERVICES; index++) {
    for (const [kind, object] of objectsOf(index)) {
      byKind.set(kind, [...(byKind.get(kind) ?? []), object]);
    }
  }
  return new Map(
    [...byKind].map(([kind, objects]) => [kind, JSON.stringify(objects)]),
  );
}

function build(texts: ReadonlyMap<KindName, string>): {
  snapshot: MeshSnapshot;
  milliseconds: number;
} {
  const changes = [...texts].map(([kind, text]): SnapshotChange => ({
    type: 'replace',
    kind,
    objects: JSON.parse(text) as unknown[],
  }));
  const start = performance.now();
  const snapshot = applyChanges(emptySnapshot(CLUSTER), changes);
  return { snapshot, milliseconds: performance.now() - start };
}

function heapMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Time of each of 500 watch events, over all kinds in turn. */
function eventTimes(snapshot: MeshSnapshot): number[] {
  let current = snapshot;
  return Array.from({ length: 500 }, (_, i) => {
    const [kind, object] = objectsOf(i * 2)[i % 10];
    const metadata = object.metadata as Raw;
    const change: SnapshotChange = {
      type: 'upsert',
      kind,
      object: {
        ...object,
        metadata: { ...metadata, resourceVersion: `new-${i}` },
      },
    };
    const start = performance.now();
    current = applyChange(current, change);
    return performance.now() - start;
  });
}

function scopeTimes(snapshot: MeshSnapshot): number[] {
  return Array.from({ length: 200 }, (_, i) => {
    const query = parseScopeQuery(
      { 'backstage.io/kubernetes-id': `service-${i}` },
      { entityRef: `component:default/service-${i}` },
    );
    const start = performance.now();
    if (query) {
      scopeOf(snapshot, query);
    }
    return performance.now() - start;
  });
}

function row(
  what: string,
  value: number,
  unit: string,
  target?: number,
): BenchRow {
  const figure = value >= 10 ? value.toFixed(0) : value.toFixed(2);
  return {
    what,
    measured: `${figure} ${unit}`,
    ...(target === undefined
      ? {}
      : { target: `<= ${target} ${unit}`, reached: value <= target }),
  };
}

async function run(): Promise<BenchRow[]> {
  const texts = lists();
  build(texts);
  const times = [0, 1, 2].map(() => build(texts).milliseconds);
  const before = heapMegabytes();
  const { snapshot } = build(texts);
  const heap = heapMegabytes() - before;
  const events = eventTimes(snapshot);
  return [
    row(`build of ${snapshot.size} objects`, median(times), 'ms', 1_500),
    row(`heap of ${snapshot.size} objects`, heap, 'MB', 200),
    row('one watch event, median', median(events), 'ms', 1),
    row('one watch event, p99', percentile(events, 99), 'ms'),
    row('scope of an entity, median', median(scopeTimes(snapshot)), 'ms'),
  ];
}

/** The snapshot of a cluster of 10,000 objects. */
export const bench: Bench = { name: 'snapshot', run };
