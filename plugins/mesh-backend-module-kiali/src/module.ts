import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { meshTopologyExtensionPoint } from '@fairway/backstage-plugin-mesh-node';
import { KialiClient } from './client';
import { readKialiConfig } from './config';
import { createKialiGraphReader, KialiTopologySource } from './topology';

/**
 * Brings the traffic graph from Kiali to the mesh plugin. Does nothing without `mesh.kiali` in the configuration.
 *
 * @public
 */
export const meshModuleKiali = createBackendModule({
  pluginId: 'mesh',
  moduleId: 'kiali',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        topology: meshTopologyExtensionPoint,
      },
      async init({ config: root, lifecycle, logger, topology }) {
        const config = readKialiConfig(root);
        if (!config) {
          logger.info(
            'mesh.kiali is not configured, so there is no traffic graph',
          );
          return;
        }
        const controller = new AbortController();
        lifecycle.addShutdownHook(() => controller.abort());
        topology.setTopologySource(
          new KialiTopologySource({
            client: new KialiClient({ config, fetch }),
            config,
            reader: createKialiGraphReader(config.clusters),
            now: Date.now,
            signal: controller.signal,
          }),
        );
      },
    });
  },
});
