import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '../alpha';
import { SamplePolicy } from './SamplePolicy';

/** Makes {@link SamplePolicy} the policy of this backend. */
export const permissionModuleSamplePolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'sample-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ policy, userInfo }) {
        policy.setPolicy(new SamplePolicy(userInfo));
      },
    });
  },
});
