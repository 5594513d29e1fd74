import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { FakeMeshApi } from '@fairway/mesh-test-utils';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityMeshCanaryContent,
  EntityMeshCard,
  EntityMeshRoutingContent,
  EntityMeshTopologyContent,
  isMeshAvailable,
  meshApiRef,
  meshPlugin,
} from './legacy';
import { checkout } from './__testUtils__/renderFeature';

/** An app of the old system with one route, as `EntityLayout.Route` makes it. */
function render(element: ReactElement) {
  return renderInTestApp(
    <TestApiProvider apis={[[meshApiRef, new FakeMeshApi()]]}>
      <EntityProvider entity={checkout}>
        <Routes>
          <Route path="/tab" element={element} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
    {
      routeEntries: ['/tab'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('legacy', () => {
  it.each([
    ['routing', <EntityMeshRoutingContent key="r" />, /^From storefront, /],
    ['canary', <EntityMeshCanaryContent key="c" />, /^v1.4.2 takes/],
    [
      'topology',
      <EntityMeshTopologyContent key="t" />,
      /^checkout is degraded/,
    ],
  ])(
    'mounts the %s tab in an app of the old system',
    async (_name, element, sentence) => {
      await render(element);
      expect(
        await screen.findByRole('heading', { level: 2, name: sentence }),
      ).toBeInTheDocument();
    },
  );

  it('mounts the card, with links to the tabs of the entity page', async () => {
    await render(<EntityMeshCard />);
    expect(
      await screen.findByRole('link', { name: 'Release' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout/canary');
  });

  it('provides the client and says which entities have workloads', () => {
    expect([...meshPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.mesh.api',
    ]);
    expect(isMeshAvailable(checkout)).toBe(true);
  });
});
