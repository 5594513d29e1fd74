import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { MESH_SIGNAL_CHANNEL } from '@fairway/backstage-plugin-mesh-common';
import type { ClusterSource } from '@fairway/backstage-plugin-mesh-node';
import type { ScopeQuery } from '@fairway/mesh-core';
import { revisionOf, type ContextReader, type EntityContext } from '../service';
import type { Clock } from '../time';

interface Viewed {
  query: ScopeQuery;
  clusters: readonly string[];
  revision: number;
  /** Who looked, and until when they are told. */
  viewers: Map<string, number>;
}

/** A page that is still open asks again long before. */
const TELL_FOR_MS = 10 * 60_000;
const MAX_ENTITIES = 200;
const DEBOUNCE_MS = 500;

/**
 * Tells the people who looked at an entity lately that it has changed: its ref and a revision, nothing else. Only they are told,
 * since a signal passes no permission check.
 */
export class EntitySignals {
  readonly #options: {
    source: ClusterSource;
    contexts: Pick<ContextReader, 'scopesOf'>;
    signals: SignalsService;
    clock: Clock;
    logger: LoggerService;
  };
  readonly #viewed = new Map<string, Viewed>();
  readonly #changed = new Set<string>();
  #cancel?: () => void;
  #unsubscribe?: () => void;
  #lastTookMs = 0;

  constructor(options: {
    source: ClusterSource;
    contexts: Pick<ContextReader, 'scopesOf'>;
    signals: SignalsService;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  start(): void {
    this.#unsubscribe ??= this.#options.source.subscribe(cluster =>
      this.#onChange(cluster),
    );
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#cancel?.();
  }

  /** Remembers who looks at what. What nobody may see is not remembered. */
  onViewed(
    context: EntityContext,
    { credentials }: { credentials: BackstageCredentials },
  ): void {
    const viewer = userOf(credentials);
    if (viewer === undefined || context.binding.state !== 'confirmed') {
      return;
    }
    const { entityRef, clusters, revision, scopes } = context;
    const viewers = this.#viewed.get(entityRef)?.viewers ?? new Map();
    viewers.set(viewer, this.#options.clock.now() + TELL_FOR_MS);
    // Those that were looked at last stand at the end.
    this.#viewed.delete(entityRef);
    this.#viewed.set(entityRef, {
      query: scopes[0].scope.query,
      clusters,
      revision,
      viewers,
    });
    if (this.#viewed.size > MAX_ENTITIES) {
      const [oldest] = this.#viewed.keys();
      this.#viewed.delete(oldest);
    }
  }

  #onChange(cluster: string): void {
    this.#changed.add(cluster);
    // In a cluster that never rests, looking for changes takes a tenth of the time at most.
    const wait = Math.max(DEBOUNCE_MS, 10 * this.#lastTookMs);
    this.#cancel ??= this.#options.clock.setTimer(() => this.#tell(), wait);
  }

  #tell(): void {
    this.#cancel = undefined;
    const started = this.#options.clock.now();
    const changed = new Set(this.#changed);
    this.#changed.clear();
    for (const [entityRef, viewed] of this.#viewed) {
      if (viewed.clusters.some(cluster => changed.has(cluster))) {
        this.#tellOf(entityRef, viewed);
      }
    }
    this.#lastTookMs = this.#options.clock.now() - started;
  }

  #tellOf(entityRef: string, viewed: Viewed): void {
    const { clock, contexts, signals, logger } = this.#options;
    for (const [viewer, until] of viewed.viewers) {
      if (until <= clock.now()) {
        viewed.viewers.delete(viewer);
      }
    }
    if (viewed.viewers.size === 0) {
      this.#viewed.delete(entityRef);
      return;
    }
    const revision = revisionOf(
      contexts.scopesOf(viewed.query, viewed.clusters),
    );
    if (revision === viewed.revision) {
      return;
    }
    viewed.revision = revision;
    signals
      .publish({
        channel: MESH_SIGNAL_CHANNEL,
        recipients: { type: 'user', entityRef: [...viewed.viewers.keys()] },
        message: { entityRef, revision },
      })
      .catch(error => {
        // The pages ask again by themselves.
        logger.debug(`A signal about ${entityRef} was not sent`, error);
      });
  }
}

function userOf({ principal }: BackstageCredentials): string | undefined {
  const { type, userEntityRef } = principal as {
    type?: unknown;
    userEntityRef?: unknown;
  };
  return type === 'user' && typeof userEntityRef === 'string'
    ? userEntityRef
    : undefined;
}
