import { meshIntentSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import { createMeshGenerateAction } from './createMeshGenerateAction';

/** The parts of a JSON schema that both sides must agree on. */
interface Shape {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  additionalProperties?: boolean | Shape;
  description?: string;
}

/** Own fields of the action, beside those of the intent. */
const OWN_FIELDS = ['targetPath', 'overwrite'];

/** Lists each field with what may stand there: `canary.match[].headers{}.exact: string`. */
function listShape(shape: Shape, path = ''): string[] {
  const { type, properties = {}, items, additionalProperties } = shape;
  const required = new Set(shape.required);
  const plainType = type === 'integer' ? 'number' : type;
  const children = Object.entries(properties).flatMap(([name, child]) =>
    listShape(child, `${path}.${name}${required.has(name) ? '!' : ''}`),
  );
  const elements = items ? listShape(items, `${path}[]`) : [];
  const values =
    typeof additionalProperties === 'object'
      ? listShape(additionalProperties, `${path}{}`)
      : [];
  const own = `${path}: ${shape.enum?.join('|') ?? plainType}`;
  return [own, ...children, ...elements, ...values];
}

function withoutDescription(shape: Shape, path = ''): string[] {
  const { properties = {}, items } = shape;
  const children = Object.entries(properties).flatMap(([name, child]) => [
    ...(child.description || /exact|prefix|regex/.test(name)
      ? []
      : [`${path}.${name}`]),
    ...withoutDescription(child, `${path}.${name}`),
  ]);
  return [...children, ...(items ? withoutDescription(items, path) : [])];
}

describe('the input schema of mesh:generate', () => {
  const shape = createMeshGenerateAction().schema?.input as Shape;

  it('has the fields of the intent, with the same types, and its own two', () => {
    const intent = z.toJSONSchema(meshIntentSchema, {
      target: 'draft-7',
      io: 'input',
    }) as Shape;
    const own = listShape(shape).filter(
      line => !OWN_FIELDS.some(name => line.startsWith(`.${name}:`)),
    );

    expect(own.sort()).toEqual(listShape(intent).sort());
    expect(Object.keys(shape.properties!)).toEqual(
      expect.arrayContaining(OWN_FIELDS),
    );
  });

  it('describes every field', () => {
    expect(withoutDescription(shape)).toEqual([]);
  });

  it('takes no field that does not exist', () => {
    expect(shape.additionalProperties).toBe(false);
    expect(shape.properties?.canary.additionalProperties).toBe(false);
  });
});
