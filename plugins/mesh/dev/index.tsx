// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- the dev page is an app of its own
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { meshApiRef } from '@fairway/backstage-plugin-mesh-react';
import { FakeMeshApi } from '@fairway/mesh-test-utils';
import ReactDOM from 'react-dom/client';
import meshPlugin from '../src';
import { scenarios } from './scenarios';

/*
 * The plugin in a small app with answers of a story: `/catalog/default/component/checkout/canary?scenario=failed&theme=dark`.
 */
const query = new URLSearchParams(window.location.search);
const scenario = query.get('scenario') ?? 'progressing';
const theme = query.get('theme');
if (theme) {
  window.localStorage.setItem('theme', theme);
}

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-id': 'checkout',
      'backstage.io/kubernetes-namespace': 'shop',
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-checkout' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-checkout' }],
};

const app = createApp({
  features: [
    catalogPlugin,
    meshPlugin,
    createFrontendModule({
      pluginId: 'mesh',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: meshApiRef,
              deps: {},
              factory: () => new FakeMeshApi(scenarios[scenario]),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () => catalogApiMock({ entities: [entity] }),
            }),
        }),
      ],
    }),
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
