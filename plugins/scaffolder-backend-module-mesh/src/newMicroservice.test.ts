import { startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { parseResource } from '@fairway/mesh-core';
import { dryRunRequest, readDryRunFiles } from '@fairway/mesh-test-utils/node';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModuleMesh from './index';
import {
  canary,
  service,
  TEMPLATE,
  tested,
} from './__testUtils__/newMicroservice';

/** Files that both ways of releasing have in common. */
const COMMON_FILES = [
  'README.md',
  'catalog-info.yaml',
  'deploy/base/deployment.yaml',
  'deploy/base/horizontalpodautoscaler.yaml',
  'deploy/base/kustomization.yaml',
  'deploy/base/mesh/kustomization.yaml',
  'deploy/base/serviceaccount.yaml',
];

describe('the template New microservice', () => {
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];

  beforeAll(async () => {
    ({ server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleMesh,
        catalogServiceMock.factory(),
      ],
    }));
  });

  async function dryRun(values: object): Promise<request.Response> {
    return request(server)
      .post('/api/scaffolder/v2/dry-run')
      .send(dryRunRequest(TEMPLATE, { ...service, ...values }));
  }

  async function filesOf(values: object): Promise<Record<string, string>> {
    const { status, body } = await dryRun(values);
    expect([status, body.errors ?? body.error]).toEqual([200, undefined]);
    return readDryRunFiles(body);
  }

  it('lays out a repository with a release plan', async () => {
    const files = await filesOf({ ...canary, ...tested });

    expect(Object.keys(files).sort()).toEqual(
      [...COMMON_FILES, 'deploy/base/mesh/canary-reviews.yaml'].sort(),
    );
    const plan = parse(files['deploy/base/mesh/canary-reviews.yaml']);
    expect(parseResource(plan).findings).toEqual([]);
    expect(plan.spec).toMatchObject({
      targetRef: { kind: 'Deployment', name: 'reviews' },
      autoscalerRef: { kind: 'HorizontalPodAutoscaler', name: 'reviews' },
      service: {
        port: 80,
        targetPort: 8080,
        timeout: '5s',
        retries: { attempts: 2 },
      },
      analysis: {
        stepWeight: 10,
        maxWeight: 50,
        interval: '1m',
        threshold: 5,
        metrics: [
          { name: 'request-success-rate', thresholdRange: { min: 99.5 } },
          { name: 'request-duration', thresholdRange: { max: 500 } },
        ],
        webhooks: [
          {
            metadata: {
              cmd: 'hey -z 1m -q 5 -c 2 http://reviews-canary.shop:80/healthz',
            },
          },
        ],
      },
    });
  });

  it('lays out a repository with routes and the Service that Flagger would make', async () => {
    const files = await filesOf({ release: 'rolling' });

    expect(Object.keys(files).sort()).toEqual(
      [
        ...COMMON_FILES,
        'deploy/base/mesh/destinationrule-reviews.yaml',
        'deploy/base/mesh/virtualservice-reviews.yaml',
        'deploy/base/service.yaml',
      ].sort(),
    );
    const routes = parse(files['deploy/base/mesh/virtualservice-reviews.yaml']);
    expect(routes.spec).toEqual({
      hosts: ['reviews.shop.svc.cluster.local'],
      http: [
        {
          name: 'default',
          route: [{ destination: { host: 'reviews.shop.svc.cluster.local' } }],
          timeout: '5s',
          retries: { attempts: 2 },
        },
      ],
    });
    expect(parse(files['deploy/base/service.yaml']).spec.ports).toEqual([
      { name: 'http', port: 80, targetPort: 'http' },
    ]);
  });

  it.each([
    ['a canary', { ...canary, ...tested }],
    [
      'a canary of gRPC',
      { ...canary, sendTestRequests: false, protocol: 'grpc' },
    ],
    ['rolling updates', { release: 'rolling' }],
  ])(
    'writes objects for %s that the mesh and Backstage find',
    async (_, how) => {
      const files = await filesOf(how);
      const deployed = Object.entries(files)
        .filter(([path]) => /^deploy\/.*(?<!kustomization)\.yaml$/.test(path))
        .map(([, text]) => parse(text));

      for (const { metadata } of deployed) {
        expect(metadata).toMatchObject({
          name: 'reviews',
          namespace: 'shop',
          labels: {
            'app.kubernetes.io/name': 'reviews',
            'backstage.io/kubernetes-id': 'reviews',
          },
        });
      }
      const { spec } = parse(files['deploy/base/deployment.yaml']);
      expect(spec).not.toHaveProperty('replicas');
      expect(spec.template.metadata.labels).toMatchObject({
        ...spec.selector.matchLabels,
        'backstage.io/kubernetes-id': 'reviews',
      });
    },
  );

  it.each([
    ['a canary', { ...canary, ...tested }],
    ['rolling updates', { release: 'rolling' }],
  ])('lists for %s exactly the files that are there', async (_, how) => {
    const files = await filesOf(how);
    const listed = (folder: string): string[] =>
      parse(files[`${folder}/kustomization.yaml`]).resources.flatMap(
        (name: string) =>
          name.endsWith('.yaml')
            ? [`${folder}/${name}`]
            : listed(`${folder}/${name}`),
      );
    const present = Object.keys(files).filter(
      path =>
        path.startsWith('deploy/') && !path.endsWith('kustomization.yaml'),
    );

    expect(listed('deploy/base').sort()).toEqual(present.sort());
  });

  it('writes a catalog entry by which the tabs find the service', async () => {
    const files = await filesOf({ release: 'rolling' });

    expect(parse(files['catalog-info.yaml'])).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'reviews',
        description: service.description,
        annotations: {
          'backstage.io/kubernetes-id': 'reviews',
          'backstage.io/kubernetes-namespace': 'shop',
          'backstage.io/kubernetes-cluster': 'sandbox',
        },
      },
      spec: {
        type: 'service',
        lifecycle: 'experimental',
        owner: 'group:default/team-checkout',
        system: 'system:default/shop',
      },
    });
  });

  it('leaves no place unfilled', async () => {
    for (const how of [{ ...canary, ...tested }, { release: 'rolling' }]) {
      for (const text of Object.values(await filesOf(how))) {
        expect(text).not.toMatch(/\$\{\{|undefined|\bnull\b/);
      }
    }
  });

  it('shows what it wrote', async () => {
    const { body } = await dryRun({ ...canary, ...tested });
    const [text] = body.output.text;

    expect(text.content).toContain(
      'The repository of **reviews** is laid out.',
    );
    expect(text.content).toContain('kind: Canary');
  });

  it.each([
    ['a name that Kubernetes refuses', { name: 'Reviews' }],
    ['a share of nothing', { ...canary, ...tested, stepWeight: 0 }],
    ['no way to release', { release: 'hope' }],
  ])('refuses %s before anything runs', async (_, values) => {
    const { status, body } = await dryRun({ release: 'rolling', ...values });

    expect(status).toBe(400);
    expect(body.errors).not.toHaveLength(0);
  });

  it('says in words what the form cannot know', async () => {
    const { status, body } = await dryRun({
      ...canary,
      ...tested,
      stepWeight: 60,
    });

    expect(status).toBe(400);
    expect(body.error.message).toContain(
      'canary.stepWeight is more than maxWeight (50)',
    );
  });
});
