import {
  readCrds,
  type CrdField,
} from '../../resources/__testUtils__/crdFixtures';
import type { GeneratedObject } from '../Manifest';

const ISTIO_RELEASES = ['istio-1.28', 'istio-1.29', 'istio-1.30', 'istio-1.31'];

const definitions = new Map(
  [...ISTIO_RELEASES, 'flagger'].map(release => [release, readCrds(release)]),
);

type Fields = Record<string, CrdField>;

function fieldsOf(release: string, object: GeneratedObject): Fields {
  const [group, version] = object.apiVersion.split('/');
  const crd = definitions
    .get(release)
    ?.find(each => each.group === group && each.kind === object.kind);
  const variant = crd?.variants.find(each => each.versions.includes(version));
  if (!variant) {
    throw new Error(`${release} has no ${object.kind} in ${object.apiVersion}`);
  }
  return variant.fields;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'object':
    case 'map':
      return typeof value === 'object' && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'int-or-string':
      return Number.isInteger(value) || typeof value === 'string';
    default:
      return typeof value === type;
  }
}

function missing(
  value: Record<string, unknown>,
  path: string,
  fields: Fields,
): string[] {
  return Object.entries(fields)
    .filter(([each, { required }]) => required && each.startsWith(`${path}.`))
    .map(([each]) => each.slice(path.length + 1))
    .filter(name => !/[.[{]/.test(name) && !(name in value))
    .map(name => `${path}.${name} is required`);
}

function check(value: unknown, path: string, fields: Fields): string[] {
  const field = fields[path];
  if (!field) {
    return [`${path} does not exist`];
  }
  if (!hasType(value, field.type)) {
    return [`${path} is no ${field.type}: ${JSON.stringify(value)}`];
  }
  if (field.enum && !field.enum.includes(String(value))) {
    return [`${path} may not be ${value}`];
  }
  if (Array.isArray(value)) {
    return value.flatMap(each => check(each, `${path}[]`, fields));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const children = Object.entries(value).flatMap(([name, each]) =>
    check(each, field.type === 'map' ? `${path}{}` : `${path}.${name}`, fields),
  );
  return [
    ...children,
    ...missing(value as Record<string, unknown>, path, fields),
  ];
}

/**
 * Compares a `spec` with the definition of its kind in every release that is supported. The API server drops unknown
 * fields without a word, so one is as bad as a wrong type.
 */
export function crdFindings(object: GeneratedObject): string[] {
  const releases = object.kind === 'Canary' ? ['flagger'] : ISTIO_RELEASES;
  return releases.flatMap(release =>
    check(object.spec, 'spec', fieldsOf(release, object)).map(
      finding => `${release}: ${finding}`,
    ),
  );
}
