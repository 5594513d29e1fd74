import { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { BackendClient } from './__testUtils__/BackendClient';
import { startBackend } from './__testUtils__/startBackend';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** `backend.database` for a database that TestDatabases made. */
async function databaseConfig(
  id: 'SQLITE_3' | 'POSTGRES_15',
): Promise<JsonObject> {
  if (id === 'SQLITE_3') {
    return { client: 'better-sqlite3', connection: ':memory:' };
  }
  const knex = await databases.init(id);
  const { host, port, user, password, database } =
    knex.client.config.connection;
  return {
    client: 'pg',
    connection: { host, port, user, password: password ?? '', database },
    pluginDivisionMode: 'schema',
  };
}

describe.each(databases.eachSupportedId())('the backend on %s', databaseId => {
  it('starts, reads the catalog and signs a user in', async () => {
    const backend = await startBackend({
      backend: {
        database: await databaseConfig(
          databaseId as 'SQLITE_3' | 'POSTGRES_15',
        ),
      },
    });
    try {
      const client = new BackendClient(backend.url);
      const token = await client.signIn('priya');
      const response = await client.get(
        '/api/catalog/entities/by-name/component/default/payments',
        token,
      );
      expect(response.status).toBe(200);
    } finally {
      await backend.stop();
    }
  });
});
