import { z } from 'zod';
import { notesOf } from '../schema/notes';
import {
  FieldReader,
  listReader,
  objectReader,
  recordReader,
} from './containerReaders';
import { Reader, UNREADABLE } from './Reader';
import type { Role } from './ReadRun';
import {
  booleanReader,
  choiceReader,
  numberReader,
  textReader,
  wholeNumberReader,
} from './scalarReaders';

/**
 * Conditions stay conditions all the way down. A decisive field is so as a
 * whole only; what is lost inside of it is judged by itself.
 */
function roleWithin(outer: Role, schema: z.core.$ZodType): Role {
  return outer === 'condition' ? outer : notesOf(schema).role;
}

function unwrap(schema: z.core.$ZodType): {
  inner: z.core.$ZodType;
  optional: boolean;
  makeDefault?: () => unknown;
} {
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

/** Tries one reading after the other. */
function compileUnion(def: z.core.$ZodUnionDef, role: Role): Reader {
  const readers = def.options.map(option => compile(option, role));
  return (value, place, run) => {
    for (const reader of readers) {
      const read = reader(value, place, run);
      if (read !== UNREADABLE) {
        run.forgetFaults();
        return read;
      }
    }
    return UNREADABLE;
  };
}

function compileText(def: z.core.$ZodStringDef, role: Role): Reader {
  const minimums = (def.checks ?? []).map(({ _zod: { def: check } }) => {
    if (!('minimum' in check) || typeof check.minimum !== 'number') {
      throw new Error(`Texts cannot be read with the check ${check.check}`);
    }
    return check.minimum;
  });
  return textReader(role, Math.max(0, ...minimums));
}

function compileNumber(def: z.core.$ZodNumberDef, role: Role): Reader {
  if (def.checks?.length) {
    throw new Error('Numbers cannot be read with checks');
  }
  return 'format' in def ? wholeNumberReader(role) : numberReader(role);
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

function compile(schema: z.core.$ZodType, role: Role): Reader {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return compileObject(def, role);
    case 'array':
      return listReader(
        role,
        compile(def.element, roleWithin(role, def.element)),
      );
    case 'record':
      return recordReader(
        role,
        compile(def.valueType, roleWithin(role, def.valueType)),
      );
    case 'union':
      return compileUnion(def, role);
    case 'string':
      return compileText(def, role);
    case 'number':
      return compileNumber(def, role);
    case 'boolean':
      return booleanReader(role);
    case 'enum':
      return choiceReader(role, Object.values(def.entries));
    case 'literal':
      return choiceReader(role, def.values);
    default:
      throw new Error(`Schemas of type ${def.type} have no reader`);
  }
}
