import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import personaModule from './index';
import { PERSONA_HEADER } from './personaAuthenticator';

const catalog = catalogServiceMock.factory({
  entities: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'casey', namespace: 'default' },
      spec: {},
      relations: [
        { type: 'memberOf', targetRef: 'group:default/team-checkout' },
        { type: 'hasPart', targetRef: 'component:default/checkout' },
      ],
    },
  ],
});

const persona = (name: string) => ({
  entityRef: `user:default/${name}`,
  displayName: name,
  role: 'Owns a service.',
});

const start = (baseUrl: string, users = [persona('casey'), persona('ghost')]) =>
  startTestBackend({
    features: [
      authPlugin,
      personaModule,
      catalog,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl },
          auth: { providers: { persona: { users } } },
        },
      }),
    ],
  });

describe('the persona sign-in provider', () => {
  it('signs in as a listed user, who carries the ownership of the catalog', async () => {
    const { server } = await start('http://localhost:7007');

    for (const method of ['get', 'post'] as const) {
      const response = await request(server)
        [method]('/api/auth/persona/refresh')
        .set(PERSONA_HEADER, 'user:default/casey');

      expect(response.status).toBe(200);
      expect(response.body.profile).toEqual({ displayName: 'casey' });
      expect(response.body.backstageIdentity.identity).toEqual({
        type: 'user',
        userEntityRef: 'user:default/casey',
        ownershipEntityRefs: [
          'user:default/casey',
          'group:default/team-checkout',
        ],
      });
    }
  });

  it('answers 403 for a user who is not listed and 401 without a choice', async () => {
    const { server } = await start('http://127.0.0.1:7007');

    const unlisted = await request(server)
      .get('/api/auth/persona/refresh')
      .set(PERSONA_HEADER, 'user:default/priya');
    expect(unlisted.status).toBe(403);

    const nobody = await request(server).get('/api/auth/persona/refresh');
    expect(nobody.status).toBe(401);
  });

  it('does not sign in a listed user whom the catalog does not know', async () => {
    const { server } = await start('http://[::1]:7007');

    const response = await request(server)
      .get('/api/auth/persona/refresh')
      .set(PERSONA_HEADER, 'user:default/ghost');

    expect(response.status).toBe(404);
    expect(response.body.backstageIdentity).toBeUndefined();
  });

  it('refuses to start on an address that others can reach', async () => {
    await expect(start('http://backstage.example.com')).rejects.toThrow(
      "The sign-in provider 'persona' lets anybody sign in",
    );
  });

  it('refuses to start in development too, where the auth backend forgives its providers', async () => {
    const environment = jest.replaceProperty(process, 'env', {
      ...process.env,
      NODE_ENV: 'development',
    });
    try {
      await expect(start('http://0.0.0.0:7007')).rejects.toThrow(
        'runs on a loopback address only',
      );
    } finally {
      environment.restore();
    }
  });

  it('refuses to start without users', async () => {
    await expect(start('http://localhost:7007', [])).rejects.toThrow(
      'auth.providers.persona.users names nobody',
    );
  });
});
