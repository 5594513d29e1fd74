import { createHash } from 'node:crypto';

/** Letters that Kubernetes uses for generated names: no vowels, nothing that looks alike. */
const safeLetters = 'bcdfghjklmnpqrstvwxz2456789';

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as Record<string, unknown>)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      entries.map(([key, field]) => [key, canonical(field)]),
    );
  }
  return value;
}

/** Hash of a JSON value in the letters of generated names; the order of fields does not matter. */
export function stableHash(value: unknown, length = 10): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(canonical(value)) ?? '')
    .digest();
  return [...digest.subarray(0, length)]
    .map(byte => safeLetters[byte % safeLetters.length])
    .join('');
}

/** A UUID made of a text: the same text, the same UUID. */
export function stableUid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const templateHashes = new WeakMap<object, string>();

/** Hash of a pod template of the store: objects there do not change, so that it is computed once. */
export function templateHash(template: object): string {
  const known = templateHashes.get(template);
  if (known !== undefined) {
    return known;
  }
  const hash = stableHash(template);
  if (Object.isFrozen(template)) {
    templateHashes.set(template, hash);
  }
  return hash;
}
