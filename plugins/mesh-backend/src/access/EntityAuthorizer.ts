import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { PrincipalCache } from './PrincipalCache';

/** A permission on a catalog entity. */
export type EntityPermission = ResourcePermission<'catalog-entity'>;

/** What somebody wants to do. */
export type AccessRequest =
  | { permission: EntityPermission; entityRef: string }
  | { permission: BasicPermission };

/** A page asks several questions about the same entity within a moment. A permission that is taken away ends as soon as this. */
const KEPT_MS = 5_000;

/**
 * Decides with the caller's credentials.
 *
 * The permission system allows everything to a service principal without access restrictions. Here a service is allowed only what
 * one of its access restrictions names: a plugin or a static token that was not meant to read the mesh does not.
 */
export class EntityAuthorizer {
  readonly #auth: AuthService;
  readonly #permissions: PermissionsService;
  readonly #cache: PrincipalCache<boolean>;

  constructor(options: {
    auth: AuthService;
    permissions: PermissionsService;
    now: () => number;
  }) {
    this.#auth = options.auth;
    this.#permissions = options.permissions;
    this.#cache = new PrincipalCache({
      ttlMs: KEPT_MS,
      now: options.now,
      // A permission that is given must count at once.
      keeps: allowed => allowed,
    });
  }

  /** Whether each request is allowed, in their order. */
  async decide(
    requests: readonly AccessRequest[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    const byKey = new Map(requests.map(request => [keyOf(request), request]));
    return this.#cache.getMany(
      credentials,
      requests.map(keyOf),
      async missing =>
        this.#ask(
          missing.map(key => byKey.get(key)!),
          credentials,
        ),
    );
  }

  /** @throws NotAllowedError that names the permission */
  async require(
    request: AccessRequest,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [allowed] = await this.decide([request], credentials);
    if (!allowed) {
      const { name } = request.permission;
      throw new NotAllowedError(
        'entityRef' in request
          ? `The permission ${name} for ${request.entityRef} is missing`
          : `The permission ${name} is missing`,
      );
    }
  }

  async #ask(
    requests: AccessRequest[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorize(
      requests.map(request =>
        'entityRef' in request
          ? { permission: request.permission, resourceRef: request.entityRef }
          : { permission: request.permission },
      ),
      { credentials },
    );
    return decisions.map(
      ({ result }, index) =>
        result === AuthorizeResult.ALLOW &&
        this.#isMeant(requests[index], credentials),
    );
  }

  #isMeant(
    { permission }: AccessRequest,
    credentials: BackstageCredentials,
  ): boolean {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      return true;
    }
    if (!this.#auth.isPrincipal(credentials, 'service')) {
      return false;
    }
    const { permissionNames } = credentials.principal.accessRestrictions ?? {};
    return permissionNames?.includes(permission.name) ?? false;
  }
}

function keyOf(request: AccessRequest): string {
  const entityRef = 'entityRef' in request ? request.entityRef : '';
  return `${request.permission.name} ${entityRef}`;
}
