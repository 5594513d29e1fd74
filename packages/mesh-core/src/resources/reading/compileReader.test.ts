import { z } from 'zod';
import { condition, decisive } from '../schema/notes';
import {
  fields,
  fieldsInUse,
  intOrString,
  textMap,
  texts,
} from '../schema/fields';
import { compileReader } from './compileReader';
import { UNREADABLE } from './Reader';
import { ReadRun } from './ReadRun';

function read(schema: z.ZodType, value: unknown) {
  const run = new ReadRun('Thing');
  const result = compileReader(schema)(value, undefined, run);
  if (result === UNREADABLE) {
    run.omit(undefined, value);
  }
  return {
    result,
    codes: run.findings.map(({ code, path }) => `${path} ${code}`.trim()),
    leftOut: run.leftOut,
  };
}

describe('scalars', () => {
  it.each([
    [z.string(), 'a', 1],
    [z.string().min(1), 'a', ''],
    [z.number(), 1.5, '1.5'],
    [z.number(), -0, Number.NaN],
    [z.number(), 1, Number.POSITIVE_INFINITY],
    [z.int(), 90, 2.5],
    [z.int(), -5, '90'],
    [z.int(), 0, 2 ** 60],
    [z.int(), 0, BigInt(1)],
    [z.boolean(), false, 'false'],
    [z.enum(['ALLOW', 'DENY']), 'DENY', 'deny'],
    [z.literal([301, 302]), 302, '302'],
    [intOrString, 80, 80.5],
    [intOrString, 'http', true],
  ])('%# take one value and refuse another', (schema, good, bad) => {
    expect(read(schema, good)).toEqual({
      result: good,
      codes: [],
      leftOut: [],
    });
    expect(read(schema, bad).result).toBe(UNREADABLE);
    expect(read(schema, bad).codes).toContain('malformed-field');
  });
});

describe('objects', () => {
  const schema = fields({ size: z.int(), tags: texts }).extend({
    name: z.string(),
  });

  it('are given back as they are when there is nothing to change', () => {
    const value = { name: 'a', size: 1, tags: ['x'] };
    expect(read(schema, value).result).toBe(value);
  });

  it('lose what is malformed and unknown, and nothing else', () => {
    expect(read(schema, { size: 'big', name: 'a', colour: 'red' })).toEqual({
      result: { name: 'a' },
      codes: ['size malformed-field', 'colour unknown-field'],
      leftOut: [
        { path: 'size', value: 'big' },
        { path: 'colour', value: 'red' },
      ],
    });
  });

  it('cannot be read without a required field', () => {
    expect(read(schema, { size: 1 })).toMatchObject({
      result: UNREADABLE,
      codes: ['name missing-field'],
    });
    expect(read(schema, { name: 1 })).toMatchObject({
      result: UNREADABLE,
      codes: ['name malformed-field'],
    });
  });

  it('take null and undefined for absent', () => {
    expect(read(schema, { name: 'a', size: null, tags: undefined })).toEqual({
      result: { name: 'a' },
      codes: [],
      leftOut: [],
    });
    expect(read(schema, { name: null }).codes).toEqual(['name missing-field']);
  });

  it('do not take what they inherit for their own', () => {
    const heir = Object.create({ name: 'inherited' });
    expect(read(schema, heir).codes).toEqual(['name missing-field']);
  });

  it.each([[[]], [new Date(0)], [new Map()], ['a'], [7], [null]])(
    'are not %p',
    value => {
      expect(read(schema, value).result).toBe(UNREADABLE);
    },
  );

  it('may come from another realm', () => {
    // Workers and test environments have an Object of their own.
    const foreign = Object.assign(Object.create(Object.create(null)), {
      name: 'a',
    });
    expect(read(schema, foreign)).toMatchObject({ result: { name: 'a' } });
  });

  it('drop in silence what is not in use', () => {
    const inUse = fieldsInUse({ name: z.string() });
    expect(read(inUse, { name: 'a', rest: 1 })).toEqual({
      result: { name: 'a' },
      codes: [],
      leftOut: [],
    });
  });

  it('get the default of an absent field, each its own', () => {
    const withDefault = z.strictObject({ spec: fields({}).default({}) });
    const first = read(withDefault, {}).result as { spec: object };
    const second = read(withDefault, {}).result as { spec: object };
    expect(first).toEqual({ spec: {} });
    expect(first.spec).not.toBe(second.spec);
    expect(read(withDefault, { spec: 'none' })).toMatchObject({
      result: { spec: {} },
      codes: ['spec malformed-field'],
    });
  });

  it('do not let a field change what they inherit', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}, "b": "c"}');
    const { result } = read(textMap, value);
    expect(result).toEqual({ b: 'c' });
    const kept = read(textMap, JSON.parse('{"__proto__": "a", "b": 1}')).result;
    expect(Object.keys(kept as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  });
});

describe('lists and maps', () => {
  const rules = z.array(fields({ weight: z.int() }).extend({ to: z.string() }));

  it('lose elements that cannot be read; findings keep the old index', () => {
    const value = [{ weight: 1 }, 'rule', { to: 'a' }, { to: 'b', wait: 1 }];
    expect(read(rules, value)).toEqual({
      result: [{ to: 'a' }, { to: 'b' }],
      codes: [
        '[0].to missing-field',
        '[1] malformed-field',
        '[3].wait unknown-field',
      ],
      leftOut: [
        { path: '[0]', value: { weight: 1 } },
        { path: '[1]', value: 'rule' },
        { path: '[3].wait', value: 1 },
      ],
    });
  });

  it('are given back as they are when there is nothing to change', () => {
    const value = [{ to: 'a' }];
    expect(read(rules, value).result).toBe(value);
    const labels = { app: 'checkout' };
    expect(read(textMap, labels).result).toBe(labels);
  });

  it('have no null in them', () => {
    expect(read(texts, ['a', null]).result).toEqual(['a']);
    expect(read(textMap, { a: null }).codes).toEqual(['a malformed-field']);
  });
});

describe('roles', () => {
  const schema = fields({
    match: condition(z.array(fields({ uri: fields({ exact: z.string() }) }))),
    action: decisive(z.enum(['ALLOW', 'DENY'])),
    mode: decisive(fields({ level: z.int() })),
    note: z.string(),
  });

  it('hold all the way down for conditions', () => {
    const { codes } = read(schema, {
      match: [{ uri: { exact: 1, glob: '*' } }, 'x'],
    });
    expect(codes).toEqual([
      'match[0].uri.exact malformed-condition',
      'match[0].uri.glob unknown-condition',
      'match[1] malformed-condition',
    ]);
  });

  it('hold for a decisive field as a whole only', () => {
    const { codes } = read(schema, { action: 'deny', mode: { level: 'x' } });
    expect(codes).toEqual([
      'action malformed-decisive-field',
      'mode.level malformed-field',
    ]);
    expect(read(schema, { mode: 1 }).codes).toEqual([
      'mode malformed-decisive-field',
    ]);
  });

  it('are not taken over by the same schema elsewhere', () => {
    const shared = z.string();
    const twice = fields({ a: condition(shared), b: shared });
    expect(read(twice, { a: 1, b: 1 }).codes).toEqual([
      'a malformed-condition',
      'b malformed-field',
    ]);
  });
});

describe('unions', () => {
  it('report one finding, not one for each way that was tried', () => {
    const { codes } = read(fields({ port: intOrString }), { port: [] });
    expect(codes).toEqual(['port malformed-field']);
  });
});

describe('schemas without a reader', () => {
  it.each([
    [z.date()],
    [z.string().regex(/a/)],
    [z.number().min(1)],
    [fields({ a: z.array(z.never()) })],
  ])('%# are refused when the reader is made, not when it is used', schema => {
    expect(() => compileReader(schema)).toThrow(/read/);
  });
});

describe('findings', () => {
  it('are limited in number', () => {
    const many = Array.from({ length: 1000 }, () => 1);
    const { codes, leftOut } = read(texts, many);
    expect(codes).toHaveLength(101);
    expect(codes.at(-1)).toBe('too-many-findings');
    expect(leftOut).toHaveLength(1000);
  });
});
