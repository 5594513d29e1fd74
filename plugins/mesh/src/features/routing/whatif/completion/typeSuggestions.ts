import { kindFacts, type KindFacts } from '@fairway/mesh-core';
import type { Suggestion } from './Suggestion';

/** Groups whose objects decide about requests. */
const GROUPS = /(\.istio\.io|^gateway\.networking\.k8s\.io)$/;

const kinds = Object.values<KindFacts>(kindFacts).filter(({ group }) =>
  GROUPS.test(group),
);

const TOP: Readonly<Record<string, string>> = {
  apiVersion: 'Group and version of the kind, as in `networking.istio.io/v1`.',
  kind: 'What the object is, as in `VirtualService`.',
  metadata: 'Name, namespace, labels and annotations.',
  spec: 'What is wanted.',
};

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

function valueSuggestion(label: string): Suggestion {
  return { label, kind: 'value', info: [] };
}

/** The kinds of a group; of all groups where none is written yet. */
export function kindSuggestions(apiVersion: string): Suggestion[] {
  const [group] = apiVersion.split('/');
  const fitting = kinds.filter(facts => !group || facts.group === group);
  return unique(fitting.map(({ kind }) => kind)).map(valueSuggestion);
}

/** Versions in which a kind is served, the one to prefer first; of all kinds where none is written yet. */
export function apiVersionSuggestions(kind: string): Suggestion[] {
  const fitting = kinds.filter(facts => !kind || facts.kind === kind);
  return unique(
    fitting.flatMap(({ group, versions }) =>
      versions.map(version => `${group}/${version}`),
    ),
  ).map(valueSuggestion);
}

/** The fields that every object has. */
export function topSuggestions(): Suggestion[] {
  return Object.entries(TOP).map(([label, words]) => ({
    label,
    kind: 'field',
    detail: label === 'metadata' || label === 'spec' ? 'object' : 'text',
    info: [words],
    required: label !== 'spec',
    insert:
      label === 'metadata' || label === 'spec' ? `${label}:` : `${label}: `,
  }));
}
