import { createBackend } from '@backstage/backend-defaults';
import { permissionModuleSamplePolicy } from './policy/permissionModuleSamplePolicy';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@fairway/backstage-plugin-auth-backend-module-persona'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(permissionModuleSamplePolicy);

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@fairway/backstage-plugin-mesh-backend'));
backend.add(import('@fairway/backstage-plugin-mesh-backend-module-kiali'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@fairway/backstage-plugin-scaffolder-backend-module-mesh'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// Without this, a backend that did not start stays up with the parts that did.
backend.start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
