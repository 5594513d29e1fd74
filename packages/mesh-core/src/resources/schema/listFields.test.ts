import { z } from 'zod';
import { fields, fieldsInUse, intOrString, textMap } from './fields';
import { listFields } from './listFields';
import { condition, decisive, notesOf, since } from './notes';

describe('listFields', () => {
  it('describes every field with its type and place', () => {
    const schema = fields({
      hosts: z.array(z.string()),
      labels: textMap,
      port: intOrString,
      weight: z.int(),
      ratio: z.number(),
      enabled: z.boolean(),
      mode: z.enum(['A', 'B']),
      code: z.literal([301, 302]),
    }).extend({ name: z.string() });

    expect(listFields(schema)).toEqual([
      { path: 'hosts', type: 'array', required: false },
      { path: 'hosts[]', type: 'string', required: false },
      { path: 'labels', type: 'map', required: false },
      { path: 'labels{}', type: 'string', required: false },
      { path: 'port', type: 'int-or-string', required: false },
      { path: 'weight', type: 'integer', required: false },
      { path: 'ratio', type: 'number', required: false },
      { path: 'enabled', type: 'boolean', required: false },
      { path: 'mode', type: 'string', enum: ['A', 'B'], required: false },
      { path: 'code', type: 'integer', enum: [301, 302], required: false },
      { path: 'name', type: 'string', required: true },
    ]);
  });

  it('goes into lists and maps of objects', () => {
    const match = fields({ exact: z.string() });
    const schema = fields({
      http: z.array(fields({ headers: z.record(z.string(), match) })),
    });
    expect(listFields(schema).map(({ path }) => path)).toEqual([
      'http',
      'http[]',
      'http[].headers',
      'http[].headers{}',
      'http[].headers{}.exact',
    ]);
  });

  it('hands the release down to what a field holds', () => {
    const schema = fields({
      keepAlive: since('1.30', fields({ time: since('1.31', z.string()) })),
      old: z.string(),
    });
    expect(
      listFields(schema).map(({ path, since: first }) => [path, first]),
    ).toEqual([
      ['keepAlive', '1.30'],
      ['keepAlive.time', '1.31'],
      ['old', undefined],
    ]);
  });

  it('hands conditions down, but not decisive', () => {
    const part = fields({ name: z.string() });
    const schema = fields({ match: condition(part), mode: decisive(part) });
    expect(listFields(schema).map(({ path, role }) => [path, role])).toEqual([
      ['match', 'condition'],
      ['match.name', 'condition'],
      ['mode', 'decisive'],
      ['mode.name', undefined],
    ]);
  });

  it('sees through defaults', () => {
    const schema = fieldsInUse({}).extend({ spec: fields({}).default({}) });
    expect(listFields(schema)).toEqual([
      { path: 'spec', type: 'object', required: false },
    ]);
  });
});

describe('notes', () => {
  it('add up', () => {
    const field = since('1.31', decisive(z.string()));
    expect(notesOf(field)).toEqual({ since: '1.31', role: 'decisive' });
    expect(notesOf(z.optional(field))).toEqual({
      since: '1.31',
      role: 'decisive',
    });
  });

  it('do not stick to the schema they were made from', () => {
    const plain = z.string();
    condition(plain);
    expect(notesOf(plain)).toEqual({});
  });

  it('leave the schema as strict as it was', () => {
    const field = condition(fields({ name: z.string() }));
    expect(field.safeParse({ name: 'a' }).success).toBe(true);
    expect(field.safeParse({ nam: 'a' }).success).toBe(false);
  });
});
