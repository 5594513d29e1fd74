import { ServerResponse } from 'node:http';
import { KubernetesObject } from './KubernetesObject';
import { ObjectChange, ObjectStore } from './ObjectStore';
import { apiVersionOf, ResourceKind } from './ResourceKind';
import { ObjectFilter } from './selectors';
import { StatusError } from './StatusError';
import { expiredError } from './objectErrors';

/** What a watch was asked for. */
export interface WatchRequest {
  readonly kind: ResourceKind;
  /** The version of the URL: objects are shown in it. */
  readonly version: string;
  readonly namespace?: string;
  readonly filter: ObjectFilter;
  /** Undefined: the state of now first, then changes. */
  readonly revision?: number;
  readonly bookmarks: boolean;
  /** Milliseconds until the server ends the stream. */
  readonly timeoutMs: number;
  /** Milliseconds between two bookmarks. */
  readonly bookmarkIntervalMs: number;
}

type WatchEvent = { readonly type: string; readonly object: unknown };

/** The object as it looks in a served version. */
export function inVersion(
  object: KubernetesObject,
  kind: ResourceKind,
  version: string,
): KubernetesObject {
  const apiVersion = apiVersionOf(kind.group, version);
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}

/** One open watch connection. */
export class WatchStream {
  readonly #store: ObjectStore;
  readonly #request: WatchRequest;
  readonly #response: ServerResponse;
  readonly #timers: NodeJS.Timeout[] = [];
  #unsubscribe: () => void = () => {};

  constructor(
    store: ObjectStore,
    request: WatchRequest,
    response: ServerResponse,
  ) {
    this.#store = store;
    this.#request = request;
    this.#response = response;
  }

  /** Starts the stream; calls back when it has ended, whoever ended it. */
  open(onClose: () => void): void {
    this.#response.writeHead(200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache, private',
    });
    this.#response.flushHeaders();
    this.#response.once('close', () => {
      this.#stop();
      onClose();
    });
    try {
      this.#replay();
    } catch (error) {
      this.fail(error as StatusError);
      return;
    }
    this.#unsubscribe = this.#store.subscribe(change => this.#deliver(change));
    this.#startTimers();
  }

  /** Reports an error in the stream and ends it, as the API server does for a revision that is too old. */
  fail(error: StatusError): void {
    this.#send({ type: 'ERROR', object: error.toStatus() });
    this.end();
  }

  /** Reports that the watched revision is gone and ends. */
  expire(): void {
    this.fail(
      expiredError('The resourceVersion for the provided watch is too old.'),
    );
  }

  /** Ends the stream in good order. */
  end(): void {
    this.#stop();
    this.#response.end();
  }

  /** Cuts the connection. */
  cut(): void {
    this.#stop();
    this.#response.destroy();
  }

  #stop(): void {
    this.#unsubscribe();
    this.#timers.forEach(clearTimeout);
  }

  #replay(): void {
    const { kind, namespace, revision } = this.#request;
    if (revision === undefined) {
      for (const object of this.#store.list(kind.key, namespace).items) {
        if (this.#request.filter(object)) {
          this.#send({
            type: 'ADDED',
            object: inVersion(object, kind, this.#request.version),
          });
        }
      }
      return;
    }
    this.#store
      .changesSince(kind.key, revision)
      .forEach(change => this.#deliver(change));
  }

  #startTimers(): void {
    const { bookmarks, bookmarkIntervalMs, timeoutMs } = this.#request;
    if (bookmarks) {
      this.#timers.push(
        setInterval(() => this.#bookmark(), bookmarkIntervalMs),
      );
    }
    this.#timers.push(
      setTimeout(() => {
        if (bookmarks) {
          this.#bookmark();
        }
        this.end();
      }, timeoutMs),
    );
    this.#timers.forEach(timer => timer.unref());
  }

  #bookmark(): void {
    const { kind, version } = this.#request;
    this.#send({
      type: 'BOOKMARK',
      object: {
        kind: kind.kind,
        apiVersion: apiVersionOf(kind.group, version),
        metadata: { resourceVersion: String(this.#store.revision()) },
      },
    });
  }

  #deliver(change: ObjectChange): void {
    const { kind, version, namespace } = this.#request;
    if (change.kind.key !== kind.key) {
      return;
    }
    if (
      namespace !== undefined &&
      change.object.metadata.namespace !== namespace
    ) {
      return;
    }
    const type = this.#eventType(change);
    if (type) {
      this.#send({
        type,
        object: inVersion(shown(type, change), kind, version),
      });
    }
  }

  /** An object that begins or ceases to match the selectors is added or deleted for this watch. */
  #eventType(change: ObjectChange): ObjectChange['type'] | undefined {
    const { filter } = this.#request;
    const before = change.previous !== undefined && filter(change.previous);
    const after = change.type !== 'DELETED' && filter(change.object);
    if (before && after) {
      return 'MODIFIED';
    }
    if (after) {
      return 'ADDED';
    }
    return before ? 'DELETED' : undefined;
  }

  #send(event: WatchEvent): void {
    this.#response.write(`${JSON.stringify(event)}\n`);
  }
}

/** What leaves a selector is shown as it was when it still matched, with the revision of the change. */
function shown(
  type: ObjectChange['type'],
  { type: real, object, previous }: ObjectChange,
): KubernetesObject {
  if (type !== 'DELETED' || real === 'DELETED' || !previous) {
    return object;
  }
  const { resourceVersion } = object.metadata;
  return { ...previous, metadata: { ...previous.metadata, resourceVersion } };
}
