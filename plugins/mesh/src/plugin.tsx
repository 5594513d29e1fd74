import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  meshApiRef,
  meshTranslationRef,
} from '@fairway/backstage-plugin-mesh-react';
import { RiRouteLine } from '@remixicon/react';
import { z } from 'zod';
import { EntityCardBlueprint, EntityContentBlueprint } from './alpha';
import { LazyMeshClient } from './api/LazyMeshClient';
import { annotatedPredicate, tabPredicate } from './entity/meshAnnotations';
import { canaryRouteRef, routingRouteRef, topologyRouteRef } from './routes';

/** `pollMs`: pause between two requests of a view in ms, at least a second. */
const configSchema = {
  pollMs: z.number().int().min(1_000).optional(),
};

const meshApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: meshApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new LazyMeshClient(deps),
    }),
});

const routingContent = EntityContentBlueprint.makeWithOverrides({
  name: 'routing',
  configSchema,
  factory: (original, { config }) =>
    original({
      path: '/routing',
      title: meshTranslationRef('tab.routing'),
      routeRef: routingRouteRef,
      filter: tabPredicate,
      loader: async () => {
        const { RoutingPage } = await import('./features/routing/RoutingPage');
        return <RoutingPage pollMs={config.pollMs} />;
      },
    }),
});

const canaryContent = EntityContentBlueprint.makeWithOverrides({
  name: 'canary',
  configSchema,
  factory: (original, { config }) =>
    original({
      path: '/canary',
      title: meshTranslationRef('tab.canary'),
      routeRef: canaryRouteRef,
      filter: tabPredicate,
      loader: async () => {
        const { CanaryPage } = await import('./features/canary/CanaryPage');
        return <CanaryPage pollMs={config.pollMs} />;
      },
    }),
});

const topologyContent = EntityContentBlueprint.makeWithOverrides({
  name: 'topology',
  configSchema,
  factory: (original, { config }) =>
    original({
      path: '/topology',
      title: meshTranslationRef('tab.topology'),
      routeRef: topologyRouteRef,
      filter: tabPredicate,
      loader: async () => {
        const { TopologyPage } =
          await import('./features/topology/TopologyPage');
        return <TopologyPage pollMs={config.pollMs} />;
      },
    }),
});

const overviewCard = EntityCardBlueprint.makeWithOverrides({
  name: 'overview',
  configSchema,
  factory: (original, { config }) =>
    original({
      filter: annotatedPredicate,
      type: 'info',
      loader: async () => {
        const { LinkedMeshCard } =
          await import('./features/overview/LinkedMeshCard');
        return <LinkedMeshCard pollMs={config.pollMs} />;
      },
    }),
});

/**
 * Routing, Canary and Topology of a service mesh on the page of every service.
 *
 * @public
 */
export const meshPlugin = createFrontendPlugin({
  pluginId: 'mesh',
  title: 'Mesh',
  icon: <RiRouteLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    meshApi,
    routingContent,
    canaryContent,
    topologyContent,
    overviewCard,
  ],
  routes: {
    routing: routingRouteRef,
    canary: canaryRouteRef,
    topology: topologyRouteRef,
  },
});
