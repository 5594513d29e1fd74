import { KindFacts, kindFacts, KindName } from './kindFacts';
import { resourceKinds } from './kinds';

const names = Object.keys(kindFacts) as KindName[];

describe('resourceKinds', () => {
  it('has an entry for every kind, under its own name', () => {
    expect(Object.keys(resourceKinds)).toEqual(names);
    expect(Object.values(resourceKinds).map(({ id }) => id)).toEqual(names);
  });

  it('never has Secrets', () => {
    const all = Object.values(resourceKinds) as KindFacts[];
    expect(all.map(({ kind }) => kind)).not.toContain('Secret');
    expect(all.map(({ plural }) => plural)).not.toContain('secrets');
  });

  it('has no two entries for the same objects', () => {
    const places = names.map(name => {
      const { group, kind }: KindFacts = kindFacts[name];
      return `${group}/${kind}`;
    });
    expect(new Set(places).size).toBe(names.length);
  });

  it('asks for events of Canaries only', () => {
    expect(resourceKinds.Event.listScope).toEqual({
      fieldSelector: 'involvedObject.kind=Canary',
    });
  });

  it('asks for one ConfigMap only', () => {
    expect(resourceKinds.ConfigMap.listScope).toEqual({
      fieldSelector: 'metadata.name=istio',
      namespace: 'root',
    });
  });

  it.each(names)('knows %s from its plural and versions', name => {
    const {
      kind,
      plural,
      versions,
      parse,
      namespaced,
    }: KindFacts & {
      parse: (raw: unknown) => { object?: unknown };
    } = resourceKinds[name];
    expect(plural).toMatch(/^[a-z]+s$/);
    expect(plural.startsWith(kind.toLowerCase().slice(0, -1))).toBe(true);
    expect(versions.length).toBeGreaterThan(0);
    const withoutNamespace = parse({ kind, metadata: { name: 'a' } }).object;
    expect(withoutNamespace === undefined).toBe(namespaced);
  });
});
