import { KindFacts, kindFacts, KindName } from './kindFacts';
import { resourceKinds } from './kinds';
import { listFields, SchemaField } from './schema/listFields';
import type { IstioRelease } from './schema/notes';
import {
  CrdField,
  CrdFixture,
  crdReleases,
  readCrds,
} from './__testUtils__/crdFixtures';

const istioReleases: IstioRelease[] = ['1.28', '1.29', '1.30', '1.31'];

/** Kinds that the API server has built in; no definition tells their fields. */
const coreKinds: KindName[] = [
  'ConfigMap',
  'DaemonSet',
  'Deployment',
  'EndpointSlice',
  'Event',
  'HorizontalPodAutoscaler',
  'Namespace',
  'Pod',
  'ReplicaSet',
  'Service',
];

/** Kinds that are read only for where they act; what they hold may be anything. */
const locatedKinds: KindName[] = ['EnvoyFilter', 'WasmPlugin'];

const definedKinds = (Object.keys(kindFacts) as KindName[]).filter(
  name => ![...coreKinds, ...locatedKinds].includes(name),
);

const all = crdReleases.flatMap(release =>
  readCrds(release).map(crd => ({ release, ...crd })),
);

function definitionsOf(name: KindName): (CrdFixture & { release: string })[] {
  const facts: KindFacts = kindFacts[name];
  return all.filter(
    crd => crd.group === facts.group && crd.kind === facts.kind,
  );
}

/** All fields of some definitions; of two with the same path, the later one. */
function fieldsOf(crds: CrdFixture[]): Map<string, CrdField> {
  return new Map(
    crds.flatMap(crd =>
      crd.variants.flatMap(({ fields }) => Object.entries(fields)),
    ),
  );
}

function schemaFields(name: KindName): SchemaField[] {
  const typeMeta = /^(apiVersion|kind|metadata)\b/;
  return listFields(resourceKinds[name].schema).filter(
    ({ path }) => !typeMeta.test(path),
  );
}

/** Where our schema asks for less than the definition, and why. */
const tolerated: Record<string, string> = {
  'spec.host': 'the rest of a DestinationRule is still worth showing',
  'spec.hosts': 'the rest of a ServiceEntry is still worth showing',
  'spec.targetRef': 'the rest of a Canary is still worth showing',
  'spec.analysis': 'the rest of a Canary is still worth showing',
  'spec.service.port': 'the rest of a Canary is still worth showing',
  'spec.provider': 'the rest of a MetricTemplate is still worth showing',
  'spec.query': 'the rest of a MetricTemplate is still worth showing',
  'spec.controllerName': 'the rest of a GatewayClass is still worth showing',
  'spec.gatewayClassName': 'the rest of a Gateway is still worth showing',
  'spec.listeners': 'the rest of a Gateway is still worth showing',
  'spec.from': 'the rest of a ReferenceGrant is still worth showing',
  'spec.to': 'the rest of a ReferenceGrant is still worth showing',
  spec: 'an absent spec is read as an empty one',
};

/** A status is written by a controller; its gaps must not hide the rest. */
const tolerantStatus = /^status\b/;

const integer = ['integer', 'int-or-string'];

/** Types of the definition → types of the schema that read it. */
const readAs: Record<string, string[]> = {
  integer,
  number: ['number', 'integer'],
  'int-or-string': ['int-or-string'],
  object: ['object'],
  map: ['map'],
};

describe('the registry and the definitions', () => {
  it('has every kind of the definitions', () => {
    const defined = new Set(all.map(crd => `${crd.group}/${crd.kind}`));
    const ours = definedKinds.map(
      name => `${kindFacts[name].group}/${kindFacts[name].kind}`,
    );
    expect([...defined].sort()).toEqual(ours.sort());
  });

  it.each(definedKinds)('knows where %s lives', name => {
    const facts: KindFacts = kindFacts[name];
    const crds = definitionsOf(name);
    expect(crds).not.toEqual([]);
    for (const crd of crds) {
      expect(crd.plural).toBe(facts.plural);
      expect(crd.scope === 'Namespaced').toBe(facts.namespaced);
    }
    const served = crds.flatMap(crd => crd.variants.flatMap(v => v.versions));
    expect([...facts.versions].sort()).toEqual([...new Set(served)].sort());
  });
});

describe.each(definedKinds)('the schema of %s', name => {
  const crds = definitionsOf(name);
  const defined = fieldsOf(crds);
  const ours = new Map(schemaFields(name).map(field => [field.path, field]));

  it('has every field of every release', () => {
    expect([...defined.keys()].filter(path => !ours.has(path))).toEqual([]);
  });

  it('has no field that no release has', () => {
    expect([...ours.keys()].filter(path => !defined.has(path))).toEqual([]);
  });

  it('reads the types of the definitions', () => {
    const wrong = [...ours.values()].flatMap(({ path, type }) => {
      const expected = defined.get(path)?.type ?? '';
      const accepted = readAs[expected] ?? [expected];
      return accepted.includes(type) ? [] : [`${path}: ${type}, ${expected}`];
    });
    expect(wrong).toEqual([]);
  });

  it('takes every value that a release lists', () => {
    const listed = crds.flatMap(crd =>
      crd.variants.flatMap(({ fields }) => Object.entries(fields)),
    );
    const refused = listed.flatMap(([path, { enum: values }]) => {
      const choice = ours.get(path)?.enum;
      // A closed choice of ours must be one of the definition's, too.
      const missing = choice
        ? (values ?? ['any other']).filter(value => !choice.includes(value))
        : [];
      return missing.map(value => `${path}: ${value}`);
    });
    expect(refused).toEqual([]);
  });

  it('asks for a field only where the newest release does', () => {
    const newest = fieldsOf(crds.slice(-1));
    const tooStrict = [...ours.values()].filter(
      ({ path, required }) => required && newest.get(path)?.required !== true,
    );
    expect(tooStrict.map(({ path }) => path)).toEqual([]);
  });

  it('asks for less only where that is stated', () => {
    const laxer = [...fieldsOf(crds.slice(-1))].filter(
      ([path, { required }]) =>
        required &&
        ours.get(path)?.required === false &&
        !tolerantStatus.test(path) &&
        !(path in tolerated),
    );
    expect(laxer.map(([path]) => path)).toEqual([]);
  });
});

describe('the first Istio release of a field', () => {
  const istioKinds = definedKinds.filter(name =>
    kindFacts[name].group.endsWith('.istio.io'),
  );

  it.each(istioKinds)('is noted in the schema of %s', name => {
    const crds = definitionsOf(name);
    const firstRelease = (path: string) =>
      istioReleases.find(release =>
        fieldsOf(crds.filter(crd => crd.release === `istio-${release}`)).has(
          path,
        ),
      );
    for (const { path, since } of schemaFields(name)) {
      const first = firstRelease(path);
      expect([path, since]).toEqual([
        path,
        first === '1.28' ? undefined : first,
      ]);
    }
  });

  it('is noted for fields that are known to be new', () => {
    const found = new Map(
      schemaFields('VirtualService').map(({ path, since }) => [path, since]),
    );
    expect(found.get('spec.http[].redirect.prefixRewrite')).toBe('1.31');
    expect(found.get('spec.http[].redirect.uri')).toBeUndefined();
  });
});

describe('exceptions', () => {
  it('are all in use', () => {
    const required = new Set(
      all.flatMap(crd =>
        crd.variants.flatMap(({ fields }) =>
          Object.entries(fields).flatMap(([path, field]) =>
            field.required ? [path] : [],
          ),
        ),
      ),
    );
    const idle = Object.keys(tolerated).filter(path => !required.has(path));
    expect(idle).toEqual([]);
  });
});
