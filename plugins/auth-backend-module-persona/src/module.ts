import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { assertLoopbackBaseUrl } from './loopback';
import { personaAuthenticator } from './personaAuthenticator';
import { readPersonaConfig, type Persona } from './readPersonaConfig';

/**
 * Adds the sign-in provider `persona` to the auth backend.
 *
 * Both checks run here and not in the provider factory: when `NODE_ENV` is `development`, the auth backend
 * logs an error of a factory and starts all the same.
 *
 * @public
 */
export const authModulePersonaProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'persona-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        assertLoopbackBaseUrl(config.getString('backend.baseUrl'));
        readPersonaConfig(config.getConfig('auth.providers.persona'));
        providers.registerProvider({
          providerId: 'persona',
          factory: createProxyAuthProviderFactory<Persona>({
            authenticator: personaAuthenticator,
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({ entityRef: result.entityRef }),
          }),
        });
      },
    });
  },
});
