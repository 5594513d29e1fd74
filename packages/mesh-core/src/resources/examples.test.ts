import { KindFacts, kindFacts, KindName } from './kindFacts';
import { resourceKinds } from './kinds';
import type { MeshObjectBase } from './meta/objectMeta';
import type { Parsed } from './Parsed';
import { listFields } from './schema/listFields';
import { examples } from './__testUtils__/examples';
import { ExamplePlace, placesOf, withValueAt } from './__testUtils__/placesOf';
import { valueAt } from './__testUtils__/valueAt';

const names = Object.keys(kindFacts) as KindName[];

/** Fields that the parser looks at before it reads the rest. */
const headPaths = ['apiVersion', 'kind'];

/** Nothing reads this: it is no text, no number, no list and no object. */
const nonsense = Number.NaN;

/** Kinds of which only a part is read. */
function isPartial(name: KindName): boolean {
  const { group }: KindFacts = kindFacts[name];
  return (
    !group.includes('.') ||
    group === 'discovery.k8s.io' ||
    name === 'EnvoyFilter' ||
    name === 'WasmPlugin'
  );
}

/** Metadata and kinds that are read in part are cut in silence. */
function isSilent(name: KindName, path: string): boolean {
  return isPartial(name) || path.startsWith('metadata');
}

describe.each(names)('the example of %s', name => {
  const example: MeshObjectBase = examples[name];
  const { schema } = resourceKinds[name];
  const fields = listFields(schema);
  const places = placesOf(example, fields);
  const body = places.filter(({ path }) => !headPaths.includes(path));

  function parse(raw: unknown): Parsed<MeshObjectBase> {
    return resourceKinds[name].parse(raw);
  }

  it('has every field of the schema that is not metadata', () => {
    const shown = new Set(places.map(({ field }) => field.path));
    const absent = fields.filter(
      ({ path }) => !shown.has(path) && !path.startsWith('metadata'),
    );
    expect(absent.map(({ path }) => path)).toEqual([]);
  });

  it('is taken by the schema and read without a finding', () => {
    expect(schema.safeParse(example).error).toBeUndefined();
    expect(parse(example)).toEqual({ object: example, findings: [] });
  });

  it('loses a field, or what cannot be without it, and nothing else', () => {
    for (const { keys, path, value } of body) {
      const raw = withValueAt(example, keys, nonsense);
      const { object, findings, leftOut = [] } = parse(raw);
      expect(findings.map(finding => finding.path)).toEqual([path]);
      expect(leftOut).toHaveLength(1);
      expect(path.startsWith(leftOut[0].path)).toBe(true);
      expect(valueAt(raw, leftOut[0].path)).toBe(leftOut[0].value);
      expect(object === undefined).toBe(leftOut[0].path === '');
      expect(JSON.stringify(object ?? '')).not.toContain('null');
      expect(value).not.toBe(nonsense);
    }
  });

  it('takes the loss for an error where it changes the meaning', () => {
    function isGrave({ field }: ExamplePlace): boolean {
      return field.required || field.role !== undefined;
    }
    for (const place of body) {
      const { findings } = parse(withValueAt(example, place.keys, nonsense));
      expect([place.path, findings[0].severity]).toEqual([
        place.path,
        isGrave(place) ? 'error' : 'warning',
      ]);
    }
  });

  it('misses a required field by its name, and no other', () => {
    for (const { keys, path, field } of places) {
      if (typeof keys.at(-1) !== 'string' || field.path.endsWith('{}')) {
        continue;
      }
      const { findings } = parse(withValueAt(example, keys, undefined));
      const expected =
        field.required && path !== 'apiVersion'
          ? [{ code: 'missing-field', severity: 'error', path }]
          : [];
      expect(findings).toMatchObject(expected);
      expect(findings).toHaveLength(expected.length);
    }
  });

  it('names a field that is not known, at every place', () => {
    const objects = places.filter(({ field }) => field.type === 'object');
    for (const { keys, path } of objects) {
      const raw = withValueAt(example, [...keys, 'fieldOfTheFuture'], 1);
      const { object, findings } = parse(raw);
      expect(findings.map(finding => finding.path)).toEqual(
        isSilent(name, path) ? [] : [`${path}.fieldOfTheFuture`],
      );
      expect(object).toEqual(example);
    }
  });
});
