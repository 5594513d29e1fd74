import { decodeContinue, encodeContinue } from './continueToken';
import { expiredError } from './objectErrors';
import { KubernetesObject } from './KubernetesObject';
import { ObjectList, ObjectStore } from './ObjectStore';
import { apiVersionOf, ResourceKind } from './ResourceKind';
import { listKey, ObjectFilter } from './selectors';
import { StatusError } from './StatusError';
import { inVersion } from './WatchStream';

/** What a list was asked for. */
export interface ListRequest {
  readonly kind: ResourceKind;
  readonly version: string;
  readonly namespace?: string;
  readonly filter: ObjectFilter;
  /** True when a selector was given: how many are left is not counted then. */
  readonly filtered: boolean;
  /** Most objects of one answer; 0 for all. */
  readonly limit: number;
  readonly continue?: string;
  /** Only with `resourceVersionMatch=Exact`. */
  readonly exactRevision?: number;
}

function snapshotOf(
  store: ObjectStore,
  request: ListRequest,
  revision: number | undefined,
): ObjectList {
  try {
    return store.list(request.kind.key, request.namespace, revision);
  } catch (error) {
    if (
      request.continue &&
      error instanceof StatusError &&
      error.reason === 'Expired'
    ) {
      throw expiredError(
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    }
    throw error;
  }
}

/** Items of built-in kinds come without their type, as the API server's own serializer leaves it out. */
function listItem(
  object: KubernetesObject,
  { kind, version }: ListRequest,
): unknown {
  if (kind.custom) {
    return inVersion(object, kind, version);
  }
  const { apiVersion, kind: ofKind, ...rest } = object;
  return rest;
}

/** The body of a list answer. @throws StatusError BadRequest, Expired */
export function listObjects(store: ObjectStore, request: ListRequest): unknown {
  const token = request.continue ? decodeContinue(request.continue) : undefined;
  const { items, revision } = snapshotOf(
    store,
    request,
    token?.revision ?? request.exactRevision,
  );
  const matching = items.filter(
    object =>
      (token === undefined || listKey(object) > token.after) &&
      request.filter(object),
  );
  const page = request.limit > 0 ? matching.slice(0, request.limit) : matching;
  const rest = matching.length - page.length;
  return {
    apiVersion: apiVersionOf(request.kind.group, request.version),
    kind: `${request.kind.kind}List`,
    metadata: {
      resourceVersion: String(revision),
      ...(rest > 0
        ? {
            continue: encodeContinue({
              revision,
              after: listKey(page[page.length - 1]),
            }),
            ...(request.filtered ? {} : { remainingItemCount: rest }),
          }
        : {}),
    },
    items: page.map(object => listItem(object, request)),
  };
}
