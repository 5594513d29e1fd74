import {
  applyChanges,
  emptySnapshot,
  type KindName,
  type MeshSnapshot,
} from '@fairway/mesh-core';

type Raw = Record<string, unknown>;

const NAMESPACES = 20;

/** An object of the mesh, as it is written in YAML. */
export interface BenchObject {
  kind: KindName;
  object: Raw;
}

function networking(kind: string, name: string, namespace: string): Raw {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind,
    metadata: {
      name,
      namespace,
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
  };
}

export function virtualService(
  name: string,
  namespace: string,
  http: readonly Raw[],
): BenchObject {
  return {
    kind: 'VirtualService',
    object: {
      ...networking('VirtualService', name, namespace),
      spec: { hosts: [name], http },
    },
  };
}

export function to(host: string, subset: string, more: Raw = {}): Raw {
  return { route: [{ destination: { host, subset } }], ...more };
}

/** A Service with two subsets, and a VirtualService with a prefix, a header, a pattern, weights and a timeout. */
function aService(index: number): BenchObject[] {
  const name = `service-${index}`;
  const namespace = `team-${index % NAMESPACES}`;
  const weighted = ['v1', 'v2'].map((subset, at) => ({
    destination: { host: name, subset },
    weight: at === 0 ? 90 : 10,
  }));
  return [
    {
      kind: 'Service',
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name,
          namespace,
          creationTimestamp: '2026-01-01T00:00:00Z',
        },
        spec: {
          clusterIP: `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`,
          ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
          selector: { app: name },
        },
      },
    },
    {
      kind: 'DestinationRule',
      object: {
        ...networking('DestinationRule', name, namespace),
        spec: {
          host: name,
          subsets: ['v1', 'v2'].map(version => ({
            name: version,
            labels: { version },
          })),
        },
      },
    },
    virtualService(name, namespace, [
      {
        match: [
          { uri: { prefix: '/a' } },
          { headers: { 'x-group': { exact: 'beta' } } },
        ],
        route: weighted,
      },
      {
        match: [{ uri: { regex: '/r/.*' } }],
        ...to(name, 'v2', { timeout: '3s' }),
      },
      to(name, 'v1'),
    ]),
  ];
}

/** Services `service-0` and so on, in 20 namespaces `team-0` and so on. */
export function servicesOf(count: number): BenchObject[] {
  return Array.from({ length: count }, (_, index) => aService(index)).flat();
}

/** A new snapshot, of which nothing is remembered. */
export function snapshotOf(objects: readonly BenchObject[]): MeshSnapshot {
  return applyChanges(
    emptySnapshot('bench'),
    objects.map(one => ({ type: 'upsert', ...one })),
  );
}

/** Rules as gateways for many teams have them: prefixes, some with headers, methods, patterns or a query. */
export function manyRules(host: string, count: number): Raw[] {
  return Array.from({ length: count - 1 }, (_, index): Raw => {
    const conditions: Raw[] = [
      { uri: { prefix: `/team-${index}/` } },
      {
        uri: { prefix: `/team-${index}` },
        headers: { 'x-group': { regex: 'beta.*' } },
      },
      { uri: { exact: `/items/${index}` }, method: { exact: 'POST' } },
      { uri: { regex: `/v${index}/[a-z]+/.*` } },
      {
        uri: { prefix: `/search/${index}` },
        queryParams: { debug: { exact: 'true' } },
      },
    ];
    const subset = index % 3 === 0 ? 'v2' : 'v1';
    return { match: [conditions[index % 5]], ...to(host, subset) };
  }).concat([to(host, 'v1')]);
}
