import { mockCredentials } from '@backstage/backend-test-utils';
import { aRouteCallersView, aSummaryView } from '@fairway/mesh-test-utils';
import type { EntityAuthorizer, EntityReader } from '../access';
import { AuthorizedMeshService } from './AuthorizedMeshService';
import type { UnguardedMeshService } from './DefaultMeshService';

it('the summary is asked for those parts that the caller may read', async () => {
  const credentials = mockCredentials.user('user:default/casey');
  const getSummary = jest.fn().mockResolvedValue(aSummaryView());
  const decide = jest.fn().mockResolvedValue([true, false, true]);
  const service = new AuthorizedMeshService({
    service: { getSummary } as Partial<UnguardedMeshService> as never,
    entities: { get: jest.fn() } as Partial<EntityReader> as never,
    authorizer: { decide } as Partial<EntityAuthorizer> as never,
  });
  const entityRef = 'component:default/checkout';
  await service.getSummary(entityRef, { credentials });
  expect(decide.mock.calls[0][0]).toMatchObject([
    { permission: { name: 'mesh.routing.read' }, entityRef },
    { permission: { name: 'mesh.canary.read' }, entityRef },
    { permission: { name: 'mesh.topology.read' }, entityRef },
  ]);
  expect(getSummary).toHaveBeenCalledWith(entityRef, {
    credentials,
    parts: new Set(['routing', 'topology']),
  });
});

it.each([true, false])(
  'callers are measured for those who may read the graph: %s',
  async allowed => {
    const credentials = mockCredentials.user('user:default/casey');
    const getRouteCallers = jest.fn().mockResolvedValue(aRouteCallersView());
    const decide = jest.fn().mockResolvedValue([allowed]);
    const require = jest.fn();
    const service = new AuthorizedMeshService({
      service: { getRouteCallers } as Partial<UnguardedMeshService> as never,
      entities: { get: jest.fn() } as Partial<EntityReader> as never,
      authorizer: { decide, require } as Partial<EntityAuthorizer> as never,
    });
    const entityRef = 'component:default/checkout';
    await service.getRouteCallers(entityRef, { credentials });
    expect(require.mock.calls[0][0]).toMatchObject({
      permission: { name: 'mesh.routing.read' },
      entityRef,
    });
    expect(decide.mock.calls[0][0]).toMatchObject([
      { permission: { name: 'mesh.topology.read' }, entityRef },
    ]);
    expect(getRouteCallers).toHaveBeenCalledWith(entityRef, {
      credentials,
      telemetry: allowed,
    });
  },
);
