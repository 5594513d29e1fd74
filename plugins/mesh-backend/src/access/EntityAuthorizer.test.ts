import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  meshCanaryReadPermission,
  meshFleetReadPermission,
  meshRoutingReadPermission,
} from '@fairway/backstage-plugin-mesh-common';
import { EntityAuthorizer } from './EntityAuthorizer';

const entityRef = 'component:default/checkout';
const read = { permission: meshRoutingReadPermission, entityRef };
const casey = mockCredentials.user('user:default/casey');

function setUp(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  let now = 0;
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async requests =>
    requests.map(() => ({ result })),
  );
  const authorizer = new EntityAuthorizer({
    auth: mockServices.auth(),
    permissions,
    now: () => now,
  });
  return { permissions, authorizer, pass: (ms: number) => (now += ms) };
}

describe('EntityAuthorizer', () => {
  it('asks with the credentials of the caller', async () => {
    const { authorizer, permissions } = setUp(AuthorizeResult.ALLOW);
    await authorizer.require(read, casey);
    await authorizer.require({ permission: meshFleetReadPermission }, casey);
    expect(permissions.authorize.mock.calls).toEqual([
      [
        [{ permission: meshRoutingReadPermission, resourceRef: entityRef }],
        { credentials: casey },
      ],
      [[{ permission: meshFleetReadPermission }], { credentials: casey }],
    ]);
  });

  it('says which permission is missing', async () => {
    const { authorizer } = setUp(AuthorizeResult.DENY);
    await expect(authorizer.require(read, casey)).rejects.toThrow(
      new NotAllowedError(
        'The permission mesh.routing.read for component:default/checkout is missing',
      ),
    );
    await expect(
      authorizer.require({ permission: meshFleetReadPermission }, casey),
    ).rejects.toThrow('The permission mesh.fleet.read is missing');
  });

  it('asks about several in one request, and decides each', async () => {
    const { authorizer, permissions } = setUp(AuthorizeResult.ALLOW);
    permissions.authorize.mockResolvedValueOnce([
      { result: AuthorizeResult.DENY },
      { result: AuthorizeResult.ALLOW },
    ]);
    const canary = { permission: meshCanaryReadPermission, entityRef };
    expect(await authorizer.decide([read, canary], casey)).toEqual([
      false,
      true,
    ]);
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
  });

  it('remembers for a moment what is allowed, and never what is not', async () => {
    const { authorizer, permissions, pass } = setUp(AuthorizeResult.DENY);
    await authorizer.decide([read], casey);
    permissions.authorize.mockResolvedValue([
      { result: AuthorizeResult.ALLOW },
    ]);
    expect(await authorizer.decide([read], casey)).toEqual([true]);
    permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.DENY }]);
    expect(await authorizer.decide([read], casey)).toEqual([true]);
    pass(5_000);
    expect(await authorizer.decide([read], casey)).toEqual([false]);
  });

  it.each([
    ['without restrictions', undefined, false],
    ['restricted by an attribute', { permissionAttributes: {} }, false],
    [
      'restricted to another permission',
      { permissionNames: ['mesh.canary.read'] },
      false,
    ],
    [
      'restricted to this permission',
      { permissionNames: ['mesh.routing.read'] },
      true,
    ],
  ])('a service %s', async (_, restrictions, allowed) => {
    const { authorizer } = setUp(AuthorizeResult.ALLOW);
    const service = mockCredentials.service('external:ci', restrictions);
    expect(await authorizer.decide([read], service)).toEqual([allowed]);
  });

  it('allows nothing to those without an identity', async () => {
    const { authorizer } = setUp(AuthorizeResult.ALLOW);
    expect(await authorizer.decide([read], mockCredentials.none())).toEqual([
      false,
    ]);
  });
});
