import fc from 'fast-check';
import { z } from 'zod';

/** Anything at all, except what only code can make and no JSON or YAML. */
export const anyValue: fc.Arbitrary<unknown> = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 2,
});

/**
 * Makes values that a schema takes, and with `noise` some in them that it does
 * not: other types, unknown fields, null.
 */
export function arbitraryFor(
  schema: z.core.$ZodType,
  noise: boolean,
): fc.Arbitrary<unknown> {
  const valid = validFor(schema, noise);
  return noise
    ? fc.oneof(
        { weight: 12, arbitrary: valid },
        { weight: 1, arbitrary: anyValue },
      )
    : valid;
}

const anyName = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'a/b.c'),
);

function objectFor(
  shape: z.core.$ZodShape,
  noise: boolean,
): fc.Arbitrary<unknown> {
  const optional = Object.entries(shape)
    .filter(([, field]) => isOptional(field))
    .map(([name]) => name);
  const required = Object.keys(shape).filter(name => !optional.includes(name));
  const model = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [
      name,
      arbitraryFor(field, noise),
    ]),
  );
  // Few fields at a time, or all objects would be of the size of a schema.
  const some = fc
    .subarray(optional, { maxLength: Math.min(4, optional.length) })
    .chain(names =>
      fc.record(
        Object.fromEntries(
          [...required, ...names].map(name => [name, model[name]]),
        ),
        { requiredKeys: noise ? names : [...required, ...names] },
      ),
    );
  return noise
    ? fc
        .tuple(some, fc.dictionary(anyName, fc.constant(1), { maxKeys: 1 }))
        .map(([object, unknown]) => ({ ...unknown, ...object }))
    : some;
}

function isOptional(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
}

function numberFor(def: z.core.$ZodNumberDef): fc.Arbitrary<number> {
  return 'format' in def
    ? fc.maxSafeInteger()
    : fc.double({ noNaN: true, noDefaultInfinity: true });
}

function scalarFor(
  def: z.core.$ZodTypes['_zod']['def'],
): fc.Arbitrary<unknown> {
  switch (def.type) {
    case 'string':
      return fc.string({ minLength: def.checks?.length ? 1 : 0 });
    case 'number':
      return numberFor(def);
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    default:
      throw new Error(`No values for schemas of type ${def.type}`);
  }
}

function validFor(
  schema: z.core.$ZodType,
  noise: boolean,
): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
      return validFor(def.innerType, noise);
    case 'object':
      return objectFor(def.shape, noise);
    case 'array':
      return fc.array(arbitraryFor(def.element, noise), { maxLength: 3 });
    case 'record':
      return fc.dictionary(anyName, arbitraryFor(def.valueType, noise), {
        maxKeys: 3,
      });
    case 'union':
      return fc.oneof(...def.options.map(option => validFor(option, noise)));
    default:
      return scalarFor(def);
  }
}
