import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_WORKLOADS,
} from '../refs/annotations';
import { parseLabelSelector } from './labelSelector';

/**
 * A workload that an entity names itself.
 *
 * @public
 */
export interface NamedWorkload {
  /** Only in this cluster; absent means in every cluster of the entity. */
  cluster?: string;
  namespace: string;
  name: string;
}

/**
 * Which workloads belong to an entity. Exactly one of `workloads`, `labelSelector` and `kubernetesId` is given, in this order
 * of precedence; `namespace` narrows the latter two.
 *
 * @public
 */
export interface ScopeQuery {
  /** Full ref of the entity, as in `component:default/checkout`. */
  entityRef: string;
  /** Full ref of the entity's owner. */
  ownerRef?: string;
  kubernetesId?: string;
  namespace?: string;
  /** As written in the annotation, in the notation of kubectl. */
  labelSelector?: string;
  workloads?: readonly NamedWorkload[];
  /** What is wrong with the annotations, a sentence each. What could not be read selects nothing. */
  problems: readonly string[];
}

const dnsName = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

function parseWorkload(
  text: string,
  defaultNamespace: string | undefined,
): NamedWorkload | undefined {
  const colon = text.lastIndexOf(':');
  const cluster = colon < 0 ? undefined : text.slice(0, colon).trim();
  const parts = text.slice(colon + 1).split('/');
  const [namespace, name] =
    parts.length === 1 ? [defaultNamespace, parts[0]] : parts;
  const readable =
    parts.length <= 2 &&
    cluster !== '' &&
    [namespace, name].every(part => part !== undefined && dnsName.test(part));
  if (!readable) {
    return undefined;
  }
  return {
    ...(cluster === undefined ? {} : { cluster }),
    namespace: namespace!,
    name,
  };
}

function parseWorkloads(
  annotation: string,
  namespace: string | undefined,
): Pick<ScopeQuery, 'workloads' | 'problems'> {
  const workloads: NamedWorkload[] = [];
  const problems: string[] = [];
  for (const text of annotation.split(',').map(part => part.trim())) {
    if (text === '') {
      continue;
    }
    const workload = parseWorkload(text, namespace);
    if (workload) {
      workloads.push(workload);
    } else {
      problems.push(
        `The annotation ${ANNOTATION_WORKLOADS} names "${text}", which is not of the form namespace/name or cluster:namespace/name.`,
      );
    }
  }
  return { workloads, problems };
}

function parseSelector(
  annotation: string,
): Pick<ScopeQuery, 'labelSelector' | 'problems'> {
  const parsed = parseLabelSelector(annotation);
  return {
    labelSelector: annotation,
    problems: parsed.ok
      ? []
      : [
          `The annotation ${ANNOTATION_KUBERNETES_LABEL_SELECTOR} cannot be read: ${parsed.problem}.`,
        ],
  };
}

/**
 * Reads from an entity's annotations which workloads belong to it: `fairway.dev/workloads` wins over
 * `backstage.io/kubernetes-label-selector`, that over `backstage.io/kubernetes-id`. An annotation that wins and cannot be
 * read selects nothing; the next one is not tried, since that would show another service than the one that was meant.
 *
 * @param annotations - `metadata.annotations` of the entity
 * @param entity - full refs of the entity and its owner
 * @returns `undefined` when no annotation says which workloads are meant. The name of the entity is never guessed from
 * @see https://backstage.io/docs/features/kubernetes/configuration#surfacing-your-kubernetes-components-as-part-of-an-entity
 * @public
 */
export function parseScopeQuery(
  annotations: Readonly<Record<string, string>> | undefined,
  entity: { entityRef: string; ownerRef?: string },
): ScopeQuery | undefined {
  const read = (name: string): string | undefined =>
    annotations?.[name]?.trim() || undefined;
  const namespace = read(ANNOTATION_KUBERNETES_NAMESPACE);
  const base = {
    entityRef: entity.entityRef,
    ...(entity.ownerRef === undefined ? {} : { ownerRef: entity.ownerRef }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  const workloads = read(ANNOTATION_WORKLOADS);
  if (workloads) {
    return { ...base, ...parseWorkloads(workloads, namespace) };
  }
  const selector = read(ANNOTATION_KUBERNETES_LABEL_SELECTOR);
  if (selector) {
    return { ...base, ...parseSelector(selector) };
  }
  const kubernetesId = read(ANNOTATION_KUBERNETES_ID);
  return kubernetesId ? { ...base, kubernetesId, problems: [] } : undefined;
}
