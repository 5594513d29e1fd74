import { mockApis } from '@backstage/frontend-test-utils';
import { PersonaMemory } from './PersonaMemory';

describe('PersonaMemory', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('remembers a user in this browser tab', () => {
    new PersonaMemory(window.sessionStorage).remember('user:default/casey');

    expect(new PersonaMemory(window.sessionStorage).recall()).toBe(
      'user:default/casey',
    );
  });

  it('forgets the user who signs out', async () => {
    const memory = new PersonaMemory(window.sessionStorage);
    const identity = mockApis.identity.mock();
    memory.remember('user:default/casey');

    await memory.bindTo(identity).signOut();

    expect(memory.recall()).toBeUndefined();
    expect(identity.signOut).toHaveBeenCalledTimes(1);
  });

  it('leaves everything else to the identity', async () => {
    const identity = new PersonaMemory(window.sessionStorage).bindTo(
      mockApis.identity({
        userEntityRef: 'user:default/priya',
        ownershipEntityRefs: ['group:default/team-payments'],
        token: 'a-token',
        displayName: 'Priya',
      }),
    );

    expect(await identity.getCredentials()).toEqual({ token: 'a-token' });
    expect(await identity.getProfileInfo()).toMatchObject({
      displayName: 'Priya',
    });
    expect(await identity.getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/priya',
      ownershipEntityRefs: ['group:default/team-payments'],
    });
  });
});
