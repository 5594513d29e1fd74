import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  OwnerReference,
} from '../kubernetes';
import { Container, WorkloadObject } from '../world/workloadShapes';
import { RouteWeights } from './CanaryTick';

interface ServiceSpec {
  name?: string;
  port?: number;
  portName?: string;
  targetPort?: number | string;
  appProtocol?: string;
  portDiscovery?: boolean;
  gateways?: string[];
  hosts?: string[];
  match?: unknown[];
  trafficPolicy?: unknown;
  apex?: Metadata;
  primary?: Metadata;
  canary?: Metadata;
  [field: string]: unknown;
}

interface Metadata {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** The three Services of a canary: the name that callers use, and one for each side. */
export type ServiceRole = 'apex' | 'canary' | 'primary';

const driftAnnotations = {
  'helm.toolkit.fluxcd.io/driftDetection': 'disabled',
  'kustomize.toolkit.fluxcd.io/reconcile': 'disabled',
};

/** Prefixes of labels that are copied to the primary, as the sandbox's Flagger is configured. */
const includedPrefixes = ['app.kubernetes.io', 'backstage.io'];

/** `spec.service` of a Canary. */
export function serviceSpecOf(canary: KubernetesObject): ServiceSpec {
  return (canary.spec?.service ?? {}) as ServiceSpec;
}

/** Owner reference to a Canary, as all objects carry that Flagger makes. */
export function ownedByCanary(canary: KubernetesObject): OwnerReference {
  return {
    apiVersion: canary.apiVersion,
    kind: canary.kind,
    name: nameOf(canary),
    uid: canary.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The label that Flagger finds the pods by, with its value on the target. */
export function selectorLabelOf(target: WorkloadObject): {
  key: string;
  value: string;
} {
  const labels = target.spec.selector.matchLabels;
  const key =
    ['app', 'name', 'app.kubernetes.io/name'].find(
      candidate => candidate in labels,
    ) ?? 'app';
  return { key, value: labels[key] ?? nameOf(target) };
}

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

interface ServicePort {
  name: string;
  protocol: string;
  port: number;
  targetPort: number | string;
  appProtocol?: string;
}

function portsOf(spec: ServiceSpec, target: WorkloadObject): ServicePort[] {
  const { port = 80, portName = 'http', targetPort = port, appProtocol } = spec;
  const main: ServicePort = {
    name: portName,
    protocol: 'TCP',
    port,
    targetPort,
  };
  if (appProtocol) {
    main.appProtocol = appProtocol;
  }
  return spec.portDiscovery
    ? [main, ...discoveredPorts(main, target.spec.template.spec.containers)]
    : [main];
}

function discoveredPorts(
  main: ServicePort,
  containers: readonly Container[],
): ServicePort[] {
  return containers
    .filter(({ name }) => name !== 'istio-proxy' && name !== 'envoy')
    .flatMap(({ ports = [] }) => ports)
    .filter(
      ({ name, containerPort }) =>
        name !== main.targetPort && containerPort !== main.targetPort,
    )
    .map(({ name = '', containerPort, protocol = 'TCP' }) => ({
      name,
      protocol,
      port: containerPort,
      targetPort: containerPort,
    }));
}

/** One of the three Services. */
export function canaryService(
  canary: KubernetesObject,
  target: WorkloadObject,
  role: ServiceRole,
): KubernetesObject {
  const spec = serviceSpecOf(canary);
  const apex = spec.name ?? nameOf(target);
  const name = role === 'apex' ? apex : `${apex}-${role}`;
  const { key, value } = selectorLabelOf(target);
  const own = spec[role] as Metadata | undefined;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: namespaceOf(canary),
      labels: { ...own?.labels, [key]: name },
      annotations: { ...own?.annotations, ...driftAnnotations },
      ownerReferences: [ownedByCanary(canary)],
    },
    spec: {
      type: 'ClusterIP',
      selector: { [key]: role === 'canary' ? value : `${value}-primary` },
      ports: portsOf(spec, target),
    },
  };
}

/** The DestinationRule of one side. */
export function canaryDestinationRule(
  canary: KubernetesObject,
  apex: string,
  role: 'canary' | 'primary',
): KubernetesObject {
  const { trafficPolicy } = serviceSpecOf(canary);
  const host = `${apex}-${role}`;
  return {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'DestinationRule',
    metadata: {
      name: host,
      namespace: namespaceOf(canary),
      ownerReferences: [ownedByCanary(canary)],
    },
    spec: { host, ...(trafficPolicy ? { trafficPolicy } : {}) },
  };
}

/** Fields of `spec.service` that are copied to every route. */
const routeFields = ['rewrite', 'timeout', 'retries', 'corsPolicy', 'headers'];

function routeSettings(spec: ServiceSpec): Record<string, unknown> {
  return Object.fromEntries(
    routeFields.filter(field => spec[field]).map(field => [field, spec[field]]),
  );
}

interface MatchRule {
  headers?: Record<string, unknown>;
  sourceLabels?: Record<string, string>;
  [field: string]: unknown;
}

/** Each condition of the analysis laid over each of the service; only headers and source labels survive. */
function mergeMatches(
  analysis: readonly MatchRule[],
  service: readonly MatchRule[],
): MatchRule[] {
  if (service.length === 0) {
    return [...analysis];
  }
  return analysis.flatMap(({ headers, sourceLabels }) =>
    service.map(rule => ({
      ...rule,
      ...(headers ? { headers: { ...rule.headers, ...headers } } : {}),
      ...(sourceLabels ? { sourceLabels } : {}),
    })),
  );
}

function httpRoutes(
  canary: KubernetesObject,
  apex: string,
  { primary, canary: weight }: RouteWeights,
): unknown[] {
  const spec = serviceSpecOf(canary);
  const analysis = (canary.spec?.analysis ?? {}) as { match?: MatchRule[] };
  const matches = (spec.match ?? []) as MatchRule[];
  const settings = routeSettings(spec);
  const toPrimary = {
    destination: { host: `${apex}-primary` },
    weight: primary,
  };
  const both = [toPrimary, { destination: { host: `${apex}-canary` }, weight }];
  const serviceMatch = matches.length > 0 ? { match: matches } : {};
  if (!analysis.match?.length) {
    return [{ ...serviceMatch, ...settings, route: both }];
  }
  return [
    { match: mergeMatches(analysis.match, matches), ...settings, route: both },
    // the lone destination carries the primary's weight, 0 during an A/B test, and still gets everything
    { ...serviceMatch, ...settings, route: [toPrimary] },
  ];
}

/** The VirtualService of a canary with given weights. */
export function canaryVirtualService(
  canary: KubernetesObject,
  apex: string,
  routes: RouteWeights,
): KubernetesObject {
  const spec = serviceSpecOf(canary);
  const hosts = spec.hosts ?? [];
  return {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'VirtualService',
    metadata: {
      name: apex,
      namespace: namespaceOf(canary),
      ...(spec.apex?.labels ? { labels: spec.apex.labels } : {}),
      annotations: { ...spec.apex?.annotations, ...driftAnnotations },
      ownerReferences: [ownedByCanary(canary)],
    },
    spec: {
      gateways: spec.gateways ?? ['mesh'],
      hosts:
        hosts.includes(apex) || hosts.includes('*') ? hosts : [...hosts, apex],
      http: httpRoutes(canary, apex, routes),
    },
  };
}

/** Weights of the first route of a VirtualService that leads to both sides; undefined when there is none. */
export function readRoutes(
  virtualService: KubernetesObject | undefined,
  apex: string,
): RouteWeights | undefined {
  const routes = (virtualService?.spec?.http ?? []) as {
    route?: { destination?: { host?: string }; weight?: number }[];
  }[];
  for (const { route = [] } of routes) {
    const weightOf = (role: string): number | undefined =>
      route.find(({ destination }) => destination?.host === `${apex}-${role}`)
        ?.weight;
    const canary = weightOf('canary');
    if (canary !== undefined) {
      return { primary: weightOf('primary') ?? 0, canary };
    }
  }
  return undefined;
}
