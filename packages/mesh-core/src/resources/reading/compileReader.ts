import { z } from 'zod';
import { notesOf } from '../schema/notes';
import {
  FieldReader,
  listReader,
  objectReader,
  recordReader,
} from './containerReaders';
import type { Reader } from './Reader';
import type { Role } from './ReadRun';
import { scalarReader, scalarTest } from './scalarTest';

/**
 * Conditions stay conditions all the way down. A decisive field is so as a
 * whole only; what is lost inside of it is judged by itself.
 */
function roleWithin(outer: Role, schema: z.core.$ZodType): Role {
  return outer === 'condition' ? outer : notesOf(schema).role;
}

interface Unwrapped {
  inner: z.core.$ZodType;
  optional: boolean;
  makeDefault?: () => unknown;
}

function unwrap(schema: z.core.$ZodType): Unwrapped {
  if (schema instanceof z.ZodOptional) {
    return { ...unwrap(schema.unwrap()), optional: true };
  }
  if (schema instanceof z.ZodDefault) {
    const makeDefault = () => schema.def.defaultValue;
    return { inner: schema.unwrap(), optional: true, makeDefault };
  }
  return { inner: schema, optional: false };
}

function compileObject(def: z.core.$ZodObjectDef, role: Role): Reader {
  const fields = new Map<string, FieldReader>();
  for (const [key, field] of Object.entries(def.shape)) {
    const { inner, optional, makeDefault } = unwrap(field);
    const read = compile(inner, roleWithin(role, field));
    fields.set(key, { read, required: !optional, makeDefault });
  }
  return objectReader(role, fields, def.catchall ? 'report' : 'drop');
}

function compile(schema: z.core.$ZodType, role: Role): Reader {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return compileObject(def, role);
    case 'array': {
      const { element } = def;
      return listReader(role, compile(element, roleWithin(role, element)));
    }
    case 'record': {
      const { valueType } = def;
      return recordReader(
        role,
        compile(valueType, roleWithin(role, valueType)),
      );
    }
    default:
      return scalarReader(scalarTest(def), role);
  }
}

/**
 * Makes the tolerant reader of a schema, so that tolerance is written once and
 * not for each kind. The schema itself stays strict.
 *
 * @throws Error when the schema uses a part of zod that has no reader.
 */
export function compileReader(schema: z.core.$ZodType): Reader {
  return compile(schema, undefined);
}
