import type { z } from 'zod';
import { Reader, UNREADABLE } from './Reader';
import type { Role } from './ReadRun';

type ZodDef = z.core.$ZodTypes['_zod']['def'];

/** What a value without parts must be, in words and as a test. */
export interface ScalarTest {
  expected: string;
  accepts(value: unknown): boolean;
}

function textTest(def: z.core.$ZodStringDef): ScalarTest {
  const minimums = (def.checks ?? []).map(({ _zod: { def: check } }) => {
    if (!('minimum' in check) || typeof check.minimum !== 'number') {
      throw new Error(`Texts cannot be read with the check ${check.check}`);
    }
    return check.minimum;
  });
  const minLength = Math.max(0, ...minimums);
  return {
    expected: minLength > 0 ? 'a text that is not empty' : 'a text',
    accepts: value => typeof value === 'string' && value.length >= minLength,
  };
}

function numberTest(def: z.core.$ZodNumberDef): ScalarTest {
  if (def.checks?.length) {
    throw new Error('Numbers cannot be read with checks');
  }
  return 'format' in def
    ? { expected: 'a whole number', accepts: Number.isSafeInteger }
    : { expected: 'a number', accepts: Number.isFinite };
}

function choiceTest(values: readonly unknown[]): ScalarTest {
  const choices = new Set(values);
  const names = values.map(value => `\`${value}\``).join(', ');
  return {
    expected: values.length > 1 ? `one of ${names}` : names,
    accepts: value => choices.has(value),
  };
}

function unionTest(def: z.core.$ZodUnionDef): ScalarTest {
  const tests = def.options.map(option =>
    scalarTest((option as z.core.$ZodTypes)._zod.def),
  );
  return {
    expected: tests.map(({ expected }) => expected).join(' or '),
    accepts: value => tests.some(test => test.accepts(value)),
  };
}

/**
 * The test of a schema for values without parts.
 *
 * @throws Error when the schema is for something else, or has a check that
 * reading would pass over.
 */
export function scalarTest(def: ZodDef): ScalarTest {
  switch (def.type) {
    case 'string':
      return textTest(def);
    case 'number':
      return numberTest(def);
    case 'boolean':
      return {
        expected: '`true` or `false`',
        accepts: value => typeof value === 'boolean',
      };
    case 'enum':
      return choiceTest(Object.values(def.entries));
    case 'literal':
      return choiceTest(def.values);
    case 'union':
      return unionTest(def);
    default:
      throw new Error(`Schemas of type ${def.type} cannot be read`);
  }
}

/** Reads values that pass a test. */
export function scalarReader(
  { expected, accepts }: ScalarTest,
  role: Role,
): Reader {
  return (value, place, run) => {
    if (accepts(value)) {
      return value;
    }
    run.malformed(place, role, expected, value);
    return UNREADABLE;
  };
}
