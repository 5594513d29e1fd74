/** Values that were made by {@link frozenCopy}: frozen through and through. */
const frozenValues = new WeakSet<object>();

/** A copy of a JSON value that nobody can change. Parts that are such a copy already are shared, not copied. */
export function frozenCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null || frozenValues.has(value)) {
    return value;
  }
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(
        Object.entries(value).map(([key, field]) => [key, frozenCopy(field)]),
      );
  frozenValues.add(Object.freeze(copy));
  return copy as T;
}

function sameArray(a: readonly unknown[], b: readonly unknown[]): boolean {
  return (
    a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  );
}

function definedKeys(value: object): string[] {
  return Object.keys(value).filter(
    key => (value as Record<string, unknown>)[key] !== undefined,
  );
}

function sameRecord(a: object, b: object): boolean {
  const keys = definedKeys(a);
  return (
    keys.length === definedKeys(b).length &&
    keys.every(key =>
      sameValue(
        (a as Record<string, unknown>)[key],
        (b as Record<string, unknown>)[key],
      ),
    )
  );
}

/** True when two JSON values are equal; the order of fields does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return sameArray(a, b);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return false;
  }
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null
  ) {
    return false;
  }
  return sameRecord(a, b);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Applies a JSON merge patch: objects are merged, `null` removes, all else replaces.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) {
    return patch;
  }
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}
