import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import type {
  WhatIfObject,
  WhatIfQuery,
} from '@fairway/backstage-plugin-mesh-common';
import {
  kindNameOf,
  parseResource,
  readYamlObject,
  visibleObject,
  type AnyMeshObject,
  type KindName,
  type SnapshotChange,
} from '@fairway/mesh-core';
import type { ClusterScope } from '../ScopeCache';

/** Kinds that decide where requests go. */
const kinds = [
  'VirtualService',
  'DestinationRule',
  'IstioGateway',
  'ServiceEntry',
  'WorkloadEntry',
  'Sidecar',
  'GatewayApiGateway',
  'HTTPRoute',
  'GRPCRoute',
  'ReferenceGrant',
] as const satisfies readonly KindName[];

type RoutingKind = (typeof kinds)[number];
type Given = WhatIfQuery['objects'][number];

/** What a text stands for: how it is shown, and what it does to the snapshot. Invalid ones do nothing. */
export interface ReadChange {
  shown: WhatIfObject;
  change?: SnapshotChange;
}

/** Reads the objects of a question. Nothing in them is executed or written. */
export class ChangeReader {
  readonly #found: ClusterScope;
  readonly #now: number;
  readonly #namespaces: ReadonlySet<string>;

  /** @param now - milliseconds since 1970; new objects are made then, so they are the youngest */
  constructor(found: ClusterScope, now: number) {
    this.#found = found;
    this.#now = now;
    const { workloads, services } = found.scope;
    this.#namespaces = new Set(
      [...workloads, ...services].flatMap(({ ref }) => ref.namespace ?? []),
    );
  }

  /**
   * @param where - place of the text in the question, as in `objects.0`
   * @throws InputError for a kind that does not route, and for a namespace that is not the entity's
   */
  read({ yaml, change = 'apply' }: Given, where: string): ReadChange {
    const text = readYamlObject(yaml);
    if (!text.raw) {
      return { shown: { change: 'invalid', findings: text.findings } };
    }
    const { object, findings } = parseResource(text.raw);
    const located = findings.map(text.locate);
    if (!object) {
      return { shown: { change: 'invalid', findings: located } };
    }
    const kind = this.#kindOf(object, where);
    this.#requirePlace(object, where);
    const made = change === 'remove' ? this.#remove : this.#apply;
    const { shown, change: result } = made.call(this, kind, object, text.raw);
    return {
      shown: {
        ...shown,
        findings: [...shown.findings, ...(change === 'remove' ? [] : located)],
      },
      ...(result ? { change: result } : {}),
    };
  }

  #kindOf({ apiVersion, kind }: AnyMeshObject, where: string): RoutingKind {
    const name = kindNameOf(apiVersion, kind);
    const found = kinds.find(each => each === name);
    if (!found) {
      throw new InputError(
        `${where}: ${kind} does not decide where requests go. Use one of ${kinds.join(', ')}.`,
      );
    }
    return found;
  }

  /** The entity's own namespaces, and objects elsewhere that act on the entity alone. */
  #requirePlace(object: AnyMeshObject, where: string): void {
    const { namespace = '', name } = object.metadata;
    if (this.#namespaces.has(namespace)) {
      return;
    }
    const { snapshot, scope } = this.#found;
    const visible = visibleObject(snapshot, scope, snapshot.refOf(object));
    if (visible && !visible.reduced) {
      return;
    }
    const allowed = [...this.#namespaces].sort().join(', ');
    throw new InputError(
      visible
        ? `${where}: ${object.kind} ${namespace}/${name} holds rules of other services and cannot be changed from here. Change objects in ${allowed}.`
        : `${where}: namespace ${namespace} is not one of this service. Change objects in ${allowed}.`,
    );
  }

  #present(
    kind: RoutingKind,
    { metadata }: AnyMeshObject,
  ): AnyMeshObject | undefined {
    const { namespace, name } = metadata;
    return this.#found.snapshot.get(kind, namespace, name);
  }

  #remove(kind: RoutingKind, object: AnyMeshObject): ReadChange {
    const ref = this.#found.snapshot.refOf(object);
    return this.#present(kind, object)
      ? {
          shown: { ref, change: 'removed', findings: [] },
          change: { type: 'delete', kind, object },
        }
      : {
          shown: {
            ref,
            change: 'unchanged',
            findings: [
              {
                code: 'not-there',
                severity: 'warning',
                path: '',
                message: 'There is no such object to remove.',
              },
            ],
          },
        };
  }

  #apply(
    kind: RoutingKind,
    object: AnyMeshObject,
    raw: Readonly<Record<string, unknown>>,
  ): ReadChange {
    const ref = this.#found.snapshot.refOf(object);
    const present = this.#present(kind, object);
    if (present && isSame(present, object)) {
      return { shown: { ref, change: 'unchanged', findings: [] } };
    }
    const { resourceVersion: _, ...metadata } = raw.metadata as Record<
      string,
      unknown
    >;
    const creationTimestamp =
      present?.metadata.creationTimestamp ??
      new Date(this.#now).toISOString().replace(/\.\d+Z$/, 'Z');
    return {
      shown: { ref, change: present ? 'changed' : 'added', findings: [] },
      change: {
        type: 'upsert',
        kind,
        object: { ...raw, metadata: { ...metadata, creationTimestamp } },
      },
    };
  }
}

function isSame(one: AnyMeshObject, other: AnyMeshObject): boolean {
  const parts = ({ metadata, ...object }: AnyMeshObject) => {
    const { labels = {}, annotations = {} } = metadata;
    const spec = 'spec' in object ? object.spec : undefined;
    return { labels, annotations, spec };
  };
  return isDeepStrictEqual(parts(one), parts(other));
}
