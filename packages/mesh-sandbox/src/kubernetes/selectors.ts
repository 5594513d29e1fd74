import { KubernetesObject, nameOf, namespaceOf } from './KubernetesObject';
import { ResourceKind } from './ResourceKind';
import { StatusError } from './StatusError';

/** Decides whether an object belongs to a list or a watch. */
export type ObjectFilter = (object: KubernetesObject) => boolean;

type LabelFilter = (labels: Readonly<Record<string, string>>) => boolean;

const setTerm = /^([^\s!=(),]+)\s+(in|notin)\s*\(([^()]*)\)$/;
const equalityTerm = /^([^\s!=(),]+)\s*(==|=|!=)\s*([^\s!=(),]*)$/;
const existsTerm = /^(!?)\s*([^\s!=(),]+)$/;

/** Splits at the commas that are not inside parentheses. */
function splitTerms(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map(term => term.trim())
    .filter(term => term !== '');
}

function parseLabelTerm(term: string): LabelFilter {
  const set = setTerm.exec(term);
  if (set) {
    const [, key, operator, list] = set;
    const values = new Set(list.split(',').map(value => value.trim()));
    return operator === 'in'
      ? labels => key in labels && values.has(labels[key])
      : labels => !(key in labels) || !values.has(labels[key]);
  }
  const equality = equalityTerm.exec(term);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const exists = existsTerm.exec(term);
  if (exists) {
    const [, not, key] = exists;
    return labels => key in labels !== (not === '!');
  }
  throw new StatusError('BadRequest', `unable to parse requirement: ${term}`);
}

/**
 * Parses a label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.
 *
 * @throws StatusError BadRequest when it cannot be parsed
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(selector: string): ObjectFilter {
  const terms = splitTerms(selector).map(parseLabelTerm);
  return object => terms.every(term => term(object.metadata.labels ?? {}));
}

const commonFields = ['metadata.name', 'metadata.namespace'];

/** Fields besides name and namespace that a built-in kind can be selected by. */
const extraFields: Readonly<Record<string, readonly string[]>> = {
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  namespaces: ['status.phase'],
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  'replicasets.apps': ['status.replicas'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
};

function readField(object: KubernetesObject, path: string): string {
  let value: unknown = object;
  const steps = path === 'source' ? ['source', 'component'] : path.split('.');
  for (const step of steps) {
    value =
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[step]
        : undefined;
  }
  return value === undefined || value === null ? '' : String(value);
}

/**
 * Parses a field selector: `field=value`, `field==value`, `field!=value`, joined by commas. Which fields a kind can be
 * selected by is the API server's list; custom resources know name and namespace only.
 *
 * @throws StatusError BadRequest on bad syntax or a field that is not selectable
 */
export function parseFieldSelector(
  selector: string,
  kind: ResourceKind,
): ObjectFilter {
  const known = [...commonFields, ...(extraFields[kind.key] ?? [])];
  const terms = splitTerms(selector).map(term => {
    const match = /^([^=!]+?)(==|=|!=)(.*)$/.exec(term);
    if (!match) {
      throw new StatusError(
        'BadRequest',
        `invalid selector: '${selector}'; can't understand '${term}'`,
      );
    }
    const [, field, operator, value] = match;
    if (!known.includes(field)) {
      throw new StatusError(
        'BadRequest',
        `field label not supported: ${field}`,
      );
    }
    return (object: KubernetesObject) =>
      (readField(object, field) === value) === (operator !== '!=');
  });
  return object => terms.every(term => term(object));
}

/** Key that orders the objects of a list: namespace, then name. */
export function listKey(object: KubernetesObject): string {
  return `${namespaceOf(object)}/${nameOf(object)}`;
}
