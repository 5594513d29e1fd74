import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  meshApiRef,
  meshTranslationRef,
} from '@fairway/backstage-plugin-mesh-react';
import { FakeMeshApi } from '@fairway/mesh-test-utils';
import { act, screen } from '@testing-library/react';
import meshPlugin from '.';
import { EntityContentBlueprint } from './alpha';
import { checkout } from './__testUtils__/renderFeature';

type ExtensionConfig = Record<string, boolean | { config: { pollMs: number } }>;

function renderApp(extensions: ExtensionConfig[]) {
  const api = new FakeMeshApi();
  renderTestApp({
    extensions: [createTestEntityPage({ entity: checkout })],
    features: [meshPlugin],
    apis: [[meshApiRef, api]],
    config: {
      app: { extensions },
      backend: { baseUrl: 'http://localhost:7007' },
    },
  });
  return api;
}

const only = (name: string): ExtensionConfig[] =>
  ['routing', 'canary', 'topology']
    .filter(other => other !== name)
    .map(other => ({ [`entity-content:mesh/${other}`]: false }));

describe('meshPlugin in an app of the new frontend system', () => {
  it.each([
    ['routing', /^From storefront, /],
    ['canary', /^v1.4.2 takes/],
    ['topology', /^checkout is degraded/],
  ])('mounts the %s tab', async (name, sentence) => {
    renderApp([...only(name), { 'entity-card:mesh/overview': false }]);
    expect(
      await screen.findByRole('heading', { level: 2, name: sentence }),
    ).toBeInTheDocument();
  });

  it('mounts the card', async () => {
    renderApp([
      ...['routing', 'canary', 'topology'].map(name => ({
        [`entity-content:mesh/${name}`]: false,
      })),
    ]);
    expect(
      await screen.findByRole('region', { name: 'Mesh' }),
    ).toBeInTheDocument();
    expect(await screen.findByText(/^v1.4.2 takes/)).toBeInTheDocument();
  });

  it.each(['routing', 'canary', 'topology'] as const)(
    'titles the %s tab from the translation, so that it can be translated',
    name => {
      const title = createExtensionTester(
        meshPlugin.getExtension(`entity-content:mesh/${name}`),
        { apis: [mockApis.translation()] },
      ).get(EntityContentBlueprint.dataRefs.titleTranslation);
      expect(title?.ref).toBe(meshTranslationRef);
      expect(title?.key).toBe(`tab.${name}`);
    },
  );

  it('asks in the rhythm of the configuration', async () => {
    jest.useFakeTimers();
    try {
      const api = renderApp([
        ...only('routing'),
        { 'entity-card:mesh/overview': false },
        { 'entity-content:mesh/routing': { config: { pollMs: 2_000 } } },
      ]);
      const counts = () =>
        ['routing', 'callers', 'route table'].map(
          question => api.asked.filter(one => one.startsWith(question)).length,
        );
      await act(() => jest.advanceTimersByTimeAsync(500));
      expect(counts()).toEqual([1, 1, 1]);
      await act(() => jest.advanceTimersByTimeAsync(2_000));
      expect(counts()).toEqual([2, 2, 2]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('refuses a pause that would be none', () => {
    expect(() =>
      renderApp([
        ...only('routing'),
        { 'entity-content:mesh/routing': { config: { pollMs: 10 } } },
      ]),
    ).toThrow(/pollMs/);
  });
});
