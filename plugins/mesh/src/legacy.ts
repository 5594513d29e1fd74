/**
 * The same tabs and card for apps of the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { meshApiRef } from '@fairway/backstage-plugin-mesh-react';
import { LazyMeshClient } from './api/LazyMeshClient';

export { isMeshAvailable } from './entity/meshAnnotations';
export {
  meshApiRef,
  meshTranslationRef,
} from '@fairway/backstage-plugin-mesh-react';

/**
 * Props of the tabs and the card.
 *
 * @public
 */
export interface EntityMeshProps {
  /** Milliseconds between two questions to the backend while the page is visible. */
  pollMs?: number;
}

const routingRouteRef = createRouteRef({ id: 'mesh-routing' });
const canaryRouteRef = createRouteRef({ id: 'mesh-canary' });
const topologyRouteRef = createRouteRef({ id: 'mesh-topology' });

/**
 * The plugin for apps made with `createApp` of `@backstage/app-defaults`.
 *
 * @public
 */
export const meshPlugin = createPlugin({
  id: 'mesh',
  apis: [
    createApiFactory({
      api: meshApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new LazyMeshClient(deps),
    }),
  ],
  routes: {
    routing: routingRouteRef,
    canary: canaryRouteRef,
    topology: topologyRouteRef,
  },
});

/**
 * Content of `<EntityLayout.Route path="/routing" title="Routing">`.
 *
 * @public
 */
export const EntityMeshRoutingContent: (props: EntityMeshProps) => JSX.Element =
  meshPlugin.provide(
    createRoutableExtension({
      name: 'EntityMeshRoutingContent',
      component: async () => {
        const { RoutingPage } = await import('./features/routing/RoutingPage');
        return RoutingPage;
      },
      mountPoint: routingRouteRef,
    }),
  );

/**
 * Content of `<EntityLayout.Route path="/canary" title="Canary">`.
 *
 * @public
 */
export const EntityMeshCanaryContent: (props: EntityMeshProps) => JSX.Element =
  meshPlugin.provide(
    createRoutableExtension({
      name: 'EntityMeshCanaryContent',
      component: async () => {
        const { CanaryPage } = await import('./features/canary/CanaryPage');
        return CanaryPage;
      },
      mountPoint: canaryRouteRef,
    }),
  );

/**
 * Content of `<EntityLayout.Route path="/topology" title="Topology">`.
 *
 * @public
 */
export const EntityMeshTopologyContent: (
  props: EntityMeshProps,
) => JSX.Element = meshPlugin.provide(
  createRoutableExtension({
    name: 'EntityMeshTopologyContent',
    component: async () => {
      const { TopologyPage } = await import('./features/topology/TopologyPage');
      return TopologyPage;
    },
    mountPoint: topologyRouteRef,
  }),
);

/**
 * The card of the overview page. Its links lead to the tabs at `/routing`, `/canary` and `/topology` of the entity page.
 *
 * @public
 */
export const EntityMeshCard: (props: EntityMeshProps) => JSX.Element =
  meshPlugin.provide(
    createComponentExtension({
      name: 'EntityMeshCard',
      component: {
        lazy: async () => {
          const { LegacyMeshCard } =
            await import('./features/overview/LegacyMeshCard');
          return LegacyMeshCard;
        },
      },
    }),
  );
