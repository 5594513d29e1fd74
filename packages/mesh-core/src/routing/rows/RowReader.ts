import type { ResourceRef } from '../../refs';
import { originalIndex } from '../../resources';
import {
  canaryNames,
  concernsRule,
  membersOf,
  type EntityScope,
  type MeshSnapshot,
  type RouteConcern,
} from '../../snapshot';
import { isOthers } from '../destinations';
import { RoutingContext } from '../RoutingContext';
import type { RouteSource, RouteTable } from '../table/RouteTable';

/**
 * Who reads a table: the scope of an entity, and whether the caller is the entity itself, which may know every host that it calls.
 *
 * @public
 */
export interface TableReader {
  snapshot: MeshSnapshot;
  /** Of the same snapshot. */
  scope: EntityScope;
  table: RouteTable;
  isSelf: boolean;
}

const listOfPath = /^spec\.(\w+)\[(\d+)\](?:\.(\w+)\[(\d+)\])?/;

/** Says which rules, destinations and objects a reader may see, and where they stand. */
export class RowReader {
  readonly context: RoutingContext;
  readonly #concerns = new Map<string, RouteConcern>();
  readonly #canaries = new Map<string, ResourceRef>();

  constructor(readonly reader: TableReader) {
    const { snapshot, scope } = reader;
    this.context = new RoutingContext(snapshot, scope, []);
    for (const [object, concern] of scope.concerns) {
      this.#concerns.set(this.#key(snapshot.refOf(object)), concern);
    }
    for (const { object, ref } of membersOf(scope, 'Canary')) {
      const names = canaryNames(object);
      if (names) {
        const { namespace } = object.metadata;
        this.#canaries.set(`${namespace}/${names.apex}`, ref);
      }
    }
  }

  #key({ kind, namespace, name }: ResourceRef): string {
    return `${kind} ${namespace}/${name}`;
  }

  /**
   * Whether a rule concerns the entity, or stands in an object of its namespaces. The route that Istio adds belongs to the host that
   * is asked for.
   */
  isVisible(source: RouteSource | undefined): boolean {
    if (
      this.reader.isSelf ||
      !source ||
      this.context.isOwnNamespace(source.owner.namespace)
    ) {
      return true;
    }
    const concern = this.#concerns.get(this.#key(source.owner));
    const list = listOfPath.exec(source.path)?.[1];
    const rule = source.rootRule ?? source.rule;
    return (
      concern !== undefined && concernsRule(concern, `spec.${list}[${rule}]`)
    );
  }

  /** Whether a host that a rule names must not be named. */
  isOthers(fqdn: string, source: RouteSource | undefined): boolean {
    const { namespace } = source?.delegate ?? source?.owner ?? {};
    return (
      !this.reader.isSelf &&
      namespace !== undefined &&
      isOthers(this.context, fqdn, namespace)
    );
  }

  /** The Canary that writes the object of a rule. */
  canaryOf(source: RouteSource | undefined): ResourceRef | undefined {
    const { namespace, name } = source?.delegate ?? source?.owner ?? {};
    return this.#canaries.get(`${namespace}/${name}`);
  }

  /** Elements that could not be read count in the object, and not in what was read of it. */
  original(source: RouteSource): RouteSource {
    const found = listOfPath.exec(source.path);
    const leftOut = this.reader.snapshot.leftOutOf(
      source.delegate ?? source.owner,
    );
    if (!found || leftOut.length === 0) {
      return source;
    }
    const [, list, rule, inner, element] = found;
    const index = originalIndex(leftOut, `spec.${list}`, Number(rule));
    const path = `spec.${list}[${index}]`;
    if (inner === undefined) {
      return { ...source, rule: index, path };
    }
    const match = originalIndex(leftOut, `${path}.${inner}`, Number(element));
    return {
      ...source,
      rule: index,
      match,
      path: `${path}.${inner}[${match}]`,
    };
  }
}
