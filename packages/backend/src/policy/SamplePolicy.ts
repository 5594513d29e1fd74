import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  meshCanaryGatePermission,
  meshCanaryReadPermission,
  meshChangeCreatePermission,
  meshFleetReadPermission,
  meshRoutingReadPermission,
  meshTopologyReadPermission,
} from '@fairway/backstage-plugin-mesh-common';
import {
  catalogConditions,
  createCatalogConditionalDecision,
  RESOURCE_TYPE_CATALOG_ENTITY,
} from '../alpha';

/** Annotation of an entity whose mesh views are for its owners and the platform team: value `owners`. */
export const ANNOTATION_VISIBILITY = 'fairway.dev/visibility';

/** Members of this group read the mesh views of every entity and every Kubernetes resource. */
export const PLATFORM_TEAM = 'group:default/team-platform';

/** Who may have a permission. */
type Rule = 'user' | 'owner' | 'reader' | 'platform' | 'nobody';

/**
 * One row for each permission that the sample treats by name. A basic permission of the kubernetes plugin covers
 * all that the backend can reach: with `kubernetes.proxy` a user could read Secrets, so nobody has it.
 */
const RULES: Readonly<Record<string, Rule>> = {
  [meshRoutingReadPermission.name]: 'reader',
  [meshCanaryReadPermission.name]: 'reader',
  [meshTopologyReadPermission.name]: 'reader',
  [meshCanaryGatePermission.name]: 'owner',
  [meshChangeCreatePermission.name]: 'owner',
  [meshFleetReadPermission.name]: 'user',
  'kubernetes.proxy': 'nobody',
  'kubernetes.clusters.read': 'user',
  'kubernetes.resources.read': 'platform',
  'catalog.entity.delete': 'owner',
};

/** Plugins whose remaining permissions every signed-in user has. What is not listed is denied. */
const OPEN_PREFIXES = ['catalog.', 'scaffolder.'];

function ruleFor({ name }: Permission): Rule {
  const open = OPEN_PREFIXES.some(prefix => name.startsWith(prefix));
  return RULES[name] ?? (open ? 'user' : 'nobody');
}

function allowIf(condition: boolean): PolicyDecision {
  return { result: condition ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
}

/**
 * The permission policy of the demo: everybody reads, owners act, and some entities are read by their owners only.
 *
 * Decisions that depend on the entity are conditions, which the catalog evaluates.
 *
 * @see https://backstage.io/docs/permissions/writing-a-policy
 */
export class SamplePolicy implements PermissionPolicy {
  constructor(
    private readonly userInfo: Pick<UserInfoService, 'getUserInfo'>,
  ) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const rule = ruleFor(permission);
    if (!user || rule === 'nobody') {
      return allowIf(false);
    }
    if (rule === 'user') {
      return allowIf(true);
    }
    const { ownershipEntityRefs: claims } = await this.userInfo.getUserInfo(
      user.credentials,
    );
    return this.decide(permission, rule, claims);
  }

  private decide(
    permission: Permission,
    rule: Exclude<Rule, 'user' | 'nobody'>,
    claims: string[],
  ): PolicyDecision {
    const isPlatform = claims.includes(PLATFORM_TEAM);
    if (rule === 'platform' || (rule === 'reader' && isPlatform)) {
      return allowIf(isPlatform);
    }
    if (!isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)) {
      return allowIf(false);
    }
    const isOwner = catalogConditions.isEntityOwner({ claims });
    const isRestricted = catalogConditions.hasAnnotation({
      annotation: ANNOTATION_VISIBILITY,
      value: 'owners',
    });
    return createCatalogConditionalDecision(
      permission,
      rule === 'owner' ? isOwner : { anyOf: [isOwner, { not: isRestricted }] },
    );
  }
}
