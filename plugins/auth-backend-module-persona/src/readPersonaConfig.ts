import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** A demo user whom one can sign in as. */
export interface Persona {
  /** Canonical reference of the User entity, for example `user:default/casey`. */
  entityRef: string;
  displayName: string;
}

/**
 * Reads `auth.providers.persona`.
 *
 * @param config - the section of the provider
 * @returns the personas by canonical entity reference
 * @throws InputError when no user is listed, one is listed twice, or a reference is not that of a User
 */
export function readPersonaConfig(
  config: Config,
): ReadonlyMap<string, Persona> {
  const personas = new Map<string, Persona>();
  for (const user of config.getConfigArray('users')) {
    const ref = user.getString('entityRef');
    const { kind, namespace, name } = parseEntityRef(ref, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
    if (kind.toLocaleLowerCase('en-US') !== 'user') {
      throw new InputError(
        `auth.providers.persona.users may name users only, but '${ref}' is a ${kind}`,
      );
    }
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    if (personas.has(entityRef)) {
      throw new InputError(
        `auth.providers.persona.users names '${entityRef}' twice`,
      );
    }
    personas.set(entityRef, {
      entityRef,
      displayName: user.getString('displayName'),
    });
  }
  if (personas.size === 0) {
    throw new InputError('auth.providers.persona.users names nobody');
  }
  return personas;
}
