import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfigMap } from './ConfigMap';
import { parseEvent } from './Event';
import { keepMeshAnnotations } from './keepMeshAnnotations';
import { parsePod } from './Pod';
import { parseReplicaSet } from './ReplicaSet';
import { parseService } from './Service';

function recorded(kind: string): unknown {
  const file = join(
    __dirname,
    '..',
    '__fixtures__',
    'recorded',
    `${kind}.json`,
  );
  return JSON.parse(readFileSync(file, 'utf8')).object;
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}

describe('Pods', () => {
  const injected = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'checkout-primary-7d9c-x2x',
      namespace: 'shop',
      labels: { app: 'checkout-primary', 'pod-template-hash': '7d9c' },
      annotations: {
        'sidecar.istio.io/status': '{"containers":["istio-proxy"]}',
        'sidecar.istio.io/inject': 'true',
        'istio.io/rev': 'default',
        'proxy.istio.io/config': 'concurrency: 2',
        'prometheus.io/scrape': 'true',
        'kubectl.kubernetes.io/restartedAt': '2026-11-24T04:27:21Z',
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: 'checkout-primary-7d9c',
          uid: 'a',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      serviceAccountName: 'checkout',
      nodeName: 'node-1',
      containers: [
        {
          name: 'checkout',
          image: 'registry.example/checkout:1.2.3',
          env: [{ name: 'PASSWORD', value: 'hunter2' }],
          ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        },
      ],
      initContainers: [
        { name: 'istio-proxy', image: 'proxyv2', restartPolicy: 'Always' },
      ],
      volumes: [{ name: 'token' }],
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      hostIP: '10.1.0.1',
      containerStatuses: [
        {
          name: 'checkout',
          ready: false,
          restartCount: 4,
          containerID: 'containerd://1',
          state: {
            waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' },
          },
        },
      ],
    },
  };

  it('keep what tells image, readiness, owner and mesh', () => {
    const { object, findings } = parsePod(injected);
    expect(findings).toEqual([]);
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'checkout-primary-7d9c-x2x',
        namespace: 'shop',
        labels: { app: 'checkout-primary', 'pod-template-hash': '7d9c' },
        annotations: {
          'sidecar.istio.io/inject': 'true',
          'istio.io/rev': 'default',
          'proxy.istio.io/config': 'concurrency: 2',
          'kubectl.kubernetes.io/restartedAt': '2026-11-24T04:27:21Z',
        },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: 'checkout-primary-7d9c',
            uid: 'a',
            controller: true,
          },
        ],
      },
      spec: {
        serviceAccountName: 'checkout',
        nodeName: 'node-1',
        containers: [
          {
            name: 'checkout',
            image: 'registry.example/checkout:1.2.3',
            ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
          },
        ],
        initContainers: [
          { name: 'istio-proxy', image: 'proxyv2', restartPolicy: 'Always' },
        ],
      },
      status: {
        phase: 'Running',
        podIP: '10.0.0.1',
        containerStatuses: [
          {
            name: 'checkout',
            ready: false,
            restartCount: 4,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
          },
        ],
      },
    });
  });

  it('keep no environment, which may hold passwords', () => {
    expect(JSON.stringify(parsePod(injected))).not.toContain('hunter2');
  });

  it('shrink to less than half', () => {
    const raw = recorded('Pod');
    expect(sizeOf(parsePod(raw).object)).toBeLessThan(sizeOf(raw) / 2);
  });
});

describe('keepMeshAnnotations', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod' };

  it('leaves no empty map behind', () => {
    const metadata = { name: 'a', annotations: { 'example.com/a': 'b' } };
    expect(keepMeshAnnotations({ ...pod, metadata })).toEqual({
      ...pod,
      metadata: { name: 'a' },
    });
  });

  it('takes an object without annotations', () => {
    expect(keepMeshAnnotations({ ...pod, metadata: { name: 'a' } })).toEqual({
      ...pod,
      metadata: { name: 'a' },
    });
  });
});

describe('ReplicaSets', () => {
  it('keep hash, owner, revision and images', () => {
    const raw = recorded('ReplicaSet');
    const { object } = parseReplicaSet(raw);
    expect(object?.metadata.labels?.['pod-template-hash']).toMatch(/\w+/);
    expect(object?.metadata.ownerReferences?.[0].kind).toBe('Deployment');
    expect(
      object?.metadata.annotations?.['deployment.kubernetes.io/revision'],
    ).toMatch(/^\d+$/);
    expect(object?.spec.template?.spec?.containers?.[0].image).toContain(':');
    expect(sizeOf(object)).toBeLessThan(sizeOf(raw));
  });
});

describe('Events', () => {
  it('keep message, count, times and the object they are about', () => {
    const { object } = parseEvent(recorded('Event'));
    expect(object).toMatchObject({
      reason: 'Synced',
      involvedObject: { kind: 'Canary' },
    });
    expect(object?.message).toEqual(expect.any(String));
    expect(object?.count).toEqual(expect.any(Number));
    expect(object?.firstTimestamp).toMatch(/^2026-/);
  });
});

describe('the ConfigMap of Istio', () => {
  it('is cut to the mesh configuration', () => {
    const { object, findings } = parseConfigMap({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
      data: { mesh: 'trustDomain: cluster.local', meshNetworks: '{}' },
      binaryData: { other: 'AA==' },
    });
    expect(findings).toEqual([]);
    expect(object?.data).toEqual({ mesh: 'trustDomain: cluster.local' });
    expect(object).not.toHaveProperty('binaryData');
  });
});

describe('Services', () => {
  it('read target ports by number and by name', () => {
    const { object, findings } = parseService({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {
        ports: [
          { port: 80, targetPort: 8080 },
          { port: 81, targetPort: 'http' },
          { port: 82, targetPort: {} },
          { targetPort: 8080 },
        ],
      },
    });
    expect(object?.spec.ports).toEqual([
      { port: 80, targetPort: 8080 },
      { port: 81, targetPort: 'http' },
      { port: 82 },
    ]);
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ['malformed-field', 'spec.ports[2].targetPort'],
      ['missing-field', 'spec.ports[3].port'],
    ]);
  });
});
