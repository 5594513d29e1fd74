import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import type { JsonObject } from '@backstage/types';
import { BackendClient } from './BackendClient';
import { startBackend, type RunningBackend } from './startBackend';

const READ_TIMEOUT_MS = 30_000;

/** A backend that reads one cluster, asked as a demo user. */
export class MeshBackend {
  private constructor(
    private readonly backend: RunningBackend,
    private readonly token: string,
  ) {}

  /**
   * Starts a backend, signs a user in and waits until every kind of the cluster was asked for.
   *
   * @param user - name of a demo user
   */
  static async start(config: JsonObject, user: string): Promise<MeshBackend> {
    const backend = await startBackend(config);
    try {
      const token = await new BackendClient(backend.url).signIn(user);
      const mesh = new MeshBackend(backend, token);
      await mesh.untilRead();
      return mesh;
    } catch (error) {
      await backend.stop();
      throw error;
    }
  }

  get url(): string {
    return this.backend.url;
  }

  /**
   * Asks the mesh API about a component.
   *
   * @param view - the end of the path, as in `routing`
   * @throws Error when the answer is not 200
   */
  async view<T>(component: string, view: string): Promise<T> {
    return this.get(`/entities/component/default/${component}/${view}`);
  }

  async sources(): Promise<SourceState[]> {
    const { sources } = await this.get<{ sources: SourceState[] }>('/sources');
    return sources;
  }

  stop(): Promise<void> {
    return this.backend.stop();
  }

  private async get<T>(path: string): Promise<T> {
    const response = await new BackendClient(this.url).get(
      `/api/mesh${path}`,
      this.token,
    );
    const body = await response.json();
    if (!response.ok) {
      throw new Error(`${path} answers ${JSON.stringify(body)}`);
    }
    return body;
  }

  private async untilRead(): Promise<void> {
    const end = Date.now() + READ_TIMEOUT_MS;
    for (;;) {
      // Kiali is asked when somebody looks at a graph, not before.
      const kinds = (await this.sources()).filter(
        ({ kind }) => kind !== undefined,
      );
      const waiting = kinds.filter(({ state }) => state === 'loading');
      if (kinds.length > 0 && waiting.length === 0) {
        return;
      }
      if (Date.now() > end) {
        const names = waiting.map(({ id }) => id).join(', ');
        throw new Error(`Not read: ${names || 'any kind'}`);
      }
      await sleep(100);
    }
  }
}
