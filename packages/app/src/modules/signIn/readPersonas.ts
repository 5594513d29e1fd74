import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** A demo user as the sign-in page shows them. */
export interface Persona {
  /** Reference of the User entity. */
  entityRef: string;
  displayName: string;
  /** One sentence: what this person does. */
  role: string;
}

/** Reads the demo users from `auth.providers.persona.users`, in the order of the configuration. */
export function readPersonas(config: ConfigApi): Persona[] {
  return config.getConfigArray('auth.providers.persona.users').map(user => ({
    entityRef: user.getString('entityRef'),
    displayName: user.getString('displayName'),
    role: user.getString('role'),
  }));
}
