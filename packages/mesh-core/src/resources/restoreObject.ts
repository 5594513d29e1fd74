import type { LeftOut } from './Parsed';
import { isPlainRecord } from './reading/plainRecord';
import { pathSteps } from './yaml/yamlPath';

type Container = Record<string, unknown> | unknown[];

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copy);
  }
  return isPlainRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, copy(entry)]),
      )
    : value;
}

/** Sets an own field, whatever its name. */
function define(at: Container, key: string | number, value: unknown): void {
  Object.defineProperty(at, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function ownField(at: Container, key: string | number): unknown {
  return Object.hasOwn(at, key)
    ? (at as Record<string | number, unknown>)[key]
    : undefined;
}

/** The container behind a step; made where everything in it was left out. */
function stepInto(
  at: Container,
  step: string | number,
  next: string | number,
): Container {
  const known = ownField(at, step);
  if (isContainer(known)) {
    return known;
  }
  const made: Container = typeof next === 'number' ? [] : {};
  define(at, step, made);
  return made;
}

/** Puts a value where it was left out: in a list before those that came after it. */
function put(root: Container, path: string, value: unknown): void {
  const steps = pathSteps(path);
  let at = root;
  for (let index = 0; index < steps.length - 1; index++) {
    at = stepInto(at, steps[index], steps[index + 1]);
  }
  const last = steps[steps.length - 1];
  if (Array.isArray(at) && typeof last === 'number') {
    at.splice(last, 0, value);
  } else {
    define(at, last, value);
  }
}

/** Whether a path leads into one of others: what was left out of a value that was itself left out comes back with it. */
function isInside(path: string, others: ReadonlySet<string>): boolean {
  return [...path.matchAll(/[.[]/g)].some(({ index }) =>
    others.has(path.slice(0, index)),
  );
}

/**
 * An object as it stands in the cluster, as far as it was kept: what was read, and the values that could not be.
 *
 * @param leftOut - of this object
 * @returns a copy
 * @public
 */
export function restoreObject<T extends object>(
  object: T,
  leftOut: readonly LeftOut[] = [],
): Readonly<Record<string, unknown>> {
  const restored = copy(object) as Record<string, unknown>;
  const paths = new Set(leftOut.map(({ path }) => path));
  for (const { path, value } of leftOut) {
    if (path !== '' && !isInside(path, paths)) {
      put(restored, path, copy(value));
    }
  }
  return restored;
}
