import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  canaryListViewSchema,
  canaryViewSchema,
  routeCallersViewSchema,
  routingViewSchema,
  summaryViewSchema,
  topologyViewSchema,
} from '@fairway/backstage-plugin-mesh-common';
import { aMeshGraph, aRoutingModel, aSource } from '@fairway/mesh-test-utils';
import { EntityIndex, EntityReader } from '../access';
import { ManualClock } from '../__testUtils__/ManualClock';
import {
  anEntity,
  aRelease,
  aService,
  aState,
  FakeClusterSource,
  snapshotOf,
} from '../__testUtils__/smallWorld';
import { ContextReader } from './ContextReader';
import {
  DefaultMeshService,
  type DefaultMeshServiceOptions,
} from './DefaultMeshService';
import { RouteQuestions } from './routes/RouteQuestions';
import type { GraphAnswer } from './GraphReader';

const CHECKOUT = 'component:default/checkout';
const QUERY = { window: 300, graphType: 'workload' } as const;
const canary = { cluster: 'sandbox', namespace: 'shop', name: 'checkout' };

const objects = [
  ...aService('shop', 'checkout'),
  ...aRelease('shop', 'checkout', [80, 20]),
  ...aService('shop', 'cart'),
];
const entities: Entity[] = [
  anEntity('checkout'),
  anEntity('cart'),
  anEntity('plain', {}),
  anEntity('lost', { 'backstage.io/kubernetes-id': 'lost' }),
  anEntity('far', {
    'backstage.io/kubernetes-id': 'far',
    'backstage.io/kubernetes-cluster': 'mars',
  }),
  anEntity('evil', { 'fairway.dev/workloads': 'shop/checkout' }),
];

function setUp() {
  const clock = new ManualClock();
  const now = () => clock.now();
  const source = new FakeClusterSource(snapshotOf('sandbox', objects));
  const catalog = catalogServiceMock({ entities });
  const auth = mockServices.auth();
  const graphs = { read: jest.fn() };
  graphs.read.mockResolvedValue({
    type: 'kiali',
    version: '2.31.0',
    graph: aMeshGraph(),
    state: aSource({ id: 'kiali', type: 'kiali' }),
  } satisfies GraphAnswer);
  const routingModel = jest.fn(
    (..._: Parameters<DefaultMeshServiceOptions['routingModel']>) =>
      aRoutingModel(),
  );
  const onViewed = jest.fn();
  const service = new DefaultMeshService({
    contexts: new ContextReader({
      source,
      entities: new EntityReader({ auth, catalog, now }),
      index: new EntityIndex({ auth, catalog, now }),
      now,
    }),
    graphs,
    source,
    routes: new RouteQuestions({ graphs, clock }),
    routingModel,
    clock,
    onViewed,
  });
  const caller = { credentials: mockCredentials.user('user:default/casey') };
  return { clock, source, graphs, routingModel, onViewed, service, caller };
}

describe('an entity with workloads', () => {
  it('has its routing, made once per snapshot', async () => {
    const { service, caller, routingModel } = setUp();
    const view = routingViewSchema.parse(
      await service.getRouting(CHECKOUT, caller),
    );
    expect(view).toMatchObject({
      status: 'ok',
      entityRef: CHECKOUT,
      binding: { state: 'confirmed' },
      clusters: [{ cluster: 'sandbox' }],
      freshness: { sources: [{ kind: 'Deployment' }, { kind: 'Canary' }] },
    });
    await service.getRouting(CHECKOUT, caller);
    expect(routingModel).toHaveBeenCalledTimes(1);
  });

  it('has another routing while a kind is not read', async () => {
    const { service, caller, routingModel, source } = setUp();
    source.sourceStates.push(aState('Pod', 'forbidden'));
    await service.getRouting(CHECKOUT, caller);
    source.sourceStates.pop();
    await service.getRouting(CHECKOUT, caller);
    expect(
      routingModel.mock.calls.map(([, , options]) => options.notRead),
    ).toEqual([['Pod'], []]);
  });

  it('has its releases, with the weights of the VirtualService', async () => {
    const { service, caller } = setUp();
    const view = canaryListViewSchema.parse(
      await service.getCanaries(CHECKOUT, caller),
    );
    expect(view).toMatchObject({
      status: 'ok',
      canaries: [
        {
          ref: { name: 'checkout', kind: 'Canary' },
          phase: 'Progressing',
          weights: { state: 'known', primary: 80, canary: 20 },
        },
      ],
      withoutCanary: [],
    });
  });

  it('without a release has its workloads', async () => {
    const { service, caller } = setUp();
    expect(
      await service.getCanaries('component:default/cart', caller),
    ).toMatchObject({
      canaries: [],
      withoutCanary: [{ kind: 'Deployment', name: 'cart' }],
    });
  });

  it('has one release in detail', async () => {
    const { service, caller } = setUp();
    const view = canaryViewSchema.parse(
      await service.getCanary(CHECKOUT, canary, caller),
    );
    expect(view.canary.ref).toMatchObject(canary);
  });

  it.each([
    ['of another entity', 'component:default/cart', canary],
    ['in another cluster', CHECKOUT, { ...canary, cluster: 'eu' }],
    ['that is not there', CHECKOUT, { ...canary, name: 'x' }],
    ['of an entity without workloads', 'component:default/plain', canary],
  ])('does not know the release %s', async (_, ref, location) => {
    const { service, caller } = setUp();
    await expect(service.getCanary(ref, location, caller)).rejects.toThrow(
      NotFoundError,
    );
  });

  it('has its graph, with the state of where it came from', async () => {
    const { service, caller } = setUp();
    const view = topologyViewSchema.parse(
      await service.getTopology(CHECKOUT, QUERY, caller),
    );
    expect(view).toMatchObject({
      status: 'ok',
      source: { type: 'kiali', version: '2.31.0' },
      windowSeconds: 300,
    });
    expect(view.freshness.sources.at(-1)?.id).toBe('kiali');
  });

  it('is worth a signal to those who look at it', async () => {
    const { service, caller, onViewed } = setUp();
    await service.getRouting(CHECKOUT, caller);
    expect(onViewed).toHaveBeenCalledWith(
      expect.objectContaining({ entityRef: CHECKOUT }),
      caller,
    );
  });

  it('has a revision that changes with it', async () => {
    const { service, caller, source } = setUp();
    const revision = async () => {
      const view = await service.getRouting(CHECKOUT, caller);
      return view.status === 'ok' && view.revision;
    };
    const before = await revision();
    expect(await revision()).toBe(before);
    const [deployment] = aService('shop', 'checkout');
    deployment.metadata.resourceVersion = '2';
    source.set(snapshotOf('sandbox', [...objects, deployment]));
    expect(await revision()).not.toBe(before);
  });
});

describe('the summary', () => {
  it('has the release, the findings and the traffic', async () => {
    const { service, caller } = setUp();
    const view = summaryViewSchema.parse(
      await service.getSummary(CHECKOUT, caller),
    );
    expect(view).toMatchObject({
      canary: { phase: 'Progressing' },
      otherCanaries: 0,
      mtls: aRoutingModel().mtls,
      traffic: { ratePerSecond: expect.any(Number) },
      withheld: [],
    });
  });

  it.each([
    ['routing', ['mtls', 'findings']],
    ['canary', ['canary']],
    ['topology', ['traffic']],
  ] as const)('leaves out %s when it is told to', async (part, fields) => {
    const { service, caller, graphs, routingModel } = setUp();
    const parts = new Set(['routing', 'canary', 'topology'] as const);
    parts.delete(part);
    const view = await service.getSummary(CHECKOUT, { ...caller, parts });
    expect(view).toMatchObject({ withheld: [part] });
    fields.forEach(field => expect(view).not.toHaveProperty(field));
    expect(routingModel.mock.calls.length > 0).toBe(part !== 'routing');
    expect(graphs.read.mock.calls.length > 0).toBe(part !== 'topology');
  });

  it('does not wait for a slow source of the traffic', async () => {
    const { service, caller, clock, graphs } = setUp();
    graphs.read.mockReturnValue(new Promise(() => {}));
    const summary = service.getSummary(CHECKOUT, caller);
    await clock.advance(2_000);
    const view = summaryViewSchema.parse(await summary);
    expect(view).not.toHaveProperty('traffic');
    expect(view.freshness.sources.at(-1)).toMatchObject({
      id: 'kiali',
      state: 'unavailable',
    });
    expect(clock.waiting).toBe(0);
  });
});

describe('an entity whose workloads the cluster does not confirm', () => {
  const EVIL = 'component:default/evil';
  const unconfirmed = {
    status: 'ok',
    revision: 0,
    binding: { state: 'unconfirmed' },
  };

  it('shows nothing of them', async () => {
    const { service, caller, graphs, routingModel } = setUp();
    const views = [
      await service.getSummary(EVIL, caller),
      await service.getRouting(EVIL, caller),
      await service.getCanaries(EVIL, caller),
      await service.getTopology(EVIL, QUERY, caller),
    ];
    for (const view of views) {
      expect(view).toMatchObject(unconfirmed);
      const { binding: _, ...rest } = summaryless(view);
      expect(JSON.stringify(rest)).not.toContain('checkout');
    }
    summaryViewSchema.parse(views[0]);
    routingViewSchema.parse(views[1]);
    canaryListViewSchema.parse(views[2]);
    topologyViewSchema.parse(views[3]);
    expect(graphs.read).not.toHaveBeenCalled();
    expect(routingModel).not.toHaveBeenCalled();
  });

  it('refuses the details of a release', async () => {
    const { service, caller } = setUp();
    await expect(service.getCanary(EVIL, canary, caller)).rejects.toThrow(
      NotAllowedError,
    );
  });

  /** The reason of the binding names what the entity itself names. */
  function summaryless(view: object): Record<string, unknown> {
    return JSON.parse(
      JSON.stringify(view, (key, value) =>
        key === 'reason' ? undefined : value,
      ),
    );
  }
});

describe('an entity without workloads', () => {
  it.each(['getSummary', 'getRouting', 'getCanaries'] as const)(
    'is told what to add: %s',
    async method => {
      const { service, caller } = setUp();
      expect(
        await service[method]('component:default/plain', caller),
      ).toMatchObject({
        status: 'not-configured',
        suggestion: { 'backstage.io/kubernetes-id': 'plain' },
      });
    },
  );

  it('is told what was looked for', async () => {
    const { service, caller } = setUp();
    const ref = 'component:default/lost';
    const view = await service.getTopology(ref, QUERY, caller);
    expect(topologyViewSchema.parse(view)).toMatchObject({
      status: 'no-workloads',
      lookedFor: [
        'Deployments and DaemonSets with the label backstage.io/kubernetes-id=lost in all namespaces of sandbox',
      ],
    });
  });

  it('is told that its cluster is not read', async () => {
    const { service, caller } = setUp();
    expect(
      await service.getRouting('component:default/far', caller),
    ).toMatchObject({
      status: 'no-workloads',
      freshness: {
        sources: [
          {
            id: 'kubernetes:mars',
            state: 'not-configured',
            reason: 'The entity names cluster mars, which is not read.',
          },
        ],
      },
    });
  });

  it('is told so when nothing was read yet', async () => {
    const { service, caller, source } = setUp();
    source.snapshots.clear();
    source.sourceStates = [
      aState('Deployment', 'loading', {
        id: 'kubernetes',
        cluster: undefined,
        kind: undefined,
      }),
    ];
    expect(await service.getRouting(CHECKOUT, caller)).toMatchObject({
      status: 'no-workloads',
      reason: 'No cluster is read yet.',
      freshness: { sources: [{ state: 'loading' }] },
    });
  });
});

it('an entity that the caller does not see is not found', async () => {
  const { service, caller } = setUp();
  await expect(
    service.getRouting('component:default/secret', caller),
  ).rejects.toThrow(NotFoundError);
});

it('the sources are those of the clusters', async () => {
  const { service, caller } = setUp();
  expect(await service.getSources(caller)).toMatchObject({
    observedAt: '2026-11-25T10:00:00.000Z',
    sources: [{ kind: 'Deployment' }, { kind: 'Canary' }],
  });
});

describe('who calls', () => {
  const callers = async (
    { service, caller }: ReturnType<typeof setUp>,
    telemetry: boolean | undefined,
    entityRef = CHECKOUT,
  ) =>
    routeCallersViewSchema.parse(
      await service.getRouteCallers(entityRef, { ...caller, telemetry }),
    );

  it('is measured, and says how the source is', async () => {
    const world = setUp();
    const view = await callers(world, true);
    expect(view).toMatchObject({ windowSeconds: 300 });
    expect(view.freshness.sources).toContainEqual(
      expect.objectContaining({ id: 'kiali', state: 'live' }),
    );
    expect(world.graphs.read.mock.calls[0][1]).toEqual({
      window: 300,
      graphType: 'workload',
    });
  });

  it.each([false, undefined])(
    'is not measured without the permission (%s)',
    async telemetry => {
      const world = setUp();
      const view = await callers(world, telemetry);
      expect(view).not.toHaveProperty('windowSeconds');
      expect(world.graphs.read).not.toHaveBeenCalled();
    },
  );

  it('is not measured for an entity that nobody confirms', async () => {
    const world = setUp();
    const view = await callers(world, true, 'component:default/evil');
    expect(view).toMatchObject({
      clusters: [{ cluster: 'sandbox', callers: [] }],
    });
    expect(world.graphs.read).not.toHaveBeenCalled();
  });

  it('does not wait for a slow source', async () => {
    const world = setUp();
    world.graphs.read.mockReturnValue(new Promise(() => {}));
    const asked = callers(world, true);
    await new Promise(resolve => setImmediate(resolve));
    await world.clock.advance(3_000);
    const view = await asked;
    expect(view).not.toHaveProperty('windowSeconds');
    expect(view.freshness.sources).toContainEqual(
      expect.objectContaining({ id: 'kiali', state: 'unavailable' }),
    );
  });
});
