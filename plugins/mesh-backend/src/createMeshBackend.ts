import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  MeshService,
  TopologySource,
} from '@fairway/backstage-plugin-mesh-node';
import { focusGraph, routingModel } from '@fairway/mesh-core';
import { EntityAuthorizer, EntityIndex, EntityReader } from './access';
import type { MetricsService } from './alpha';
import type { MeshConfig } from './config';
import { WatchMetrics, observeWatchAge } from './metrics';
import {
  AuthorizedMeshService,
  ContextReader,
  DefaultMeshService,
  GraphReader,
  NeighbourGuard,
  RouteQuestions,
} from './service';
import { EntitySignals } from './signals';
import {
  KubernetesClusterSource,
  KubernetesProxyClient,
} from './sources/kubernetes';
import type { Clock } from './time';

/** What the backend is made of. */
export interface MeshBackendOptions {
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  config: MeshConfig;
  discovery: DiscoveryService;
  fetch: typeof fetch;
  logger: LoggerService;
  metrics: MetricsService;
  permissions: PermissionsService;
  /** A number in [0, 1). */
  random: () => number;
  signals: SignalsService;
  topology?: TopologySource;
}

/** The backend without its HTTP side. */
export interface MeshBackend {
  /** Checks permissions. */
  service: MeshService;
  /** Begins to read the clusters. */
  start(): void;
  /** Ends all requests and timers. */
  stop(): Promise<void>;
}

/** Puts the parts of the backend together. */
export function createMeshBackend(options: MeshBackendOptions): MeshBackend {
  const { auth, catalog, clock, logger, metrics, topology } = options;
  const now = () => clock.now();
  const source = new KubernetesClusterSource({
    ...options,
    client: new KubernetesProxyClient({ ...options, now }),
    config: options.config.kubernetes,
    observer: new WatchMetrics(metrics),
  });
  observeWatchAge(metrics, source, now);
  const entities = new EntityReader({ auth, catalog, now });
  const index = new EntityIndex({ auth, catalog, now });
  const authorizer = new EntityAuthorizer({ ...options, now });
  const contexts = new ContextReader({ source, entities, index, now });
  const signals = new EntitySignals({
    source,
    contexts,
    signals: options.signals,
    clock,
    logger,
  });
  const guard = new NeighbourGuard({ index, entities, authorizer });
  const graphs = new GraphReader({
    topology,
    source,
    guard,
    focus: focusGraph,
    now,
  });
  const service = new DefaultMeshService({
    contexts,
    graphs,
    source,
    topology,
    routes: new RouteQuestions({ graphs, clock }),
    routingModel,
    clock,
    onViewed: (context, caller) => signals.onViewed(context, caller),
  });
  return {
    service: new AuthorizedMeshService({ service, entities, authorizer }),
    start() {
      signals.start();
      source.start();
    },
    async stop() {
      signals.stop();
      await source.stop();
    },
  };
}
