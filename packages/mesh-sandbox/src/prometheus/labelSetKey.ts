import type { Labels } from './SeriesStore';

/**
 * A string that two label sets share exactly when they are equal: same names, same values, whatever the order. Labels
 * with an empty value do not count.
 */
export function labelSetKey(labels: Labels): string {
  let key = '';
  for (const name of Object.keys(labels).sort()) {
    if (labels[name] !== '') {
      key += `${name}=${valueKey(labels[name])}`;
    }
  }
  return key;
}

/** A string from which the value can be told apart from what follows it. */
export function valueKey(value: string): string {
  return `${value.length}:${value},`;
}
