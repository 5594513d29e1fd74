import {
  kindFacts,
  parseResource,
  type Finding,
  type KindFacts,
} from '@fairway/mesh-core';
import { isScalar, visit, type Document } from 'yaml';
import { rangeOfSteps } from '../object/rangeOfSteps';
import { yamlSteps } from '../object/yamlSteps';
import { parseLimited, type Refusal } from './parseLimited';

/** What is wrong at a place of a draft: offsets in its text, the line from 1. */
export type DraftProblem = {
  from: number;
  to: number;
  line: number;
  severity: Finding['severity'];
} & (
  | { code: 'broken'; message: string }
  | { code: 'duplicate'; name: string }
  | { code: 'no-object' }
  | { code: 'finding'; finding: Finding }
);

/** The object that a draft is about. */
export interface DraftName {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * What was made of a draft. `unreadable`: its problems say why. `read`: an object, which may have findings.
 */
export type Draft =
  | { state: 'empty' }
  | { state: 'refused'; refusal: Refusal }
  | { state: 'unreadable'; problems: DraftProblem[] }
  | { state: 'read'; name: DraftName; problems: DraftProblem[] };

/** The first line of what is marked: forty marked lines tell less. */
function mark(
  text: string,
  start: number,
  end: number,
): Pick<DraftProblem, 'from' | 'to' | 'line'> {
  const from = Math.min(start, text.length);
  const lineEnd = text.indexOf('\n', from);
  const last = Math.min(end, lineEnd < 0 ? text.length : lineEnd);
  return {
    from,
    to: Math.max(from, last),
    line: text.slice(0, from).split('\n').length,
  };
}

/** The parser repeats line and text below its first line. */
function firstLine(message: string): string {
  return message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
}

function brokenIn(document: Document.Parsed, text: string): DraftProblem[] {
  return document.errors.map(error => ({
    ...mark(text, error.pos[0], error.pos[1]),
    severity: 'error',
    code: 'broken',
    message: firstLine(error.message),
  }));
}

/** Names that stand twice in a map. The API server refuses them. */
function duplicatesIn(document: Document.Parsed, text: string): DraftProblem[] {
  const problems: DraftProblem[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range || key.value === '<<') {
          continue;
        }
        const name = String(key.value);
        if (seen.has(name)) {
          problems.push({
            ...mark(text, key.range[0], key.range[1]),
            severity: 'error',
            code: 'duplicate',
            name,
          });
        }
        seen.add(name);
      }
    },
  });
  return problems;
}

function problemOf(
  document: Document.Parsed,
  text: string,
  finding: Finding,
): DraftProblem {
  const range = rangeOfSteps(document, text, yamlSteps(finding.path));
  return {
    ...mark(text, range?.start ?? 0, range?.end ?? text.length),
    severity: finding.severity,
    code: 'finding',
    finding,
  };
}

const groups = new Map<string, boolean>(
  Object.values<KindFacts>(kindFacts).map(({ group, kind, namespaced }) => [
    `${group}/${kind}`,
    namespaced,
  ]),
);

function nameOf(object: {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}): DraftName {
  const [group, version] = object.apiVersion.split('/');
  const { name, namespace } = object.metadata;
  const own = version === undefined ? '' : group;
  const namespaced = groups.get(`${own}/${object.kind}`) ?? true;
  return {
    group: own,
    kind: object.kind,
    ...(namespaced && namespace !== undefined ? { namespace } : {}),
    name,
  };
}

/**
 * Reads the text of a draft as the backend will: YAML within limits, then an object of a known kind. Never throws.
 */
export function readDraft(text: string): Draft {
  const yaml = parseLimited(text);
  if (yaml.refused) {
    return { state: 'refused', refusal: yaml.refused };
  }
  const { document, value } = yaml;
  if (!document) {
    return { state: 'empty' };
  }
  const broken = [...brokenIn(document, text), ...duplicatesIn(document, text)];
  if (broken.length > 0) {
    return { state: 'unreadable', problems: broken };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const place = mark(text, 0, text.length);
    return {
      state: 'unreadable',
      problems: [{ ...place, severity: 'error', code: 'no-object' }],
    };
  }
  const { object, findings } = parseResource(value);
  const problems = findings.map(finding => problemOf(document, text, finding));
  return object
    ? { state: 'read', name: nameOf(object), problems }
    : { state: 'unreadable', problems };
}
