import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { kubernetesPlugin } from '../../alpha';

/**
 * Shows the Kubernetes tab to those who may read Kubernetes resources. The sample policy allows it to the platform
 * team only, and everybody else would find an error there.
 */
export const kubernetesModule = createFrontendModule({
  pluginId: 'kubernetes',
  extensions: [
    kubernetesPlugin
      .getExtension('entity-content:kubernetes/kubernetes')
      .override({
        if: { permissions: { $contains: 'kubernetes.resources.read' } },
      }),
  ],
});
