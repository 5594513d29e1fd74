import type { IdentityApi } from '@backstage/frontend-plugin-api';

const KEY = 'fairway.persona';

/**
 * Remembers who signed in, for as long as the browser tab lives: a reload keeps the user, and two tabs can show
 * two users side by side.
 */
export class PersonaMemory {
  constructor(private readonly storage: Storage) {}

  /** Reference of the remembered user, or undefined when nobody signed in. */
  recall(): string | undefined {
    return this.storage.getItem(KEY) ?? undefined;
  }

  /** @param entityRef - reference of the User entity */
  remember(entityRef: string): void {
    this.storage.setItem(KEY, entityRef);
  }

  forget(): void {
    this.storage.removeItem(KEY);
  }

  /** The same identity, forgotten here when it signs out. */
  bindTo(identity: IdentityApi): IdentityApi {
    return {
      getProfileInfo: () => identity.getProfileInfo(),
      getBackstageIdentity: () => identity.getBackstageIdentity(),
      getCredentials: () => identity.getCredentials(),
      signOut: async () => {
        this.forget();
        await identity.signOut();
      },
    };
  }
}
