/** An object as JSON has it. */
export type PlainRecord = Record<string, unknown>;

/**
 * Whether a value is an object as JSON has it: no list, no `Date`, no `Map`.
 * Objects of other realms, as in workers and test environments, are among them.
 */
export function isPlainRecord(value: unknown): value is PlainRecord {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype ||
    prototype === null ||
    Object.prototype.toString.call(value) === '[object Object]'
  );
}

/** Sets a field, also one called `__proto__`, which plain assignment would not. */
export function setOwn(target: PlainRecord, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  } else {
    target[key] = value;
  }
}
