import { KubernetesObject, nameOf, namespaceOf } from '../kubernetes';
import { WorkloadObject } from '../world/workloadShapes';
import { ownedByCanary, selectorLabelOf } from './canaryOwner';

/** Prefixes of labels that are copied to the primary, as the sandbox's Flagger is configured. */
const includedPrefixes = ['app.kubernetes.io', 'backstage.io'];

function included(
  labels: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(([key]) =>
      includedPrefixes.some(prefix => key.startsWith(prefix)),
    ),
  );
}

/** The primary Deployment with the template of the target. A new `flaggerId` makes a new roll-out. */
export function primaryDeployment(
  canary: KubernetesObject,
  target: WorkloadObject,
  options: { readonly replicas: number; readonly flaggerId: string },
): KubernetesObject {
  const { key, value } = selectorLabelOf(target);
  const label = { [key]: `${value}-primary` };
  const { template, strategy, revisionHistoryLimit, progressDeadlineSeconds } =
    target.spec;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: `${nameOf(target)}-primary`,
      namespace: namespaceOf(target),
      labels: { ...included(target.metadata.labels), ...label },
      ownerReferences: [ownedByCanary(canary)],
    },
    spec: {
      replicas: options.replicas,
      selector: { matchLabels: label },
      strategy,
      revisionHistoryLimit,
      progressDeadlineSeconds,
      template: {
        ...template,
        metadata: {
          labels: { ...template.metadata.labels, ...label },
          annotations: {
            ...template.metadata.annotations,
            'flagger-id': options.flaggerId,
          },
        },
      },
    },
  };
}

/** The autoscaler of the primary. */
export function primaryScaler(
  canary: KubernetesObject,
  scaler: KubernetesObject,
  target: string,
): KubernetesObject {
  return {
    apiVersion: scaler.apiVersion,
    kind: scaler.kind,
    metadata: {
      name: `${nameOf(scaler)}-primary`,
      namespace: namespaceOf(scaler),
      labels: included(scaler.metadata.labels),
      ownerReferences: [ownedByCanary(canary)],
    },
    spec: {
      ...scaler.spec,
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: `${target}-primary`,
      },
    },
  };
}
