import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  meshApiRef,
  MeshClockContext,
} from '@fairway/backstage-plugin-mesh-react';
import {
  FakeMeshApi,
  VIEW_TIME,
  type FakeMeshAnswers,
} from '@fairway/mesh-test-utils';
import type { ReactElement } from 'react';

/** The entity that the views are about. */
export const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'checkout' },
  },
  spec: { type: 'service', owner: 'team-checkout', lifecycle: 'production' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-checkout' }],
};

const clock = { now: () => Date.parse(VIEW_TIME) + 1_000, timeZone: 'UTC' };

/** Renders a page of the plugin for `checkout`, with the answers given, at the time of the views, at a path. */
export function renderFeature(
  element: ReactElement,
  answers: FakeMeshAnswers = {},
  path?: string,
): { api: FakeMeshApi } & ReturnType<typeof renderInTestApp> {
  const api = new FakeMeshApi(answers);
  const rendered = renderInTestApp(
    <MeshClockContext.Provider value={clock}>
      <EntityProvider entity={checkout}>{element}</EntityProvider>
    </MeshClockContext.Provider>,
    {
      apis: [[meshApiRef, api]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      ...(path === undefined ? {} : { initialRouteEntries: [path] }),
    },
  );
  return { api, ...rendered };
}
