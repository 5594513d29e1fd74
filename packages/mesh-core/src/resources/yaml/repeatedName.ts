import { isScalar, visit, type Document } from 'yaml';

/**
 * A name that stands twice in one map.
 *
 * @public
 */
export interface RepeatedName {
  name: string;
  /** Where it stands again, in characters from the begin of the text. */
  offset: number;
}

/**
 * Finds a name that stands twice in one map: the API server takes no such object. In time that grows with the text, where the parser of
 * YAML compares each name with all others of its map.
 *
 * @param document - parsed with `uniqueKeys: false`
 * @see https://yaml.org/spec/1.2.2/#3213-node-comparison
 * @public
 */
export function repeatedName(document: Document): RepeatedName | undefined {
  let found: RepeatedName | undefined;
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name !== undefined && name !== '<<' && seen.has(name)) {
          const [offset = 0] = (isScalar(key) && key.range) || [];
          found = { name, offset };
          return visit.BREAK;
        }
        if (name !== undefined) {
          seen.add(name);
        }
      }
      return undefined;
    },
  });
  return found;
}
