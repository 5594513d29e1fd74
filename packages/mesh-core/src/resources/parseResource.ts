import { KindFacts, kindFacts, KindName } from './kindFacts';
import { AnyMeshObject, resourceKinds } from './kinds';
import type { Parsed } from './Parsed';
import { describeValue } from './reading/describeValue';
import { readingFinding } from './reading/messages';
import { splitApiVersion } from './reading/parserFor';
import { isPlainRecord } from './reading/plainRecord';

const kindNames = Object.keys(kindFacts) as KindName[];

/**
 * Finds the kind an object is of.
 *
 * @param apiVersion - group and version as in the object; any version will do
 * @returns `undefined` for kinds that Fairway does not read.
 * @public
 */
export function kindNameOf(
  apiVersion: string,
  kind: string,
): KindName | undefined {
  const { group } = splitApiVersion(apiVersion);
  return kindNames.find(name => {
    const facts: KindFacts = kindFacts[name];
    return facts.kind === kind && facts.group === group;
  });
}

/**
 * Reads an object of any kind that Fairway knows, as its `apiVersion` and
 * `kind` say. Never throws, whatever it is given: what cannot be read is in the
 * findings.
 *
 * @public
 */
export function parseResource(raw: unknown): Parsed<AnyMeshObject> {
  if (!isPlainRecord(raw)) {
    const found = describeValue(raw);
    return { findings: [readingFinding('not-an-object', { found })] };
  }
  const { apiVersion, kind } = raw;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    const path = typeof kind === 'string' ? 'apiVersion' : 'kind';
    return {
      findings: [readingFinding('missing-field', { path, leftOut: '' })],
    };
  }
  const name = kindNameOf(apiVersion, kind);
  if (!name) {
    const found = `\`${kind}\` in \`${apiVersion}\``;
    return { findings: [readingFinding('unknown-kind', { found })] };
  }
  return resourceKinds[name].parse(raw);
}

/**
 * Completes an element of a list. The API server leaves `apiVersion` and `kind`
 * out there, for core kinds, as the list itself says them.
 *
 * @param apiVersion - that of the list; the preferred version when not given
 * @public
 */
export function withTypeMeta(
  name: KindName,
  element: unknown,
  apiVersion?: string,
): unknown {
  if (!isPlainRecord(element)) {
    return element;
  }
  const { group, kind, versions }: KindFacts = kindFacts[name];
  const own = group ? `${group}/${versions[0]}` : versions[0];
  return { apiVersion: apiVersion ?? own, kind, ...element };
}
