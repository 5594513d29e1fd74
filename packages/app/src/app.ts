import { createApp } from '@backstage/frontend-defaults';
import { kubernetesModule } from './modules/kubernetes';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/** The demo app. Plugins are found among the dependencies of this package (`app.packages` in the configuration). */
export const app = createApp({
  features: [kubernetesModule, navModule, signInModule],
});
