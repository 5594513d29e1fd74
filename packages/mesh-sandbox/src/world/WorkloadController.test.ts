import {
  createObjectStore,
  KubernetesObject,
  nameOf,
  ObjectStore,
} from '../kubernetes';
import { createStoreKialiWorld } from './createStoreKialiWorld';
import { isReady } from './podOf';
import { reconcileEndpoints } from './reconcileEndpoints';
import { WorkloadController } from './WorkloadController';

const startMs = Date.parse('2026-11-25T12:00:00Z');

const namespace = (name: string, injected: boolean): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: injected ? { 'istio-injection': 'enabled' } : {} },
});

function deployment(
  name: string,
  fields: {
    image?: string;
    replicas?: number;
    labels?: Record<string, string>;
  } = {},
): KubernetesObject {
  const { image = 'cart:1', replicas = 2, labels = {} } = fields;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      replicas,
      revisionHistoryLimit: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, ...labels } },
        spec: {
          containers: [
            {
              name: 'main',
              image,
              ports: [{ name: 'http', containerPort: 8080 }],
            },
          ],
        },
      },
    },
  };
}

const service: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: {
    selector: { app: 'cart' },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  },
};

describe('WorkloadController', () => {
  let store: ObjectStore;
  let controller: WorkloadController;

  function begin(...objects: KubernetesObject[]): void {
    store = createObjectStore({
      objects: [namespace('shop', true), ...objects],
      now: () => startMs,
    });
    controller = new WorkloadController({ store, readyAfterMs: 2000 });
  }

  const pods = () => store.list('pods', 'shop').items;
  const readyPods = () => pods().filter(isReady);
  const status = () =>
    store.get({ kind: 'deployments.apps', namespace: 'shop', name: 'cart' })
      ?.status;
  const imagesOf = (items: readonly KubernetesObject[]) =>
    items.map(item => (item.spec?.containers as { image: string }[])[0].image);

  it('starts pods, which are ready a little later', () => {
    begin(deployment('cart'));
    expect(controller.reconcile(startMs)).toBe(2);
    expect(status()).toMatchObject({
      updatedReplicas: 2,
      unavailableReplicas: 2,
    });
    expect(readyPods()).toEqual([]);
    expect(controller.reconcile(startMs + 2000)).toBe(0);
    expect(readyPods()).toHaveLength(2);
    expect(status()).toMatchObject({
      readyReplicas: 2,
      availableReplicas: 2,
      observedGeneration: 1,
    });
  });

  it('changes nothing when it looks again', () => {
    begin(deployment('cart'));
    controller.reconcile(startMs);
    controller.reconcile(startMs + 2000);
    const revision = store.revision();
    controller.reconcile(startMs + 4000);
    expect(store.revision()).toBe(revision);
  });

  it('keeps old pods until new ones are ready', () => {
    begin(deployment('cart'));
    controller.reconcile(startMs);
    controller.reconcile(startMs + 2000);
    store.update(deployment('cart', { image: 'cart:2' }));
    controller.reconcile(startMs + 5000);
    expect(imagesOf(readyPods())).toEqual(['cart:1', 'cart:1']);
    expect(status()).toMatchObject({ replicas: 4, availableReplicas: 2 });
    controller.reconcile(startMs + 7000);
    expect(imagesOf(pods())).toEqual(['cart:2', 'cart:2']);
  });

  it('replaces a pod that somebody deletes', () => {
    begin(deployment('cart'));
    controller.reconcile(startMs);
    store.delete({ kind: 'pods', namespace: 'shop', name: nameOf(pods()[0]) });
    controller.reconcile(startMs + 10_000);
    expect(pods()).toHaveLength(2);
  });

  it('removes all pods at zero replicas and keeps the ReplicaSet', () => {
    begin(deployment('cart'));
    controller.reconcile(startMs);
    store.update(deployment('cart', { replicas: 0 }));
    controller.reconcile(startMs + 1000);
    expect(pods()).toEqual([]);
    expect(
      store.list('replicasets.apps').items.map(set => set.spec?.replicas),
    ).toEqual([0]);
  });

  it('keeps as many old ReplicaSets as the history allows, and reuses one whose template comes back', () => {
    begin(deployment('cart', { image: 'cart:0' }));
    for (let version = 0; version < 6; version += 1) {
      store.update(deployment('cart', { image: `cart:${version}` }));
      controller.reconcile(startMs + version * 10_000);
      controller.reconcile(startMs + version * 10_000 + 5000);
    }
    const images = () =>
      store
        .list('replicasets.apps')
        .items.map(set => (set.spec as any).template.spec.containers[0].image)
        .sort();
    expect(images()).toEqual(['cart:3', 'cart:4', 'cart:5']);
    store.update(deployment('cart', { image: 'cart:4' }));
    controller.reconcile(startMs + 100_000);
    expect(images()).toEqual(['cart:3', 'cart:4', 'cart:5']);
    const revisions = store
      .list('replicasets.apps')
      .items.map(set =>
        Number(set.metadata.annotations?.['deployment.kubernetes.io/revision']),
      );
    expect(Math.max(...revisions)).toBe(7);
  });

  it('injects a proxy where the namespace asks for it and the pod does not refuse', () => {
    begin(
      deployment('cart'),
      deployment('ledger', { labels: { 'sidecar.istio.io/inject': 'false' } }),
    );
    controller.reconcile(startMs);
    const containers = (app: string) =>
      (
        pods().find(pod => pod.metadata.labels?.app === app)?.spec
          ?.containers as { name: string }[]
      ).map(({ name }) => name);
    expect(containers('cart')).toEqual(['main', 'istio-proxy']);
    expect(containers('ledger')).toEqual(['main']);
    const workloads = createStoreKialiWorld(store).workloads('shop');
    expect(workloads.map(({ name, hasSidecar }) => [name, hasSidecar])).toEqual(
      [
        ['cart', true],
        ['ledger', false],
      ],
    );
  });

  it('leaves alone what is no Deployment it understands', () => {
    begin({ ...deployment('cart'), spec: { replicas: 3 } });
    expect(controller.reconcile(startMs)).toBe(0);
    expect(pods()).toEqual([]);
  });

  it('lets the slice of a Service follow its pods', () => {
    begin(deployment('cart'), service);
    controller.reconcile(startMs);
    reconcileEndpoints(store);
    const slice = () => store.list('endpointslices.discovery.k8s.io').items[0];
    const ready = () =>
      (slice().endpoints as { conditions: { ready: boolean } }[]).map(
        ({ conditions }) => conditions.ready,
      );
    expect(ready()).toEqual([false, false]);
    controller.reconcile(startMs + 2000);
    reconcileEndpoints(store);
    expect(ready()).toEqual([true, true]);
    expect(slice().ports).toEqual([
      { name: 'http', port: 8080, protocol: 'TCP' },
    ]);
  });
});
