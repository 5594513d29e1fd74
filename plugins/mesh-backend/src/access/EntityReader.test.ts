import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityReader } from './EntityReader';

const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout', namespace: 'default' },
};
const ref = 'component:default/checkout';
const auth = mockServices.auth({ pluginId: 'mesh' });
const casey = mockCredentials.user('user:default/casey');

describe('EntityReader', () => {
  it('reads as the caller, once within a moment', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.getEntitiesByRefs.mockResolvedValue({ items: [checkout] });
    const reader = new EntityReader({ auth, catalog, now: () => 0 });
    expect(await reader.get(ref, casey)).toBe(checkout);
    expect(await reader.get(ref, casey)).toBe(checkout);
    expect(catalog.getEntitiesByRefs.mock.calls).toEqual([
      [{ entityRefs: [ref] }, { credentials: casey }],
    ]);
  });

  it('finds no entity that the caller does not see, and looks again the next time', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.getEntitiesByRefs.mockResolvedValueOnce({ items: [undefined] });
    catalog.getEntitiesByRefs.mockResolvedValueOnce({ items: [checkout] });
    const reader = new EntityReader({ auth, catalog, now: () => 0 });
    await expect(reader.get(ref, casey)).rejects.toThrow(
      new NotFoundError(`There is no entity ${ref}`),
    );
    expect(await reader.get(ref, casey)).toBe(checkout);
  });

  it('reads as the plugin for a service, whose token cannot be passed on', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.getEntitiesByRefs.mockResolvedValue({ items: [checkout] });
    const reader = new EntityReader({ auth, catalog, now: () => 0 });
    const service = mockCredentials.service('external:ci', {
      permissionNames: ['mesh.routing.read'],
    });
    expect(await reader.get(ref, service)).toBe(checkout);
    expect(catalog.getEntitiesByRefs.mock.calls[0][1]).toEqual({
      credentials: await auth.getOwnServiceCredentials(),
    });
  });

  it('asks nothing when nothing is asked', async () => {
    const catalog = catalogServiceMock.mock();
    const reader = new EntityReader({ auth, catalog, now: () => 0 });
    expect(await reader.find([], casey)).toEqual([]);
    expect(catalog.getEntitiesByRefs).not.toHaveBeenCalled();
  });
});
