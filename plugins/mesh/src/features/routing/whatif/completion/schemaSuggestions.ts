import {
  kindNameOf,
  listFields,
  resourceKinds,
  type KindName,
  type SchemaField,
} from '@fairway/mesh-core';
import { fieldWords } from './fieldWords';
import { noteWords, typeWords, type Suggestion } from './Suggestion';

/** The fields of a kind, by path. */
type Fields = ReadonlyMap<string, SchemaField>;

const known = new Map<KindName, Fields>();

function fieldsOf(kind: KindName): Fields {
  let fields = known.get(kind);
  if (!fields) {
    fields = new Map(
      listFields(resourceKinds[kind].schema).map(field => [field.path, field]),
    );
    known.set(kind, fields);
  }
  return fields;
}

/** What the cluster writes. */
const NOT_WRITTEN =
  /^(status|metadata\.(?!name$|namespace$|labels$|annotations$)[^.]+)$/;

/** Names in a map may be any: `headers.x-user` is `headers{}` in the schema. */
function schemaPath(fields: Fields, path: string): string | undefined {
  let at = '';
  for (const [step] of path.matchAll(/\[\]|[^.[\]]+/g)) {
    const next =
      step === '[]' ? `${at}[]` : [at, step].filter(Boolean).join('.');
    if (fields.has(next)) {
      at = next;
    } else if (fields.has(`${at}{}`)) {
      at = `${at}{}`;
    } else {
      return undefined;
    }
  }
  return at;
}

function wordsFor(kind: string, path: string): string | undefined {
  return fieldWords[`${kind} ${path}`] ?? fieldWords[path];
}

/** Below a field that may have fields, a name ends with a line to go on. */
function insertOf(name: string, field: SchemaField): string {
  return field.type === 'object' ||
    field.type === 'map' ||
    field.type === 'array'
    ? `${name}:`
    : `${name}: `;
}

function fieldSuggestion(
  kind: string,
  name: string,
  field: SchemaField,
  fields: Fields,
  dash: string,
): Suggestion {
  const element =
    fields.get(`${field.path}[]`) ?? fields.get(`${field.path}{}`);
  const words = wordsFor(kind, field.path);
  return {
    label: name,
    kind: 'field',
    detail: typeWords(field, element),
    info: [...(words ? [words] : []), ...noteWords(field)],
    required: field.required,
    insert: `${dash}${insertOf(name, field)}`,
  };
}

/** The fields of the object at a path; those of its elements, with their dash, where it is a list. */
function fieldSuggestions(
  kind: KindName,
  path: string,
  isItem: boolean,
): Suggestion[] {
  const fields = fieldsOf(kind);
  const found = schemaPath(fields, path);
  if (found === undefined) {
    return [];
  }
  const isList = fields.get(found)?.type === 'array';
  const holder = isList && !isItem ? `${found}[]` : found;
  const prefix = holder === '' ? '' : `${holder}.`;
  const facts = resourceKinds[kind];
  return [...fields.values()]
    .filter(
      field =>
        field.path.startsWith(prefix) &&
        /^[^.[{]+$/.test(field.path.slice(prefix.length)) &&
        !NOT_WRITTEN.test(field.path),
    )
    .map(field =>
      fieldSuggestion(
        facts.kind,
        field.path.slice(prefix.length),
        field,
        fields,
        isList && !isItem ? '- ' : '',
      ),
    );
}

function valueSuggestions(kind: KindName, path: string): Suggestion[] {
  const fields = fieldsOf(kind);
  const found = schemaPath(fields, path);
  const field = found === undefined ? undefined : fields.get(found);
  const values =
    field?.type === 'boolean' ? [true, false] : (field?.enum ?? []);
  return values.map(value => ({
    label: `${value}`,
    kind: 'value',
    info: [],
  }));
}

/**
 * What the schema of a kind allows at a place.
 *
 * @param apiVersion - of the object; any version of the group will do
 * @param place - `path` as in `spec.http[].match[]`
 * @returns nothing for kinds that Fairway does not read and for paths that no field has
 */
export function schemaSuggestions(
  apiVersion: string,
  kind: string,
  place: { position: 'key' | 'value'; path: string; isItem: boolean },
): Suggestion[] {
  const name = kindNameOf(apiVersion, kind);
  if (!name) {
    return [];
  }
  return place.position === 'key'
    ? fieldSuggestions(name, place.path, place.isItem)
    : valueSuggestions(name, place.path);
}
