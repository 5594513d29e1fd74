import type { BackstageCredentials } from '@backstage/backend-plugin-api';

interface Principal {
  type?: unknown;
  subject?: unknown;
  userEntityRef?: unknown;
  actor?: unknown;
  accessRestrictions?: unknown;
}

/**
 * Tells principals apart, so that what one may see is never answered to another.
 *
 * @returns `undefined` for a principal that has no identity: nothing is kept for it
 */
export function principalKey(
  credentials: BackstageCredentials,
): string | undefined {
  const principal = credentials.principal as Principal;
  const { type, userEntityRef, subject, actor, accessRestrictions } = principal;
  if (type === 'user' && typeof userEntityRef === 'string') {
    return JSON.stringify(['user', userEntityRef, actor ?? null]);
  }
  if (type === 'service' && typeof subject === 'string') {
    return JSON.stringify(['service', subject, accessRestrictions ?? null]);
  }
  return undefined;
}
