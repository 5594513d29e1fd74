import { ConfigReader } from '@backstage/config';
import { readPersonaConfig } from './readPersonaConfig';

const read = (...entityRefs: string[]) =>
  readPersonaConfig(
    new ConfigReader({
      users: entityRefs.map(entityRef => ({
        entityRef,
        displayName: entityRef.toLocaleUpperCase('en-US'),
        role: 'Owns a service.',
      })),
    }),
  );

describe('readPersonaConfig', () => {
  it('makes references canonical and keeps the order', () => {
    expect([...read('User:Default/Casey', 'priya').values()]).toEqual([
      { entityRef: 'user:default/casey', displayName: 'USER:DEFAULT/CASEY' },
      { entityRef: 'user:default/priya', displayName: 'PRIYA' },
    ]);
  });

  it('refuses an empty list, a group, and a user named twice', () => {
    expect(() => read()).toThrow('names nobody');
    expect(() => read('group:default/team-platform')).toThrow(
      "'group:default/team-platform' is a group",
    );
    expect(() => read('casey', 'user:default/Casey')).toThrow(
      "names 'user:default/casey' twice",
    );
  });
});
