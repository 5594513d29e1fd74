import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityIndex } from './EntityIndex';

const entity = (
  name: string,
  annotations: Record<string, string>,
  owner?: string,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
  relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
});

const catalog = catalogServiceMock({
  entities: [
    entity(
      'checkout',
      { 'backstage.io/kubernetes-id': 'checkout' },
      'group:default/a',
    ),
    entity('web', { 'fairway.dev/workloads': 'storefront/web' }),
    entity('docs', { 'backstage.io/techdocs-ref': 'dir:.' }),
  ],
});

describe('EntityIndex', () => {
  it('knows the entities that claim workloads', async () => {
    const index = new EntityIndex({
      auth: mockServices.auth(),
      catalog,
      now: () => 0,
    });
    const all = await index.all();
    expect(all.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/checkout',
      'component:default/web',
    ]);
    expect(all[0]).toMatchObject({
      name: 'checkout',
      ownerRef: 'group:default/a',
      kubernetesId: 'checkout',
      query: { kubernetesId: 'checkout' },
    });
    expect(all[1]).toMatchObject({
      query: { workloads: [{ namespace: 'storefront', name: 'web' }] },
    });
    expect(all[1]).not.toHaveProperty('kubernetesId');
  });

  it('reads again after half a minute, and at once after a failure', async () => {
    let now = 0;
    const mock = catalogServiceMock.mock();
    mock.getEntities.mockResolvedValue({ items: [] });
    const index = new EntityIndex({
      auth: mockServices.auth(),
      catalog: mock,
      now: () => now,
    });
    await Promise.all([index.all(), index.all()]);
    now = 29_999;
    await index.all();
    expect(mock.getEntities).toHaveBeenCalledTimes(1);
    now = 30_000;
    mock.getEntities.mockRejectedValueOnce(new Error('away'));
    await expect(index.all()).rejects.toThrow('away');
    expect(await index.all()).toEqual([]);
    expect(mock.getEntities).toHaveBeenCalledTimes(3);
  });

  it('reads as the plugin, since callers may not see all', async () => {
    const mock = catalogServiceMock.mock();
    mock.getEntities.mockResolvedValue({ items: [] });
    const auth = mockServices.auth();
    await new EntityIndex({ auth, catalog: mock, now: () => 0 }).all();
    expect(mock.getEntities.mock.calls[0][1]).toEqual({
      credentials: await auth.getOwnServiceCredentials(),
    });
  });
});
