import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { meshPermissions } from '@fairway/backstage-plugin-mesh-common';
import {
  meshTopologyExtensionPoint,
  type TopologySource,
} from '@fairway/backstage-plugin-mesh-node';
import { metricsServiceRef } from './alpha';
import { readMeshConfig } from './config';
import { createMeshBackend } from './createMeshBackend';
import { createRouter } from './router';
import { systemClock } from './time';

/**
 * The backend of the mesh plugin: reads the objects of the clusters through the kubernetes plugin, keeps them current, and answers
 * the questions of the entity pages about routing, releases and traffic.
 *
 * @public
 */
export const meshPlugin = createBackendPlugin({
  pluginId: 'mesh',
  register(env) {
    let topology: TopologySource | undefined;
    env.registerExtensionPoint(meshTopologyExtensionPoint, {
      setTopologySource(source) {
        if (topology) {
          throw new Error(
            'There are two sources of the traffic graph. Install one module that brings one.',
          );
        }
        topology = source;
      },
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auditor, httpAuth, httpRouter, lifecycle } = deps;
        const mesh = createMeshBackend({
          ...deps,
          config: readMeshConfig(deps.config),
          topology,
          clock: systemClock,
          random: Math.random,
          fetch,
        });
        deps.permissionsRegistry.addPermissions(meshPermissions);
        httpRouter.use(
          createRouter({ service: mesh.service, httpAuth, auditor }),
        );
        lifecycle.addStartupHook(() => mesh.start());
        lifecycle.addShutdownHook(() => mesh.stop());
      },
    });
  },
});
