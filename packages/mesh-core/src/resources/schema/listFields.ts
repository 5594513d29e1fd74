import { z } from 'zod';
import { FieldNotes, IstioRelease, notesOf } from './notes';

/**
 * A field of a schema, described as custom resource definitions do.
 *
 * @public
 */
export interface SchemaField {
  /** `[]` stands for any element, `{}` for any name: `spec.http[].headers{}`. */
  path: string;
  /** `object`, `map`, `array`, `string`, `integer`, `int-or-string`, … */
  type: string;
  /** Values of a closed choice. */
  enum?: readonly (string | number)[];
  /** Whether the parent says nothing without it. */
  required: boolean;
  /** First Istio release, of the field itself or of what holds it. */
  since?: IstioRelease;
  role?: FieldNotes['role'];
}

interface Context {
  path: string;
  required: boolean;
  notes: FieldNotes;
}

type Emit = (field: SchemaField) => void;

const typeNames: Partial<Record<z.core.$ZodTypeDef['type'], string>> = {
  array: 'array',
  boolean: 'boolean',
  enum: 'string',
  object: 'object',
  record: 'map',
  string: 'string',
  union: 'int-or-string',
};

function typeOf(def: z.core.$ZodTypes['_zod']['def']): string {
  if (def.type === 'number') {
    return 'format' in def ? 'integer' : 'number';
  }
  if (def.type === 'literal') {
    return typeof def.values[0] === 'number' ? 'integer' : 'string';
  }
  return typeNames[def.type] ?? def.type;
}

function valuesOf(
  def: z.core.$ZodTypes['_zod']['def'],
): (string | number)[] | undefined {
  if (def.type === 'enum') {
    return Object.values(def.entries);
  }
  return def.type === 'literal' ? (def.values as string[]) : undefined;
}

function within(
  outer: Context,
  path: string,
  schema: z.core.$ZodType,
  required: boolean,
): Context {
  const own = notesOf(schema);
  const role = outer.notes.role === 'condition' ? 'condition' : own.role;
  const since = own.since ?? outer.notes.since;
  return {
    path,
    required,
    notes: { ...(since && { since }), ...(role && { role }) },
  };
}

function walk(schema: z.core.$ZodType, context: Context, emit: Emit): void {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    walk(schema.unwrap(), { ...context, required: false }, emit);
    return;
  }
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const { path, required, notes } = context;
  const values = valuesOf(def);
  if (path) {
    emit({
      path,
      type: typeOf(def),
      ...(values && { enum: values }),
      required,
      ...notes,
    });
  }
  if (def.type === 'array') {
    const inner = within(context, `${path}[]`, def.element, false);
    walk(def.element, inner, emit);
  } else if (def.type === 'record') {
    const inner = within(context, `${path}{}`, def.valueType, false);
    walk(def.valueType, inner, emit);
  } else if (def.type === 'object') {
    for (const [name, field] of Object.entries(def.shape)) {
      const at = path ? `${path}.${name}` : name;
      walk(field, within(context, at, field, true), emit);
    }
  }
}

/**
 * Lists all fields of a schema with their notes, for checks and for forms.
 *
 * @public
 */
export function listFields(schema: z.ZodType): SchemaField[] {
  const fields: SchemaField[] = [];
  walk(schema, { path: '', required: true, notes: {} }, field =>
    fields.push(field),
  );
  return fields;
}
