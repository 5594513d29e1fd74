import type { Labels } from './SeriesStore';

/**
 * A string that two label sets share exactly when they are equal: same names, same values, whatever the order. Labels
 * with an empty value do not count.
 */
export function labelSetKey(labels: Labels): string {
  const parts: string[] = [];
  for (const name of Object.keys(labels).sort()) {
    if (labels[name] !== '') {
      parts.push(name, labels[name]);
    }
  }
  return JSON.stringify(parts);
}
