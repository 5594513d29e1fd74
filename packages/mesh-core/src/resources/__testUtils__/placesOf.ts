import { formatPlace, Place } from '../reading/Place';
import type { SchemaField } from '../schema/listFields';

/** A place in an object, with the field of the schema that it belongs to. */
export interface ExamplePlace {
  keys: readonly (string | number)[];
  /** As findings write it. */
  path: string;
  field: SchemaField;
  value: unknown;
}

function formatKeys(keys: readonly (string | number)[]): string {
  return formatPlace(
    keys.reduce<Place | undefined>(
      (parent, key) => ({ parent, key }),
      undefined,
    ),
  );
}

function childrenOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) {
    return value.map((element, index) => [index, element]);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
    : [];
}

/**
 * Lists all places below the root of an example.
 *
 * @throws Error when the example has a field that the schema has not.
 */
export function placesOf(
  example: object,
  fields: readonly SchemaField[],
): ExamplePlace[] {
  const byPath = new Map(fields.map(field => [field.path, field]));

  function fieldAt(outer: string, key: string | number): SchemaField {
    const named = outer ? `${outer}.${key}` : `${key}`;
    const candidates = [`${outer}[]`, `${outer}{}`, named];
    const path = candidates.find(candidate => byPath.has(candidate)) ?? named;
    const field = byPath.get(path);
    if (!field) {
      throw new Error(`The schema has no ${path}`);
    }
    return field;
  }

  function below(
    value: unknown,
    keys: readonly (string | number)[],
    outer: string,
  ): ExamplePlace[] {
    return childrenOf(value).flatMap(([key, child]) => {
      const field = fieldAt(outer, key);
      const at = [...keys, key];
      const place = { keys: at, path: formatKeys(at), field, value: child };
      return [place, ...below(child, at, field.path)];
    });
  }

  return below(example, [], '');
}

/** A copy with another value at a place; `undefined` removes the field. */
export function withValueAt(
  root: unknown,
  [key, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown {
  const inner = (root as Record<string | number, unknown>)[key];
  const changed = rest.length > 0 ? withValueAt(inner, rest, value) : value;
  if (Array.isArray(root)) {
    return root.map((element, index) => (index === key ? changed : element));
  }
  const { [key]: _, ...others } = root as Record<string | number, unknown>;
  return changed === undefined ? others : { ...others, [key]: changed };
}
