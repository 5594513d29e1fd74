import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionRule,
} from '@backstage/plugin-permission-node';
import {
  meshCanaryGatePermission,
  meshCanaryReadPermission,
  meshChangeCreatePermission,
  meshFleetReadPermission,
  meshPermissions,
  meshRoutingReadPermission,
  meshTopologyReadPermission,
} from '@fairway/backstage-plugin-mesh-common';
import { catalogPermissionRules, RESOURCE_TYPE_CATALOG_ENTITY } from '../alpha';
import {
  ANNOTATION_VISIBILITY,
  PLATFORM_TEAM,
  SamplePolicy,
} from './SamplePolicy';

const TEAMS = {
  casey: 'group:default/team-checkout',
  priya: 'group:default/team-payments',
  tariq: PLATFORM_TEAM,
};
type User = keyof typeof TEAMS;

function component(name: string, owner: string, visibility?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: visibility ? { [ANNOTATION_VISIBILITY]: visibility } : {},
    },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

const checkout = component('checkout', TEAMS.casey);
const fraud = component('fraud', TEAMS.priya, 'owners');
const open = component('payments', TEAMS.priya, 'everybody');

const meetsConditions = createConditionAuthorizer({
  getRuleByName(name: string): PermissionRule<Entity, unknown, string> {
    const rule = Object.values(catalogPermissionRules).find(
      each => each.name === name,
    );
    if (!rule) {
      throw new Error(`The catalog has no rule '${name}'`);
    }
    return rule;
  },
});

/** Asks the policy, and the rules of the catalog where the policy leaves the decision to them. */
async function isAllowed(
  user: User | undefined,
  permission: Permission,
  entity?: Entity,
): Promise<boolean> {
  const policy = new SamplePolicy({
    getUserInfo: async () => ({
      userEntityRef: `user:default/${user}`,
      ownershipEntityRefs: user ? [`user:default/${user}`, TEAMS[user]] : [],
    }),
  });
  const decision = await policy.handle(
    { permission },
    user && {
      credentials: mockCredentials.user(`user:default/${user}`),
      // Deprecated by Backstage, and not read by the policy.
      info: { userEntityRef: 'user:default/nobody', ownershipEntityRefs: [] },
    },
  );
  return decision.result === AuthorizeResult.CONDITIONAL
    ? meetsConditions(decision, entity)
    : decision.result === AuthorizeResult.ALLOW;
}

const basic = (name: string): Permission =>
  createPermission({ name, attributes: {} });

const READS = [
  meshRoutingReadPermission,
  meshCanaryReadPermission,
  meshTopologyReadPermission,
];
const ACTIONS = [meshCanaryGatePermission, meshChangeCreatePermission];

describe('SamplePolicy', () => {
  describe.each(READS)('$name', permission => {
    it.each<[User, string, Entity, boolean]>([
      ['casey', 'an own service', checkout, true],
      ['priya', "another team's service", checkout, true],
      ['priya', 'an own restricted service', fraud, true],
      ['casey', "another team's restricted service", fraud, false],
      ['tariq', "another team's restricted service", fraud, true],
      ['casey', 'a service with another visibility', open, true],
    ])('%s and %s', async (user, _, entity, expected) => {
      expect(await isAllowed(user, permission, entity)).toBe(expected);
    });
  });

  describe.each(ACTIONS)('$name', permission => {
    it.each<[User, string, Entity, boolean]>([
      ['casey', 'an own service', checkout, true],
      ['priya', "another team's service", checkout, false],
      ['tariq', "another team's service", checkout, false],
      ['priya', 'an own restricted service', fraud, true],
    ])('%s and %s', async (user, _, entity, expected) => {
      expect(await isAllowed(user, permission, entity)).toBe(expected);
    });
  });

  it.each<[string, User[]]>([
    ['kubernetes.proxy', []],
    ['kubernetes.resources.read', ['tariq']],
    ['kubernetes.clusters.read', ['casey', 'priya', 'tariq']],
    [meshFleetReadPermission.name, ['casey', 'priya', 'tariq']],
    ['catalog.entity.read', ['casey', 'priya', 'tariq']],
    ['scaffolder.task.create', ['casey', 'priya', 'tariq']],
    ['somebody.elses.permission', []],
    ['mesh.something.new', []],
  ])('%s is for %j', async (name, expected) => {
    const users: User[] = ['casey', 'priya', 'tariq'];
    const allowed = await Promise.all(
      users.map(user => isAllowed(user, basic(name))),
    );
    expect(users.filter((_, i) => allowed[i])).toEqual(expected);
  });

  it('leaves the deletion of an entity to its owners', async () => {
    const permission = createPermission({
      name: 'catalog.entity.delete',
      attributes: { action: 'delete' },
      resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
    });
    expect(await isAllowed('casey', permission, checkout)).toBe(true);
    expect(await isAllowed('priya', permission, checkout)).toBe(false);
  });

  it('allows nothing to a caller that is no user', async () => {
    for (const permission of [
      ...meshPermissions,
      basic('catalog.entity.read'),
    ]) {
      expect(await isAllowed(undefined, permission, checkout)).toBe(false);
    }
  });

  it('has a rule for every permission of the mesh plugin', async () => {
    for (const permission of meshPermissions) {
      expect(await isAllowed('casey', permission, checkout)).toBe(true);
    }
  });
});
