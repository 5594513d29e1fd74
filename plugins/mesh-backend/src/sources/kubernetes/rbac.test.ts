import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { kindFacts, type KindFacts } from '@fairway/mesh-core';
import { parseAllDocuments } from 'yaml';

interface Rule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

const facts: KindFacts[] = Object.values(kindFacts);

function rulesOf(file: string): Rule[] {
  const path = resolve(__dirname, '../../../../../docs/rbac', file);
  return parseAllDocuments(readFileSync(path, 'utf8'))
    .map(document => document.toJS() as { kind: string; rules?: Rule[] })
    .flatMap(({ rules }) => rules ?? []);
}

const grantsOf = (rules: readonly Rule[]): string[] =>
  rules
    .flatMap(({ apiGroups, resources }) =>
      apiGroups.flatMap(group => resources.map(name => `${group}/${name}`)),
    )
    .sort();

const namesOf = (kinds: readonly KindFacts[]): string[] =>
  kinds.map(({ group, plural }) => `${group}/${plural}`).sort();

const isOfRoot = ({ listScope }: KindFacts) => listScope?.namespace === 'root';

describe('docs/rbac', () => {
  it('the ClusterRole grants exactly the kinds that are read', () => {
    expect(grantsOf(rulesOf('cluster-role.yaml'))).toEqual(
      namesOf(facts.filter(kind => !isOfRoot(kind))),
    );
  });

  it('the Role of a namespace grants exactly those that lie in namespaces', () => {
    expect(grantsOf(rulesOf('namespace-role.yaml'))).toEqual(
      namesOf(facts.filter(kind => kind.namespaced && !isOfRoot(kind))),
    );
  });

  it('the Role of the root namespace grants one ConfigMap', () => {
    const rules = rulesOf('root-namespace-role.yaml');
    expect(grantsOf(rules)).toEqual(namesOf(facts.filter(isOfRoot)));
    expect(rules[0].resourceNames).toEqual(['istio']);
  });

  it.each([
    'cluster-role.yaml',
    'namespace-role.yaml',
    'root-namespace-role.yaml',
  ])('%s grants reading only, and no wildcard', file => {
    for (const rule of rulesOf(file)) {
      expect(rule.verbs).toEqual(['get', 'list', 'watch']);
      expect(grantsOf([rule]).join()).not.toMatch(/\*|secrets/);
    }
  });
});
