import type { HeaderChanges } from '../../resources';
import type { HeaderOperations } from './TableAction';

type Operations = NonNullable<HeaderChanges['request']>;

/** Nothing is changed. */
export const NO_OPERATIONS: HeaderOperations = { set: [], add: [], remove: [] };

/** Names that only the proxy may change; those of the authority are read apart. */
function isInternal(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}

function isAuthority(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === ':authority' || lower === 'host';
}

function entries(
  record: Readonly<Record<string, string>> | undefined,
): [string, string][] {
  return Object.entries(record ?? {})
    .filter(([name]) => !isInternal(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name.toLowerCase(), value]);
}

/**
 * Reads changes of headers as Pilot hands them to Envoy: sorted by name, without those that a route cannot change.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function headerOperations(
  operations: Operations | undefined,
): HeaderOperations {
  return operations
    ? {
        set: entries(operations.set),
        add: entries(operations.add),
        remove: (operations.remove ?? [])
          .filter(name => !isInternal(name))
          .map(name => name.toLowerCase()),
      }
    : NO_OPERATIONS;
}

/**
 * The authority that changes of headers give: `set` before `add`.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function authorityOf(
  operations: Operations | undefined,
): string | undefined {
  const last = (record: Readonly<Record<string, string>> | undefined) =>
    Object.entries(record ?? {})
      .filter(([name, value]) => isAuthority(name) && value !== '')
      .at(-1)?.[1];
  return last(operations?.set) ?? last(operations?.add);
}

/**
 * One list after another: of several values that are set the last one stays.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function joinOperations(
  first: HeaderOperations,
  second: HeaderOperations,
): HeaderOperations {
  return {
    set: [...first.set, ...second.set],
    add: [...first.add, ...second.add],
    remove: [...new Set([...first.remove, ...second.remove])],
  };
}

/** The operations as an optional part of an object: absent when there are none. */
export function whenAny<K extends string>(
  key: K,
  operations: HeaderOperations,
): { [Key in K]?: HeaderOperations } {
  const { set, add, remove } = operations;
  return set.length + add.length + remove.length > 0
    ? ({ [key]: operations } as { [Key in K]?: HeaderOperations })
    : {};
}
