import { resolve } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import {
  startSandbox,
  type KubernetesObject,
  type Sandbox,
  type SandboxOptions,
} from '@fairway/mesh-sandbox';
import request from 'supertest';
import meshPlugin from '..';
import { anEntity } from './smallWorld';

const SHOP = resolve(__dirname, '../../../../examples/scenarios/shop');

/** Entities of the demo world, as far as the tests ask about them. */
export const shopEntities: Entity[] = [
  ...[
    'web',
    'checkout',
    'cart',
    'catalogue',
    'recommendations',
    'payments',
    'fraud',
    'accounts',
    'notifications',
  ].map(name => anEntity(name, { 'backstage.io/kubernetes-id': name })),
  anEntity('plain', {}),
];

/** A running mesh plugin. */
export interface RunningMesh {
  sandbox: Sandbox;
  /** Sends a GET request to the plugin, as the default user of the tests. */
  get(path: string): request.Test;
  /** Sends a POST request with a body of JSON. */
  post(path: string, body: object): request.Test;
  stop(): Promise<void>;
}

/** Starts the mesh plugin on the real kubernetes plugin, on a sandbox. */
export async function startMesh(
  options: {
    sandbox?: Partial<SandboxOptions>;
    /** Section `mesh.kubernetes` of the configuration. */
    kubernetes?: JsonObject;
    features?: BackendFeature[];
    entities?: Entity[];
  } = {},
): Promise<RunningMesh> {
  const sandbox = await startSandbox({
    scenario: SHOP,
    timer: false,
    bookmarkIntervalMs: 500,
    ...options.sandbox,
  });
  const backend = await startTestBackend({
    features: [
      meshPlugin,
      kubernetesPlugin,
      catalogServiceMock.factory({
        entities: options.entities ?? shopEntities,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: async () => {} }),
      }),
      mockServices.rootConfig.factory({
        data: {
          mesh: { kubernetes: { watchSilence: '2s', ...options.kubernetes } },
          kubernetes: {
            serviceLocatorMethod: { type: 'singleTenant' },
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    name: 'sandbox',
                    url: sandbox.kubernetesUrl,
                    authProvider: 'serviceAccount',
                    serviceAccountToken: 'sandbox-demo',
                    skipMetricsLookup: true,
                  },
                ],
              },
            ],
          },
        },
      }),
      ...(options.features ?? []),
    ],
  });
  return {
    sandbox,
    get: path => request(backend.server).get(`/api/mesh${path}`),
    post: (path, body) =>
      request(backend.server).post(`/api/mesh${path}`).send(body),
    stop: async () => {
      await backend.stop();
      await sandbox.stop();
    },
  };
}

/** Tries until the check passes; fails with its last error after `timeoutMs`. */
export async function eventually<T>(
  check: () => Promise<T>,
  timeoutMs: number = 10_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(done => setTimeout(done, 25));
    }
  }
}

/** Releases another image of a service of the shop. */
export function setImage(
  sandbox: Sandbox,
  namespace: string,
  name: string,
  image: string,
): void {
  const kind = 'deployments.apps';
  const deployment = structuredClone(
    sandbox.store.get({ kind, namespace, name }),
  ) as unknown as {
    spec: { template: { spec: { containers: { image: string }[] } } };
  };
  deployment.spec.template.spec.containers[0].image = image;
  sandbox.store.update(deployment as unknown as KubernetesObject);
}
