import { mockCredentials } from '@backstage/backend-test-utils';
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
const casey = mockCredentials.user('user:default/casey');

describe('EntityReader', () => {
  it('reads as the caller, once within a moment', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.getEntitiesByRefs.mockResolvedValue({ items: [checkout] });
    const reader = new EntityReader({ catalog, now: () => 0 });
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
    const reader = new EntityReader({ catalog, now: () => 0 });
    await expect(reader.get(ref, casey)).rejects.toThrow(
      new NotFoundError(`There is no entity ${ref}`),
    );
    expect(await reader.get(ref, casey)).toBe(checkout);
  });

  it('asks nothing when nothing is asked', async () => {
    const catalog = catalogServiceMock.mock();
    const reader = new EntityReader({ catalog, now: () => 0 });
    expect(await reader.find([], casey)).toEqual([]);
    expect(catalog.getEntitiesByRefs).not.toHaveBeenCalled();
  });
});
